package dev.drover.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.demo.OpenSshServer;
import dev.drover.testing.RealComponent;
import dev.drover.testing.SshKeys;
import dev.drover.testing.TestingUser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The sudoers file that {@code drover plan --needs} prints is enough for the run, and no more. */
@RealComponent(
    value = {"sshd", "ssh-keygen", "sudo", "visudo", "useradd", "chpasswd", "runuser"},
    root = true)
class MinimalSudoTest {

  private static final String RUNBOOK =
      """
      runbook: as-others
      language: 1
      version: 1.0.0
      plays:
        - name: Work
          hosts: all
          tasks:
            - command: {argv: [sh, -c, "id -un > PLACE/open/who"], creates: PLACE/open/who}
              become: true
              become_user: WORKER
            - upload: {src: PLACE/key.pub, dest: PLACE/open/copy}
              become: true
              become_user: WORKER
            - start: {installation: PLACE/product}
            - graceful_stop: {installation: PLACE/product}
      """;

  private static final String START =
      """
      #!/bin/sh
      setsid sh PLACE/product/bin/product.sh -Dbitbucket.home=PLACE/home -Dbitbucket.install=PLACE/product \\
        com.atlassian.bitbucket.internal.launcher.BitbucketServerLauncher start </dev/null >/dev/null 2>&1 &
      echo $! > PLACE/home/log/bitbucket.pid
      """;

  private static final String STOP =
      "#!/bin/sh\nkill -TERM \"$(cat PLACE/home/log/bitbucket.pid)\"\n";

  private static final String PRODUCT = "trap 'exit 0' TERM\nwhile :; do sleep 0.1; done\n";

  @TempDir Path place;

  @Test
  void theFileIsEnoughAndNoMore() throws Exception {
    Files.setPosixFilePermissions(place, PosixFilePermissions.fromString("rwxr-xr-x"));
    Path key = SshKeys.generate(place.resolve("key"), "-t", "ed25519");
    SshKeys.authorize(place.resolve("authorized_keys"), key);
    try (TestingUser login = TestingUser.create("x", "ALL=(nobody) /bin/false");
        TestingUser worker = TestingUser.create("x", "ALL=(nobody) /bin/false");
        TestingUser owner = TestingUser.create("x", "ALL=(nobody) /bin/false");
        OpenSshServer server =
            OpenSshServer.start(
                place.resolve("server"), place.resolve("authorized_keys"), 0, List.of())) {
      write(server, login, worker, owner);
      Tool tool = new Tool(Files.createDirectory(place.resolve("tool")));

      List<String> lines = sudoers(tool);
      assertThat(lines)
          .containsExactlyInAnyOrder(
              "%s ALL=(%s) NOPASSWD: /bin/sh, /usr/bin/sh, /bin/true, /usr/bin/true"
                  .formatted(login.name(), worker.name()),
              "%s ALL=(%s) NOPASSWD: %s/product/bin/start-bitbucket.sh --no-search"
                  .formatted(login.name(), owner.name(), place),
              "%s ALL=(%s) NOPASSWD: %s/product/bin/stop-bitbucket.sh \"\""
                  .formatted(login.name(), owner.name(), place));
      assertThat(status("visudo", "-c", "-s", "-f", login.allow(lines).toString())).isZero();
      tool.run(words("run")).expect(0);
      assertThat(place.resolve("open/who")).hasContent(worker.name());
      assertThat(Files.getOwner(place.resolve("open/copy")).getName()).isEqualTo(worker.name());

      String start = place + "/product/bin/start-bitbucket.sh";
      assertThat(sudo(login, worker.name(), "/usr/bin/id")).isNotZero();
      assertThat(sudo(login, owner.name(), "/bin/sh", "-c", "true")).isNotZero();
      assertThat(sudo(login, owner.name(), start, "--other")).isNotZero();
      assertThat(sudo(login, "root", "/bin/true")).isNotZero();
      assertThat(sudo(login, worker.name(), "/bin/true")).isZero();
    }
  }

  private void write(OpenSshServer server, TestingUser login, TestingUser worker, TestingUser owner)
      throws IOException {
    for (String open : List.of("open", "home", "home/log", "home/shared")) {
      Path directory = Files.createDirectory(place.resolve(open));
      Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxrwxrwx"));
    }
    Path bin = Files.createDirectories(place.resolve("product/bin"));
    for (List<String> script :
        List.of(
            List.of("start-bitbucket.sh", START),
            List.of("stop-bitbucket.sh", STOP),
            List.of("product.sh", PRODUCT))) {
      Path file = Files.writeString(bin.resolve(script.getFirst()), filled(script.getLast()));
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
    Files.writeString(place.resolve("known_hosts"), server.knownHostsLine() + "\n");
    Files.writeString(
        place.resolve("runbook.yml"), filled(RUNBOOK).replace("WORKER", worker.name()));
    Files.writeString(
        place.resolve("hosts.yml"),
        filled(
            """
            all:
              hosts:
                node:
                  ansible_host: 127.0.0.1
                  ansible_port: %d
                  ansible_user: %s
                  ansible_ssh_private_key_file: PLACE/key
                  ansible_ssh_common_args: -o UserKnownHostsFile=PLACE/known_hosts
                  product: {url: "http://127.0.0.1:9", home: PLACE/home, user: %s}
            """
                .formatted(server.port(), login.name(), owner.name())));
  }

  private String filled(String text) {
    return text.replace("PLACE", place.toString());
  }

  private String[] words(String command, String... more) {
    List<String> words =
        new ArrayList<>(
            List.of(command, place.resolve("runbook.yml").toString(), "-i", place + "/hosts.yml"));
    words.addAll(List.of(more));
    return words.toArray(String[]::new);
  }

  private List<String> sudoers(Tool tool) throws Exception {
    String json = tool.run(words("plan", "--needs", "--json")).expect(0).out();
    List<String> lines = new ArrayList<>();
    for (JsonNode need : JsonMapper.builder().build().readTree(json)) {
      if (need.get("kind").asString().equals("sudo")) {
        lines.add(need.get("right").asString());
      }
    }
    return lines;
  }

  private static int sudo(TestingUser who, String as, String... words) throws Exception {
    List<String> all = new ArrayList<>(List.of("runuser", "-u", who.name(), "--"));
    all.addAll(List.of("sudo", "-k", "-n", "-u", as, "--"));
    all.addAll(List.of(words));
    return status(all.toArray(String[]::new));
  }

  private static int status(String... words) throws Exception {
    Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(said).doesNotContain("syntax error");
    return process.waitFor();
  }
}
