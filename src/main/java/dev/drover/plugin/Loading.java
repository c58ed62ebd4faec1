package dev.drover.plugin;

import dev.drover.remote.RemoteException;
import dev.drover.task.Kinds.Registered;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

/** Loads plugins of each form. */
final class Loading {
  private Loading() {}

  static Loaded of(Folder folder) throws PluginException, InterruptedException {
    Loaded loaded =
        switch (folder.manifest().form()) {
          case EXECUTABLE -> program(folder);
          case JAR, COMPOSITION -> new Loaded();
        };
    return loaded.checked(folder.manifest());
  }

  private static Loaded program(Folder folder) throws PluginException, InterruptedException {
    Manifest manifest = folder.manifest();
    Path file = folder.file();
    Executable executable =
        new Executable(
            manifest.plugin(),
            folder.path(),
            file,
            manifest.timeout(),
            Set.copyOf(manifest.environment()));
    if (!Files.isExecutable(file)) {
      throw executable.broken(
          "can't be started: `" + file + "` is not executable", "run `chmod +x " + file + "`");
    }
    try {
      Described described = new Dialogue(executable, "describe").answer(Map.of(), Described.class);
      Loaded loaded = new Loaded();
      for (Described.KindOf kind : described.kinds()) {
        loaded.add(
            manifest.plugin(),
            Registered.class,
            kind.name(),
            Registered.of(new ProgramKind(executable, manifest.version().text(), kind)));
      }
      return loaded;
    } catch (RemoteException e) {
      throw new IllegalStateException("describe has no host", e);
    }
  }
}
