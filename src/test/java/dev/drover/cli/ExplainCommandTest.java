package dev.drover.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExplainCommandTest {

  @TempDir Path directory;

  @BeforeEach
  void write() throws IOException {
    Files.writeString(
        directory.resolve("hosts"),
        """
        [web]
        node1 port=8081 login_password=hunter22
        node2
        [web:vars]
        port=8080
        base=/opt/{{port}}
        [all:vars]
        port=80
        """);
    Files.writeString(
        directory.resolve("up.yml"),
        """
        runbook: up
        language: 1
        version: 1.0.0
        params:
          to_version: {type: version}
          token: {type: secret}
          mode: {type: enum, values: [a, b], default: a}
        vars: {mode: b, login: {user: me, password: swordfish}}
        plays:
          - hosts: web
            name: first
            vars: {mode: c}
            tasks:
              - command: [uptime]
                register: load
              - pause: 1s
                name: wait
                vars: {mode: d}
        """);
  }

  private Shell.Ending explain(String... arguments) {
    List<String> all = new ArrayList<>(List.of("explain"));
    all.addAll(List.of(arguments));
    all.addAll(List.of("--host", "node1", "-i", directory.resolve("hosts").toString()));
    Shell.Ending ending = Shell.drover(all.toArray(String[]::new));
    return new Shell.Ending(ending.code(), ending.out().replace(directory + "/", ""), ending.err());
  }

  private Shell.Ending inRunbook(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.add(1, directory.resolve("up.yml").toString());
    return explain(all.toArray(String[]::new));
  }

  @Test
  void tellsValueTypeAndEveryDefinitionTheWinnerFirst() {
    assertThat(explain("port"))
        .isEqualTo(
            new Shell.Ending(
                0,
                """
                port = 8081
                  a whole number, for host node1

                Defined, the one that counts first:
                  * host node1  8081  (hosts:2)
                    group web   8080  (hosts:5)
                    group all   80  (hosts:8)
                """,
                ""));
  }

  @Test
  void resolvesTemplatesForTheHost() {
    assertThat(explain("base").out()).startsWith("base = /opt/8081\n  a text, for host node1\n");
  }

  @Test
  void tellsWhatPlaysTasksAndResultsMakeOfIt() {
    assertThat(inRunbook("mode").out())
        .isEqualTo(
            """
            mode = b
              parameter of type enum, for host node1

            Defined, the one that counts first:
              * vars of the runbook     b  (up.yml:8)
                defaults of parameters  a  (up.yml:7)

            In parts of the runbook it is something else:
                play first              c  (up.yml:12)
                play first, task wait   d  (up.yml:18)
            """);
    assertThat(inRunbook("load").out())
        .isEqualTo(
            """
            `load` is defined in a part of the runbook only (host node1)

            In parts of the runbook it is something else:
                play first, task command  registers it: known when the run comes there  (up.yml:14)
            """);
  }

  @Test
  void showsNoSecret() {
    assertThat(inRunbook("token", "-e", "token=hunter23").out())
        .isEqualTo(
            """
            token = ***
              parameter of type secret, for host node1

            Defined, the one that counts first:
              * given parameters        ***
                defaults of parameters  not given
            """);
    assertThat(explain("login_password").out())
        .contains("login_password = ***")
        .doesNotContain("hunter");
    assertThat(inRunbook("login").out()).contains("\"password\":\"***\"");
    assertThat(inRunbook("login.password").out()).startsWith("login.password = ***\n");
  }

  @Test
  void tellsWhatIsMeantIfItIsNotDefined() {
    assertThat(explain("prot"))
        .isEqualTo(
            new Shell.Ending(10, "`prot` is not defined; did you mean `port`? (host node1)\n", ""));
    assertThat(inRunbook("login.usr").out())
        .startsWith("`login.usr` has no value: `login` has no field `usr`; did you mean `user`?");
    assertThat(inRunbook("to_version").out())
        .startsWith("`to_version` is a parameter that was not given (host node1)\n");
  }

  @Test
  void tellsItToMachines() {
    assertThat(explain("port", "--json").out())
        .contains("\"value\" : 8081", "\"level\" : \"group web\"", "\"counts\" : false");
  }

  @Test
  void knowsTheFactsWithoutAskingTheHost() {
    assertThat(explain("facts.os.id"))
        .isEqualTo(
            new Shell.Ending(
                0,
                "`facts.os.id` is what the host tells of itself; it is asked when a step uses it"
                    + " (host node1)\n",
                ""));
    assertThat(explain("facts.cpu.cont"))
        .isEqualTo(
            new Shell.Ending(
                10,
                "`facts.cpu.cont` is no fact; did you mean `facts.cpu.count`? (host node1)\n",
                ""));
  }
}
