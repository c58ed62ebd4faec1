package dev.drover.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.drover.cli.HostileSite.Part;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Shipped files with a few bytes changed at random, the same ones in every build: whatever comes of
 * it is told as mistakes, never as an exception, and soon.
 */
class FuzzTest {

  private static final int TIMES = 150;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final List<String> PIECES =
      List.of(
          "{{",
          "}}",
          "{{{",
          "{{#a}}",
          "{%",
          "*a",
          "&a ",
          "<<: *a",
          "!vault ",
          "!!map ",
          "? ",
          ": ",
          "- ",
          "[",
          "]",
          "{",
          "}",
          "|\n",
          ">-\n",
          "\t",
          "\r",
          "\0",
          "\"",
          "'",
          "\\",
          "#",
          "---\n",
          "...\n",
          "%YAML 9\n",
          "@",
          "`",
          "$(x)",
          "-oProxyCommand=x",
          "../",
          "\u001b[2J",
          "\u00ff",
          "\u0085",
          "[1:9]",
          "[a:z:0]",
          "[:children]",
          "[g:vars]",
          "~",
          "null",
          "1e999",
          "99999999999999999999",
          "0x",
          "$ANSIBLE_VAULT;1.1;AES256\n",
          "when: (",
          "include: .",
          "loop: {{x}}",
          "block:",
          "hosts: all:&!",
          "vars: []",
          "id: x",
          "register: 1");

  @TempDir Path directory;

  @ParameterizedTest
  @CsvSource({
    "RUNBOOK,runbooks/bitbucket-rolling-upgrade.yml",
    "RUNBOOK,runbooks/bitbucket-cancel-upgrade.yml",
    "RUNBOOK,src/test/resources/load/ok/vault.yml",
    "YAML,inventories/example/hosts.yml",
    "YAML,inventories/demo/hosts.yml",
    "INI,src/test/resources/inventory/ini-forms/hosts",
    "GROUP_VARS,inventories/example/hosts.yml",
    "PARAMETERS,inventories/example/hosts.yml",
    "YAML,src/test/resources/vault/recorded-1.1.vault"
  })
  void isToldAsMistakes(Part part, Path file) throws IOException {
    String right = new String(Files.readAllBytes(file), ISO_8859_1);
    for (int seed = 0; seed < TIMES; seed++) {
      String changed = changed(right, new Random(seed));
      HostileSite site =
          new HostileSite(directory.resolve("site" + seed)).put(part, changed.getBytes(ISO_8859_1));
      try {
        assertThat(assertTimeoutPreemptively(PATIENCE, site::told).length()).isLessThan(1_000_000);
      } catch (Throwable e) {
        throw new AssertionError("seed " + seed + " makes of " + file + ":\n" + changed, e);
      }
    }
  }

  private static String changed(String right, Random random) {
    StringBuilder text = new StringBuilder(right);
    for (int i = random.nextInt(4); i >= 0; i--) {
      int at = random.nextInt(text.length() + 1);
      int end = Math.min(text.length(), at + 1 + random.nextInt(20));
      switch (random.nextInt(6)) {
        case 0 -> text.delete(at, end);
        case 1 -> text.insert(at, text.substring(at, end).repeat(1 + random.nextInt(3)));
        case 2 -> text.setLength(Math.max(1, at));
        case 3 -> text.insert(at, (char) random.nextInt(256));
        case 4 -> text.insert(text.lastIndexOf("\n", at) + 1, " ".repeat(random.nextInt(9)));
        default -> text.insert(at, PIECES.get(random.nextInt(PIECES.size())));
      }
    }
    return text.toString();
  }
}
