package dev.drover.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.testing.Golden;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands {@code init} and {@code doctor}, as far as they get without a cluster. */
class FirstStepsTest {

  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(strings = {"init", "doctor"})
  void explainsItself(String command) {
    Golden.check(
        Path.of("src/test/resources/help/" + command + ".txt"),
        new String(Shell.drover(command, "--help").bytes(), UTF_8));
  }

  @Test
  void initOverwritesNothing() throws Exception {
    Path file = Files.writeString(directory.resolve("hosts.yml"), "all: {}\n");
    assertThat(Shell.drover("init", "--from", "http://bb1:7990", "-o", file.toString()))
        .isEqualTo(
            new Shell.Ending(
                2,
                "",
                """
                drover: there is a file `%s` already, and it is not overwritten
                  next: name another one with --output
                """
                    .formatted(file)));
    assertThat(file).hasContent("all: {}");
  }

  @Test
  void initTakesNoPasswordOnTheCommandLine() {
    Shell.Ending ending =
        Shell.drover("init", "--from", "http://admin:hunter2@bb1:7990", "-o", fresh());
    assertThat(ending)
        .isEqualTo(
            new Shell.Ending(
                2,
                "",
                """
                drover: a password in a URL can be read by everybody on this machine
                  next: leave it out: it is asked for
                """));
  }

  @Test
  void initTakesOnlyWebAddresses() {
    assertThat(Shell.drover("init", "--from", "ssh://bb1", "-o", fresh()))
        .isEqualTo(
            new Shell.Ending(
                2,
                "",
                """
                drover: `ssh://bb1` is no URL of a node
                  next: write http://HOST:7990 or https://HOST
                """));
  }

  @Test
  void initAsksForThePasswordOnlyWhoIsThere() {
    assertThat(Shell.drover("init", "--from", "http://bb1:7990", "-o", fresh()))
        .isEqualTo(
            new Shell.Ending(
                2,
                "",
                """
                drover: the password can't be asked for: nobody is at the terminal
                  next: give it with --password-file FILE, or - for standard input
                """));
  }

  @Test
  void theDoctorAsksNobodyAsLongAsTheInventoryHasMistakes() throws Exception {
    Path file =
        Files.writeString(
            directory.resolve("hosts.yml"), "all:\n  hosts:\n    h1: {ansible_port: many}\n");
    assertThat(Shell.drover("doctor", "-i", file.toString()))
        .isEqualTo(
            new Shell.Ending(
                10,
                "",
                """
                %s:3:24: error: `ansible_port` must be a whole number, and `many` is not [args.wrong-type]
                    3 |     h1: {ansible_port: many}
                      |                        ^~~~
                      = hint: change the value, or the name that it comes from
                      = on host h1
                drover: the inventory has mistakes; nothing was connected to.
                """
                    .formatted(file)));
  }

  @Test
  void theDoctorLooksAtThisMachineToo() throws Exception {
    Path file =
        Files.writeString(
            directory.resolve("hosts.yml"),
            "all:\n  hosts:\n    localhost: {install_base: \"{{base}}\"}\n    other:\n");
    Path values = Files.writeString(directory.resolve("values.yml"), "base: " + directory + "\n");
    Shell.Ending ending =
        Shell.drover(
            "doctor", "-i", file.toString(), "--limit", "localhost", "-e", "@" + values, "--json");
    assertThat(ending.out()).contains("\"problems\" : 0").contains("disk space");
    assertThat(ending.err()).isEqualTo("looked at localhost\n");
    assertThat(ending.code()).isZero();
  }

  private String fresh() {
    return directory.resolve("new.yml").toString();
  }
}
