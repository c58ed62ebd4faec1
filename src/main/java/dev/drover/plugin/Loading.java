package dev.drover.plugin;

import dev.drover.diag.Diagnostic;
import dev.drover.diag.Diagnostics;
import dev.drover.load.Composition;
import dev.drover.remote.RemoteException;
import dev.drover.task.About;
import dev.drover.task.Kind;
import dev.drover.task.Kinds.Registered;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Loads plugins of each form. */
final class Loading {
  private Loading() {}

  static Loaded of(Folder folder) throws PluginException, InterruptedException {
    Loaded loaded =
        switch (folder.manifest().form()) {
          case EXECUTABLE -> program(folder);
          case COMPOSITION -> composition(folder);
          case JAR -> Jar.load(folder);
        };
    return loaded.checked(folder.manifest());
  }

  private static Loaded composition(Folder folder) throws PluginException {
    Manifest manifest = folder.manifest();
    List<String> kinds = manifest.provides().kinds();
    if (kinds.size() != 1) {
      throw new PluginException(
          "the plugin `%s` is a composition, which is one task kind".formatted(manifest.plugin()),
          "name that kind under `provides: {kinds: […]}`, and nothing else");
    }
    About about =
        new About(
            kinds.getFirst(),
            manifest.version().text(),
            Kind.Group.GENERAL,
            Kind.Scope.HOST,
            manifest.description());
    Diagnostics diagnostics = new Diagnostics();
    Optional<Composition> read = Composition.read(about, folder.file(), diagnostics);
    if (read.isEmpty()) {
      Diagnostic first = diagnostics.sorted().getFirst();
      throw new PluginException(
          "the plugin `%s` has a mistake: %s (%s)"
              .formatted(manifest.plugin(), first.message(), first.span()),
          first.hint().orElse("see docs/plugins.md"));
    }
    Loaded loaded = new Loaded();
    loaded.add(manifest.plugin(), Points.KIND, about.name(), Registered.of(read.get()));
    return loaded;
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
            Points.KIND,
            kind.name(),
            Registered.of(new ProgramKind(executable, manifest.version().text(), kind)));
      }
      for (Described.BalancerOf one : described.balancers()) {
        loaded.add(
            manifest.plugin(), Points.BALANCER, one.name(), new ProgramBalancer(executable, one));
      }
      for (Described.SourceOf one : described.inventories()) {
        loaded.add(
            manifest.plugin(), Points.INVENTORY, one.name(), new ProgramInventory(executable, one));
      }
      for (Described.BackupOf one : described.backups()) {
        loaded.add(
            manifest.plugin(), Points.BACKUP, one.name(), new ProgramBackup(executable, one));
      }
      return loaded;
    } catch (RemoteException e) {
      throw new IllegalStateException("describe has no host", e);
    }
  }
}
