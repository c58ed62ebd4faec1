package dev.drover.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files for {@code template} that were made to do harm, and what is no file at all. */
class HostileTemplateTest {

  /** A guard against hanging, not a measurement. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir Path directory;
  private Path template;

  @BeforeEach
  void name() {
    template = directory.resolve("app.conf");
  }

  private String planned() throws Exception {
    Path runbook =
        Files.writeString(
            directory.resolve("runbook.yml"),
            """
            runbook: example
            language: 1
            version: 1.0.0
            vars: {level: low, items: [1, 2]}
            plays:
              - hosts: all
                tasks:
                  - template: {src: app.conf, dest: DIRECTORY/written}
            """
                .replace("DIRECTORY", directory.toString()));
    Path hosts = Files.writeString(directory.resolve("hosts"), "me ansible_connection=local\n");
    Shell.Ending ending =
        assertTimeoutPreemptively(
            PATIENCE, () -> Shell.drover("plan", runbook.toString(), "-i", hosts.toString()));
    String told = new String(ending.bytes(), UTF_8) + ending.err();
    assertThat(directory.resolve("written")).doesNotExist();
    assertThat(told).hasSizeLessThan(1_000_000);
    assertThat(told.chars().filter(c -> c != '\n'))
        .noneMatch(c -> Character.getType(c) == Character.CONTROL);
    return told.replace(directory + "/", "");
  }

  @Test
  void bytesThatAreNoText() throws Exception {
    Files.write(template, "\u00e9".getBytes(ISO_8859_1));
    assertThat(planned()).contains("`app.conf` can't be filled in: it is not a text in UTF-8");
  }

  @Test
  void aHugeFile() throws Exception {
    try (RandomAccessFile file = new RandomAccessFile(template.toFile(), "rw")) {
      file.setLength(1L << 32);
    }
    assertThat(planned()).contains("`app.conf` can't be filled in: it is larger than 12 MiB");
  }

  @Test
  void aDirectory() throws Exception {
    Files.createDirectory(template);
    assertThat(planned()).contains("runbook.yml:8:").contains("`app.conf` is a directory");
  }

  @Test
  void aPipeThatNobodyWritesInto() throws Exception {
    assertThat(new ProcessBuilder("mkfifo", template.toString()).start().waitFor()).isZero();
    assertThat(planned()).contains("runbook.yml:8:").contains("[file.missing]");
  }

  @Test
  void thousandsOfUnknownNames() throws Exception {
    StringBuilder names = new StringBuilder();
    for (int i = 0; i < 2_000; i++) {
      names.append("{{no").append(i).append("}}\n");
    }
    Files.writeString(template, names);
    assertThat(planned())
        .contains("app.conf:1:1: error: `no0` is not defined [name.undefined]")
        .contains("app.conf:1000:1: error: `no999` is not defined [name.undefined]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{{ ",
        "{{{",
        "{{#items}}",
        "{{/items}}",
        "{{> /etc/passwd}}",
        "{{=<% %>=}}",
        "{{!",
        "{{#"
      })
  void tagsWithoutEnd(String tag) throws Exception {
    Files.writeString(template, tag.repeat(20_000));
    assertThat(planned()).contains("app.conf:1:");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\u0000", "\u001b]0;owned\u0007", "\u202e", "\r", "{{level}}\n"})
  void whatIsOddButText(String odd) throws Exception {
    Files.writeString(template, odd.repeat(3_000) + "{{level}}\n");
    assertThat(planned()).contains("me           will change");
  }
}
