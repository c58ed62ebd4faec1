package dev.drover.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.testing.Golden;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InventoryCommandTest {

  @TempDir private Path directory;

  private String hosts = "";

  @BeforeEach
  void write() throws IOException {
    hosts =
        inventory(
            """
            lonely
            [web]
            web[1:2] ansible_password=hunter2 port=80
            [db]
            db1 ansible_host=10.0.0.9 version=9.10
            [web:vars]
            tier=front
            [site:children]
            web
            db
            """);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "list", "graph", "host", "ping"})
  void explainsItself(String command) {
    String[] words =
        command.isEmpty()
            ? new String[] {"inventory", "--help"}
            : new String[] {"inventory", command, "--help"};
    Golden.check(
        Path.of(
            "src/test/resources/help/inventory%s.txt"
                .formatted("-".repeat(command.isEmpty() ? 0 : 1) + command)),
        new String(Shell.drover(words).bytes(), UTF_8));
  }

  @Test
  void listsHostsWithAddressesAndGroups() {
    assertThat(Shell.drover("inventory", "list", "-i", hosts))
        .isEqualTo(
            new Shell.Ending(
                0,
                """
                lonely            ungrouped
                web1              site web
                web2              site web
                db1     10.0.0.9  db site
                """,
                ""));
  }

  @Test
  void listsTheNamesOfAPattern() {
    assertThat(
            Shell.drover(
                "inventory", "list", "-i", hosts, "--format", "names", "--limit", "site:!web1"))
        .isEqualTo(new Shell.Ending(0, "web2\ndb1\n", ""));
  }

  @Test
  void listsHostsWrittenOnTheCommandLine() {
    assertThat(Shell.drover("inventory", "list", "-i", "a,b", "--format", "names"))
        .isEqualTo(new Shell.Ending(0, "a\nb\n", ""));
  }

  @Test
  void drawsTheGroups() {
    assertThat(Shell.drover("inventory", "graph", "site", "-i", hosts))
        .isEqualTo(
            new Shell.Ending(
                0,
                """
                @site:
                  |--@web:
                  |  |--web1
                  |  |--web2
                  |--@db:
                  |  |--db1
                """,
                ""));
  }

  @Test
  void drawsTheVariablesToo() {
    assertThat(Shell.drover("inventory", "graph", "web", "--vars", "-i", hosts, "-l", "web1"))
        .isEqualTo(
            new Shell.Ending(
                0,
                """
                @web:
                  |--web1
                  |  |--{ansible_password = ***}
                  |  |--{port = 80}
                  |  |--{tier = front}
                  |--{tier = front}
                """,
                ""));
  }

  @Test
  void showsAHostWithoutItsSecrets() {
    assertThat(Shell.drover("inventory", "host", "web1", "-i", hosts))
        .isEqualTo(
            new Shell.Ending(
                0,
                """
                {
                  "ansible_password" : "***",
                  "port" : 80,
                  "tier" : "front"
                }
                """,
                ""));
  }

  @Test
  void knowsThisMachineThoughNoFileNamesIt() {
    assertThat(Shell.drover("inventory", "host", "localhost", "-i", hosts).out())
        .isEqualTo("{\n  \"ansible_connection\" : \"local\"\n}\n");
  }

  @Test
  void tellsWhichHostOrGroupWasMeant() {
    assertThat(Shell.drover("inventory", "host", "wbe1", "-i", hosts))
        .isEqualTo(
            new Shell.Ending(
                2,
                "",
                "drover: there is no host `wbe1` in the inventory\n  next: did you mean `web1`?\n"));
    assertThat(Shell.drover("inventory", "graph", "stie", "-i", hosts).err())
        .isEqualTo(
            "drover: there is no group `stie` in the inventory\n  next: did you mean `site`?\n");
  }

  @Test
  void tellsThatALimitSelectsNothing() {
    Shell.Ending ending = Shell.drover("inventory", "list", "-i", hosts, "--limit", "web:&db");
    assertThat(ending.code()).isEqualTo(10);
    assertThat(ending.out()).isEmpty();
    assertThat(ending.err()).contains("no host matches `web:&db`").contains("[hosts.none]");
  }

  @Test
  void pingsEveryHostAndTellsWhoDoesNotAnswer() throws IOException {
    int closed;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      closed = socket.getLocalPort();
    }
    String here = inventory("here ansible_connection=local\n");
    String gone = inventory("gone ansible_host=127.0.0.1 ansible_port=%d\n".formatted(closed));
    Shell.Ending good = Shell.drover("inventory", "ping", "-i", here);
    assertThat(good.out()).matches("ok      here  \\d+ ms\n");
    assertThat(good.err()).isEqualTo("All 1 hosts answered.\n");
    assertThat(good.code()).isZero();
    Shell.Ending bad = Shell.drover("inventory", "ping", "-i", here, "-i", gone);
    assertThat(bad.out()).contains("ok      here").contains("failed  gone");
    assertThat(bad.err()).isEqualTo("1 of 2 hosts can't be worked with.\n");
    assertThat(bad.code()).isEqualTo(20);
  }

  @Test
  void connectsToNobodyIfTheInventoryHasMistakes() throws IOException {
    Shell.Ending ending =
        Shell.drover("inventory", "ping", "-i", inventory("a ansible_user={{nobody}}\n"));
    assertThat(ending.code()).isEqualTo(10);
    assertThat(ending.out()).isEmpty();
    assertThat(ending.err()).contains("nothing was connected to");
  }

  private String inventory(String text) throws IOException {
    return Files.writeString(Files.createTempFile(directory, "hosts", ""), text).toString();
  }
}
