package dev.drover.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.task.Extensions.Found;
import dev.drover.task.InventorySource;
import dev.drover.task.InventorySource.SourceException;
import dev.drover.testing.Jars;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jars see the plugin interface and nothing else, and can't harm the rest. */
class JarsTest {
  @TempDir Path directory;

  @Test
  void aJarSeesTheInterfaceAndTheJdkOnly() throws Exception {
    InventorySource source =
        source(
            "curious",
            """
            @Override
            public String list(java.nio.file.Path file, java.util.Map<String, Object> settings) {
              java.util.List<String> seen = new java.util.ArrayList<>();
              for (Object name : settings.values()) {
                try {
                  Class.forName(String.valueOf(name));
                  seen.add(String.valueOf(name));
                } catch (ClassNotFoundException e) {
                  // that is the question
                }
              }
              return String.join(" ", seen);
            }
            """);
    assertThat(
            source.list(
                Path.of("hosts.yml"),
                Map.of(
                    "a", "dev.drover.task.TaskKind",
                    "b", "dev.drover.run.Engine",
                    "c", "dev.drover.remote.ssh.Machines",
                    "d", "dev.drover.plugin.Plugins",
                    "e", "tools.jackson.databind.json.JsonMapper",
                    "f", "org.yaml.snakeyaml.Yaml",
                    "g", "dev.drover.cli.Main")))
        .isEqualTo("dev.drover.task.TaskKind");
  }

  @Test
  void whatAJarThrowsNamesThePlugin() throws Exception {
    InventorySource source =
        source(
            "thrower",
            """
            @Override
            public String list(java.nio.file.Path file, java.util.Map<String, Object> settings) {
              throw new IllegalStateException("out of luck");
            }
            """);
    String problem = "";
    try {
      source.list(Path.of("hosts.yml"), Map.of());
    } catch (IllegalStateException | SourceException e) {
      problem = String.valueOf(e.getMessage());
    }
    assertThat(problem)
        .isEqualTo("the plugin `thrower` broke: java.lang.IllegalStateException: out of luck");
  }

  @Test
  void tellsWhatIsWrongWithAJar() throws Exception {
    String list =
        """
        @Override
        public String list(java.nio.file.Path file, java.util.Map<String, Object> settings) {
          return "{}";
        }
        """;
    jar("aa_fine", list);
    jar("constructor", list + "public Source() { throw new IllegalStateException(\"no\"); }\n");
    jar("initializer", list + "static final int X = Integer.parseInt(\"x\");\n");
    jar(
        "hangs",
        list
            + "static { while (!Thread.currentThread().isInterrupted()) { Thread.onSpinWait(); } }\n");
    jar("other_name", list.replace("return", "return") + "static final int Y = 1;\n");
    Files.writeString(
        directory.resolve("other_name/plugin.yml"),
        Files.readString(directory.resolve("other_name/plugin.yml"))
            .replace("inventories: [other_name]", "inventories: [another]"));
    folders().folder("no_jar", "jar", "no_jar.jar", "kinds: [no_jar]", "this is no jar");
    assertThat(folders().problems())
        .isEqualTo(
            """
            aa_fine is ready
            the plugin `constructor` can't be loaded: java.lang.IllegalStateException: no
              next: mend it; a plugin sees the plugin interface and the JDK only (docs/plugins.md)
            the plugin `hangs` did not load within 3s
              next: construct it without side effects, and quickly
            the plugin `initializer` can't be loaded: java.lang.ExceptionInInitializerError
              next: mend it; a plugin sees the plugin interface and the JDK only (docs/plugins.md)
            the plugin `no_jar` does not declare the task kind `no_jar`, which its plugin.yml names
              next: take it out of `provides`, or add it to the plugin
            the plugin `other_name` declares the inventory source `other_name`, which its plugin.yml does not name
              next: add it to `provides`, or take it out of the plugin
            """);
  }

  private Folders folders() {
    return new Folders(directory);
  }

  private InventorySource source(String name, String body) throws Exception {
    jar(name, body);
    Plugins plugins = folders().plugins();
    if (plugins.find(InventorySource.class, name) instanceof Found.Is<InventorySource> found) {
      return found.it();
    }
    throw new AssertionError(plugins.find(InventorySource.class, name));
  }

  /** A jar with an inventory source of the plugin's name. */
  private void jar(String name, String body) throws Exception {
    folders().folder(name, "jar", name + ".jar", "inventories: [" + name + "]", "");
    Path folder = directory.resolve(name);
    Path services = Files.createDirectories(folder.resolve("src/META-INF/services"));
    Files.writeString(services.resolve(InventorySource.class.getName()), "test.Source\n");
    Path source = Files.createDirectories(folder.resolve("src/test"));
    Files.writeString(
        source.resolve("Source.java"),
        """
        package test;

        public final class Source implements dev.drover.task.InventorySource {
          @Override
          public String name() {
            return "%s";
          }

        %s}
        """
            .formatted(name, body));
    Jars.build(folder, name + ".jar");
    assertThat(List.of(folder.toFile().list())).contains(name + ".jar");
  }
}
