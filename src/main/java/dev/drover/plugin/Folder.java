package dev.drover.plugin;

import dev.drover.diag.Diagnostic;
import dev.drover.diag.Diagnostics;
import dev.drover.diag.Source;
import dev.drover.expr.Scope;
import dev.drover.schema.Binder;
import dev.drover.schema.Bound;
import dev.drover.yaml.Node;
import dev.drover.yaml.YamlReader;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Optional;
import java.util.Set;

/**
 * A plugin as it lies in its folder. Nothing of it has been run.
 *
 * @param path the folder
 * @param manifest what its {@code plugin.yml} says
 */
record Folder(Path path, Manifest manifest) {
  static final String MANIFEST = "plugin.yml";

  /** A person writes no more than this into a {@code plugin.yml}. */
  private static final long MOST_BYTES = 1 << 20;

  /** The plugin of a folder. */
  static Folder of(Path path) throws PluginException {
    String name = String.valueOf(path.getFileName());
    Manifest manifest = read(name, path.resolve(MANIFEST));
    if (!manifest.plugin().equals(name)) {
      throw new PluginException(
          "the plugin in `%s` calls itself `%s`".formatted(path, manifest.plugin()),
          "give the folder and `plugin` in plugin.yml the same name");
    }
    own(name, path);
    own(name, path.resolve(MANIFEST));
    return new Folder(path, manifest);
  }

  private static Manifest read(String name, Path file) throws PluginException {
    Diagnostics diagnostics = new Diagnostics();
    Source source = new Source(file.toString(), text(name, file));
    Optional<Node> root = YamlReader.read(source, diagnostics);
    if (root.isPresent()
        && !diagnostics.hasErrors()
        && Binder.bind(Manifest.class, root.get(), Scope.open(), diagnostics)
            instanceof Bound.Ready<Manifest>(Manifest manifest)) {
      return manifest;
    }
    if (diagnostics.sorted().isEmpty()) {
      throw new PluginException(
          "the plugin `" + name + "` says nothing in its plugin.yml", "see docs/plugins.md");
    }
    Diagnostic first = diagnostics.sorted().getFirst();
    throw new PluginException(
        "the plugin `%s` is described wrongly: %s (%s)"
            .formatted(name, first.message(), first.span()),
        first.hint().orElse("see docs/plugins.md"));
  }

  private static String text(String name, Path file) throws PluginException {
    try {
      if (Files.size(file) > MOST_BYTES) {
        throw new PluginException(
            "the plugin.yml of `" + name + "` is larger than a file written by hand",
            "see docs/plugins.md for what belongs there");
      }
      return Files.readString(file);
    } catch (MalformedInputException e) {
      throw new PluginException(
          "the plugin.yml of `" + name + "` is not a text in UTF-8", "save it as UTF-8");
    } catch (IOException e) {
      throw new PluginException(
          "the plugin.yml of `" + name + "` can't be read: " + e.getMessage(),
          "check that it is a file and that you may read it");
    }
  }

  /** Whether what must be built before it can be used has been. */
  boolean isBuilt() {
    return Files.exists(path.resolve(manifest.file())) || !Files.exists(path.resolve("build"));
  }

  /** Its file, which must be there. */
  Path file() throws PluginException {
    Path file = path.resolve(manifest.file());
    if (!Files.isRegularFile(file)) {
      throw new PluginException(
          "the plugin `%s` has no file `%s`".formatted(manifest.plugin(), manifest.file()),
          !isBuilt()
              ? "it has not been built: run `" + path.resolve("build") + "`"
              : "put it beside plugin.yml, or correct `file` there");
    }
    own(manifest.plugin(), file);
    return file;
  }

  /** What everybody may write, everybody may let us run. */
  private static void own(String name, Path file) throws PluginException {
    try {
      Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
      if (permissions.contains(PosixFilePermission.OTHERS_WRITE)) {
        throw new PluginException(
            "the plugin `%s` is not loaded: everybody may write `%s`".formatted(name, file),
            "run `chmod o-w " + file + "` and check what is in it");
      }
    } catch (IOException | UnsupportedOperationException e) {
      return; // no such permissions here
    }
  }
}
