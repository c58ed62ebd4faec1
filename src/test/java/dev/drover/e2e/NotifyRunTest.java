package dev.drover.e2e;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.notify.Hook;
import dev.drover.secret.Vault;
import dev.drover.testing.Vaults;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * A run that tells people elsewhere how it goes, with secrets from a vault, a parameter and the
 * environment: they are used, and appear nowhere.
 */
@Execution(ExecutionMode.CONCURRENT)
class NotifyRunTest {

  private static final List<String> SECRETS =
      List.of("h00k-p4th", "v4ult-c4nary", "p4ram-c4nary", "env1ron-c4nary");

  private static final String RUNBOOK =
      """
      runbook: canary
      language: 1
      version: 1.0.0
      params:
        token: {type: secret, description: A secret.}
      plays:
        - name: Work
          hosts: all
          tasks:
            - name: say
              command: {argv: [sh, -c, "echo \\"$0 $1 $KEY\\" | tee PROOF", "{{password}}", "{{token}}"]}
              environment: {KEY: "{{key}}"}
              register: said
            - name: use
              command: [sh, -c, "echo {{password}} $KEY >&2; test -e READY"]
              environment: {KEY: "{{key}}"}
      """;

  @TempDir Path directory;

  private String[] words(List<String> command, Path... inventory) {
    return Stream.of(
            command.stream(),
            Stream.of(inventory)
                .flatMap(path ->
                    Stream.of(directory.resolve("runbook.yml").toString(), "-i", path.toString())),
            Stream.of(
                "-e", "token=p4ram-c4nary", "--vault-password-file=" + Vaults.file("password")))
        .flatMap(all -> all)
        .toArray(String[]::new);
  }

  @Test
  void everybodyIsToldAndNoSecretIs() throws Exception {
    Path proof = directory.resolve("proof");
    Path told = directory.resolve("told");
    Tool tool = new Tool(Files.createDirectory(directory.resolve("tool")));
    Files.writeString(
        directory.resolve("runbook.yml"),
        RUNBOOK
            .replace("PROOF", proof.toString())
            .replace("READY", directory.resolve("ready").toString()));
    try (Hook hook = Hook.answering(200)) {
      Path inventory = Files.createDirectory(directory.resolve("inventory"));
      Path vars = Files.createDirectories(inventory.resolve("group_vars/all"));
      Files.writeString(
          inventory.resolve("hosts.yml"), "all: {hosts: {here: {ansible_connection: local}}}\n");
      Files.writeString(
          vars.resolve("main.yml"),
          "notify: ['slack:{{hook}}', {command: [sh, -c, 'cat >> %s']}, {url: '%s'}]\n"
              .formatted(told, "http://127.0.0.1:1/h00k-p4th"));
      Files.writeString(
          vars.resolve("vault.yml"),
          Vault.seal(
              "hook: %s\npassword: v4ult-c4nary\nkey: env1ron-c4nary\n"
                  .formatted(hook.url("/h00k-p4th"))
                  .getBytes(StandardCharsets.UTF_8),
              Vaults.password("password"),
              "default"));
      Tool.Ending failed = tool.run(words(List.of("run"), inventory)).expect(30);
      assertThat(failed.out())
          .contains("notify http://127.0.0.1:1: `start` could not be delivered");
      Files.createFile(directory.resolve("ready"));
      tool.run(words(List.of("resume", "last"))).expect(0);
      assertThat(hook.got())
          .extracting(got -> got.replaceFirst(".*?: ", "").replaceFirst("[,:\\\\].*", ""))
          .containsExactly("began", "work/use[here] failed", "failed", "goes on", "finished");
    }
    assertThat(proof).content().isEqualTo("v4ult-c4nary p4ram-c4nary env1ron-c4nary\n");
    for (String format : List.of("html", "markdown", "junit", "json")) {
      tool.run("report", "last", "--format", format).expect(0);
    }
    tool.run("show", "last", "--steps").expect(0);
    assertThat(Files.readAllLines(told)).hasSize(5);
    assertNoSecret(told);
    try (Stream<Path> all = Files.walk(tool.directory())) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        assertNoSecret(file);
      }
    }
  }

  private static void assertNoSecret(Path file) throws Exception {
    String text = new String(Files.readAllBytes(file), ISO_8859_1);
    assertThat(SECRETS).as(file + ":\n" + text).noneMatch(text::contains);
  }
}
