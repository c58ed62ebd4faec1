package dev.drover.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.secret.Vault;
import dev.drover.testing.Canary;
import dev.drover.testing.Vaults;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A run that uses secrets in every way in which a task can: nobody who lists processes on the host,
 * or looks into the directories of its jobs, sees them, and what the run keeps is only its owner's.
 */
class SecretsOnTheHostTest {

  private final Canary canary = Canary.create();

  @TempDir Path directory;
  private Tool tool = new Tool(Path.of(""));

  @BeforeEach
  void write() throws IOException {
    tool = new Tool(Files.createDirectory(directory.resolve("tool"))).careless();
    Path inventory = Files.createDirectory(directory.resolve("inventory"));
    Path vars = Files.createDirectories(inventory.resolve("group_vars/all"));
    Files.writeString(
        inventory.resolve("hosts.yml"),
        "all: {hosts: {here: {ansible_connection: local, lock: {path: %s}}}}\n"
            .formatted(directory.resolve("lease")));
    Files.writeString(
        vars.resolve("vault.yml"),
        Vault.seal(
            ("token: " + canary).getBytes(StandardCharsets.UTF_8),
            Vaults.password("password"),
            "default"));
    Files.writeString(directory.resolve("settings.tmpl"), "token={{token}}\n");
    Files.writeString(
        directory.resolve("runbook.yml"),
        """
        runbook: secrets
        language: 1
        version: 1.0.0
        params:
          key: {type: secret}
        plays:
          - name: Work
            hosts: all
            tasks:
              - shell: "sleep 2; printf '%%s' {{key}} > %1$s/from-shell"
              - shell: sleep 2; printf '%%s' "$TOKEN" > %1$s/from-environment
                environment: {TOKEN: "{{token}}"}
              - template: {src: settings.tmpl, dest: %1$s/settings, mode: "0600"}
              - command: {argv: [sh, -c, "sleep 2; cat > %1$s/from-input"], stdin: "{{token}}"}
              - shell: sleep 1; echo {{token}} >&2; false
        """
            .formatted(directory));
  }

  @Test
  void stayOutOfProcessListsAndDirectoriesAndFilesOfOthers() throws Exception {
    Set<String> seen = new TreeSet<>();
    Tool.Started started =
        tool.start(
            "run",
            directory.resolve("runbook.yml").toString(),
            "-i",
            directory.resolve("inventory").toString(),
            "--vault-password-file=" + Vaults.file("password"),
            "-e",
            "@" + Files.writeString(directory.resolve("key.yml"), "key: " + canary + "\n"));
    int looks = 0;
    while (started.process().isAlive()) {
      looks++;
      seen.addAll(canary.commandLines());
      seen.addAll(filesOfJobs());
    }
    Tool.Ending ending = started.await().expect(30);

    assertThat(looks).isGreaterThan(10);
    assertThat(seen).isEmpty();
    assertThat(ending.out() + ending.err()).doesNotContain(canary.text());
    assertThat(directory.resolve("from-shell")).content().isEqualTo(canary.text());
    assertThat(directory.resolve("from-environment")).content().isEqualTo(canary.text());
    assertThat(directory.resolve("from-input")).content().isEqualTo(canary.text());
    assertThat(directory.resolve("settings")).content().isEqualTo("token=" + canary + "\n");
    assertThat(openToOthers(tool.directory())).isEmpty();
  }

  private List<String> filesOfJobs() {
    return canary.filesIn(Path.of(System.getProperty("user.home"), ".drover", "jobs")).stream()
        .filter(file -> !(isOutput(file) && isPrivate(file)))
        .map(Path::toString)
        .toList();
  }

  /** What a command prints is kept until it has been fetched. */
  private static boolean isOutput(Path file) {
    return Set.of("out", "err").contains(file.getFileName().toString());
  }

  private static boolean isPrivate(Path file) {
    try {
      Path directory = Optional.ofNullable(file.getParent()).orElse(file);
      return PosixFilePermissions.toString(Files.getPosixFilePermissions(directory))
          .equals("rwx------");
    } catch (IOException gone) {
      return true;
    }
  }

  /** Others may not even look at what there is; the outputs of the tool are the test's. */
  private static List<String> openToOthers(Path place) throws IOException {
    List<String> open = new ArrayList<>();
    try (Stream<Path> files = Files.walk(place.resolve("state/runs"))) {
      for (Path file : files.toList()) {
        String rights = PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
        if (!rights.matches("rw[x-]------")) {
          open.add(rights + " " + place.relativize(file));
        }
      }
    }
    return open;
  }
}
