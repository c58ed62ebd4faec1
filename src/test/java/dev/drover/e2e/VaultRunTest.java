package dev.drover.e2e;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.secret.Vault;
import dev.drover.testing.Vaults;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A run with encrypted variables: commands get them, and nothing that is written or shown does. */
@Execution(ExecutionMode.CONCURRENT)
class VaultRunTest {

  private static final String RUNBOOK =
      """
      runbook: secrets
      language: 1
      version: 1.0.0
      plays:
        - name: Work
          hosts: all
          tasks:
            - command: [sh, -c, "printf '%s' \\"$0\\" > PROOF", "{{greeting}} {{db.password}}"]
              when: db.verify && db.port > 1000 && token != ''
            - command: {argv: [echo, "{{url}}", "{{db.port}}"], reads: true}
              register: said
            - set_vars: {again: "{{said.stdout}}", composed: "{{token}}-x"}
            - shell: "echo {{composed}} {{again}} >&2; test -e READY"
      """;

  private static final String ENCRYPTED =
      """
      db: {user: dbu, password: s3cr3t-of-db, port: 54320, verify: true}
      url: "https://{{ db.user }}:{{ db.password }}@host:{{ db.port }}/"
      """;

  private static final List<String> SECRETS = List.of("s3cr3t", "t0k3n", "54320");

  @TempDir Path directory;
  private Tool tool = new Tool(Path.of(""));
  private Path vars = Path.of("");

  @BeforeEach
  void write() throws IOException {
    tool = new Tool(Files.createDirectory(directory.resolve("tool")));
    Path inventory = Files.createDirectory(directory.resolve("inventory"));
    vars = Files.createDirectories(inventory.resolve("group_vars/all"));
    Files.writeString(
        inventory.resolve("hosts.yml"), "all: {hosts: {here: {ansible_connection: local}}}\n");
    Files.writeString(vars.resolve("vault.yml"), seal(ENCRYPTED, "default"));
    Files.writeString(
        vars.resolve("main.yml"),
        "greeting: \"hello {{ token }}\"\ntoken: !vault |\n"
            + seal("inline-t0k3n", "prod").indent(2));
    Files.writeString(
        directory.resolve("runbook.yml"),
        RUNBOOK
            .replace("PROOF", directory.resolve("proof").toString())
            .replace("READY", directory.resolve("ready").toString()));
  }

  private static String seal(String text, String id) {
    return Vault.seal(text.getBytes(StandardCharsets.UTF_8), Vaults.password("password"), id);
  }

  private Tool.Ending run(String command, String... more) throws Exception {
    List<String> words =
        Stream.concat(
                Stream.of(
                    command,
                    directory.resolve("runbook.yml").toString(),
                    "-i",
                    directory.resolve("inventory").toString()),
                Stream.of(more))
            .toList();
    return tool.run(words.toArray(String[]::new));
  }

  private static String withPassword() {
    return "--vault-password-file=" + Vaults.file("password");
  }

  @Test
  void withoutThePasswordItSaysWhatIsEncryptedWhere() throws Exception {
    Tool.Ending ending = run("validate").expect(10);
    assertThat(ending.err())
        .contains(
            vars.resolve("main.yml")
                + ":2:8: error: this is encrypted with the vault id `prod`,"
                + " and no vault password is given [vault.no-password]",
            vars.resolve("vault.yml")
                + ":1:1: error: this is encrypted, and no vault password is"
                + " given [vault.no-password]");
  }

  @Test
  void secretsAreUsedAndNeverShownNorWritten() throws Exception {
    Tool.Ending plan = run("plan", withPassword()).expect(0);
    assertThat(plan.out()).contains("only looks: echo *** ***");
    run("plan", withPassword(), "--json").expect(0);
    Tool.Ending failed = run("run", withPassword()).expect(30);
    assertThat(failed.out()).contains("` ended with status 1");
    tool.run("show", "last", "--json").expect(0);
    tool.run("resume", "last").expect(10);
    Files.createFile(directory.resolve("ready"));
    tool.run("resume", "last", withPassword()).expect(0);
    tool.run("show", "last").expect(0);

    assertThat(directory.resolve("proof")).content().isEqualTo("hello inline-t0k3n s3cr3t-of-db");
    try (Stream<Path> all = Files.walk(tool.directory())) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        String text = new String(Files.readAllBytes(file), ISO_8859_1);
        assertThat(SECRETS).as(file + ":\n" + text).noneMatch(text::contains);
      }
    }
  }

  @Test
  void anotherEncryptionOfTheSameValuesIsAChangeOfTheInputs() throws Exception {
    run("run", withPassword()).expect(30);
    Files.writeString(vars.resolve("vault.yml"), seal(ENCRYPTED, "default"));
    Tool.Ending refused = tool.run("resume", "last", withPassword()).expect(41);
    assertThat(refused.err())
        .endsWith(
            """
            Its plan would be the same.
            drover: changed since the run began: %s
              next: undo the change, or resume with --accept-changes, or with the files as they were: --as-begun
            """
                .formatted(vars.resolve("vault.yml")));
  }
}
