package dev.drover.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.diag.Diagnostic;
import dev.drover.journal.Request;
import dev.drover.report.DiagnosticText;
import dev.drover.secret.Vault;
import dev.drover.tasks.BuiltIn;
import dev.drover.testing.Vaults;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A runbook with all that it may read, in which one file is replaced by something hostile. */
final class HostileSite {

  private static final String RUNBOOK =
      """
      runbook: site
      language: 1
      version: 1.0.0
      params:
        level: {type: string, default: low}
      plays:
        - name: Work
          hosts: all
          tasks:
            - include: tasks.yml
            - command: [echo, "{{level}}", "{{colour}}"]
      """;

  /** The files of the site, each with a content that is right. */
  enum Part {
    RUNBOOK("runbook.yml", HostileSite.RUNBOOK),
    TASKS("tasks.yml", "- pause: 1s\n"),
    INI("inventory/a", "one colour=red ansible_connection=local\n[web]\none\n"),
    YAML("inventory/b.yml", "all: {hosts: {two: {colour: blue}}}\n"),
    JSON("inventory/c.json", "{\"web\": {\"hosts\": {\"two\": {}}}}\n"),
    GROUP_VARS("inventory/group_vars/all.yml", "size: 3\n"),
    HOST_VARS("inventory/host_vars/one/more.yml", "weight: 3\n"),
    PARAMETERS("parameters.yml", "level: high\n");

    private final String file;
    private final String right;

    Part(String file, String right) {
      this.file = file;
      this.right = right;
    }

    Path in(Path directory) {
      return directory.resolve(file);
    }
  }

  private final Path directory;

  HostileSite(Path directory) {
    this.directory = directory;
    for (Part part : Part.values()) {
      put(part, part.right.getBytes(UTF_8));
    }
  }

  HostileSite put(Part part, byte[] content) {
    try {
      Path file = part.in(directory);
      Files.createDirectories(file.getParent());
      Files.write(file, content);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path directory() {
    return directory;
  }

  /** What is told of the site; nothing in it may steer a terminal. */
  String told() {
    Checking checking =
        Checking.of(
            new Request(
                Part.RUNBOOK.in(directory).toString(),
                List.of(directory.resolve("inventory").toString()),
                List.of("@" + Part.PARAMETERS.in(directory)),
                List.of(),
                1),
            new Vault(List.of(Vaults.identity("default", "password"))),
            BuiltIn.kinds());
    StringBuilder told = new StringBuilder();
    for (Diagnostic diagnostic : checking.found()) {
      assertThat(diagnostic.span().line()).isPositive();
      assertThat(diagnostic.span().column()).isPositive();
      told.append(DiagnosticText.of(diagnostic));
    }
    assertThat(checking.plan().isPresent()).isEqualTo(checking.errors() == 0);
    assertThat(told.chars().filter(c -> c != '\n'))
        .noneMatch(c -> Character.getType(c) == Character.CONTROL)
        .noneMatch(c -> Character.getType(c) == Character.FORMAT);
    return told.toString();
  }
}
