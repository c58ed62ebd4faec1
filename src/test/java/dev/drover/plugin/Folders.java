package dev.drover.plugin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Plugins that a test writes. */
record Folders(Path directory) {

  /** What a program answers to {@code describe} that has one kind, {@code KIND}. */
  static final String DESCRIBE =
      "{\"answer\": {\"kinds\": [{\"name\": \"KIND\", \"doc\": \"Greets.\", \"recovery\":"
          + " \"repeat\", \"arguments\": [{\"name\": \"whom\", \"doc\": \"Whom\", \"main\":"
          + " true}, {\"name\": \"password\", \"type\": \"secret\", \"doc\": \"Proof\","
          + " \"optional\": true}], \"results\": [{\"name\": \"words\", \"doc\": \"What was"
          + " said\"}]}]}}";

  /** The kind that a program adds. */
  static String kind(String name) {
    return name.replace('-', '_');
  }

  /** A program in sh that adds a kind of its own name. */
  Folders program(String name, String script) {
    return folder(
        name,
        "executable",
        "run.sh",
        "kinds: [" + kind(name) + "]",
        "#!/bin/sh\nread -r request\n" + script);
  }

  /** A program that describes itself well, and does otherwise what {@code script} says. */
  Folders described(String name, String script) {
    return program(
        name,
        "if [ \"$1\" = describe ]; then echo '"
            + DESCRIBE.replace("KIND", kind(name))
            + "'; exit; fi\n"
            + script);
  }

  /** Any plugin. */
  Folders folder(String name, String form, String file, String provides, String content) {
    return manifest(
            name,
            """
            plugin: %s
            version: 1.2.0
            api: 1
            description: A plugin for tests.
            form: %s
            file: %s
            provides: {%s}
            timeout: 3s
            """
                .formatted(name, form, file, provides))
        .file(name, file, content);
  }

  Folders manifest(String name, String text) {
    return file(name, "plugin.yml", text);
  }

  Folders file(String name, String file, String text) {
    try {
      Path folder = Files.createDirectories(directory.resolve(name));
      Files.writeString(folder.resolve(file), text);
      if (text.startsWith("#!")) {
        Files.setPosixFilePermissions(
            folder.resolve(file), PosixFilePermissions.fromString("rwxr-xr-x"));
      }
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All of them, where the names of {@code taken} kinds are built in. */
  Plugins plugins(String... taken) {
    return Plugins.in(
        List.of(directory), Map.of(dev.drover.task.Kinds.Registered.class, Set.of(taken)));
  }

  /** What is wrong with each, a line each, without the directory of this test. */
  String problems() {
    StringBuilder out = new StringBuilder();
    for (Plugin plugin : plugins("command").all()) {
      out.append(
          plugin
              .check()
              .map(problem -> problem.words() + "\n  next: " + problem.next())
              .orElse(plugin.name() + " is ready"));
      out.append('\n');
    }
    return out.toString().replace(directory + "/", "");
  }
}
