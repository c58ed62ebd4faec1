package dev.drover.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * From a running cluster to an inventory that the doctor is content with: {@code drover init}, what
 * a person fills in, {@code drover doctor}.
 */
@Execution(ExecutionMode.CONCURRENT)
class FirstInventoryTest {

  @TempDir Path temporary;

  @Test
  void writesAnInventoryThatADoctorFindsWellOnceItIsFilledIn() throws Exception {
    try (Site site = Site.up(temporary, spec -> spec.with(2, Site.FROM))) {
      String known = Files.readString(site.cluster().inventory());
      Path password = write("password", value(known, "password: \"(.*)\"", 1));
      Path vault = write("vault", "a password for the vault\n");
      Path written = site.work().resolve("first.yml");

      Tool.Ending init =
          site.tool()
              .run(
                  "init",
                  "--from",
                  value(known, "url: (\\S+)", 1),
                  "--from",
                  value(known, "url: (\\S+)", 2),
                  "--balancer",
                  value(known, "address: \\[\"(.*)\"\\]", 1),
                  "--password-file",
                  password.toString(),
                  "--vault-password-file",
                  vault.toString(),
                  "--output",
                  written.toString())
              .expect(0);
      assertThat(init.out())
          .startsWith("Wrote " + written + ": 2 nodes, backends bitbucket_http, bitbucket_ssh.\n");
      String secret = Files.readString(password).strip();
      assertThat(Files.readString(written) + init.out() + init.err()).doesNotContain(secret);
      isNotOverwritten(site, written);

      fillIn(written, known);
      String[] doctor = {
        "doctor", "-i", written.toString(), "--vault-password-file", vault.toString()
      };
      Tool.Ending well = site.tool().run(doctor).expect(0);
      assertThat(well.out())
          .contains("in service: bitbucket_http/bb1, bitbucket_ssh/bb1")
          .contains("all nodes are at " + Site.FROM)
          .endsWith("0 problems, 1 warning, 26 ok: a run can begin.\n")
          .doesNotContain(secret);
      seesWhatBreaks(site, doctor);
      looksAtTheFilesOfARunbook(site);
    }
  }

  private static void isNotOverwritten(Site site, Path written) throws Exception {
    Tool.Ending again =
        site.tool()
            .run("init", "--from", "http://127.0.0.1:1", "--output", written.toString())
            .expect(2);
    assertThat(again.err())
        .isEqualTo(
            """
            drover: there is a file `%s` already, and it is not overwritten
              next: name another one with --output
            """
                .formatted(written));
  }

  private static void seesWhatBreaks(Site site, String... doctor) throws Exception {
    site.cluster().fault("bb2", "error", "on");
    Tool.Ending ill = site.tool().run(doctor).expect(20);
    assertThat(ill.out())
        .contains("it is ERROR at http://127.0.0.1:")
        .contains("not every node is ACTIVE: bb2 ERROR at " + Site.FROM);
    site.cluster().fault("bb2", "error", "off");
  }

  private static void looksAtTheFilesOfARunbook(Site site) throws Exception {
    String archive = site.archive(Site.TO);
    Tool.Ending before =
        site.tool()
            .run(
                "doctor",
                Site.RUNBOOK,
                "-i",
                site.inventory(),
                "-e",
                "to_version=" + Site.TO,
                "-e",
                "archive=" + archive,
                "--json");
    assertThat(before.out()).contains("\"subject\" : \"this machine\"", archive);
  }

  /** What the product does not tell: how machines are reached, and where files are. */
  private static void fillIn(Path written, String known) throws IOException {
    String text =
        Files.readString(written)
            .replace("home: /var/atlassian/application-data/bitbucket", "home: \"{{home}}\"")
            .replaceAll("(?m)^ +install(_base|ation): .*\n", "");
    for (int node = 1; node <= 2; node++) {
      text =
          text.replace(
              "        bb" + node + ":\n",
              """
                      bb%d:
                        ansible_user: %s
                        ansible_port: %s
                        ansible_ssh_private_key_file: %s
                        ansible_ssh_common_args: %s
                        install_base: %s
                        installation: %s
                        home: %s
              """
                  .formatted(
                      node,
                      value(known, "ansible_user: (.*)", 1),
                      value(known, "ansible_port: (.*)", 1 + node),
                      value(known, "ansible_ssh_private_key_file: (.*)", 1),
                      value(known, "ansible_ssh_common_args: (.*)", 1),
                      value(known, "install_base: (.*)", node),
                      value(known, "installation: (.*)", node),
                      value(known, "home: (.*)", node)));
    }
    Files.writeString(written, text);
  }

  /** What stands in the n-th line of a form. */
  private static String value(String text, String form, int n) {
    Matcher matcher = Pattern.compile(form).matcher(text);
    for (int i = 0; i < n; i++) {
      assertThat(matcher.find()).as(form).isTrue();
    }
    return matcher.group(1);
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(temporary.resolve(name), text);
  }
}
