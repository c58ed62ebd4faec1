package dev.drover.cli;

import dev.drover.report.Style;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Runs commands of the tool within the test, with nobody at the terminal. */
final class Shell {

  private Shell() {}

  /**
   * How a command ended.
   *
   * @param out what it said on standard output, its bytes as Latin-1
   */
  record Ending(int code, String out, String err) {

    byte[] bytes() {
      return out.getBytes(StandardCharsets.ISO_8859_1);
    }
  }

  /** Runs a command with nothing piped in. */
  static Ending drover(String... arguments) {
    return drover(new byte[0], arguments);
  }

  /** Runs a command with something piped in. */
  static Ending drover(byte[] in, String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Terminal terminal =
        new Terminal(
            new ByteArrayInputStream(in),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            Style.PLAIN,
            false);
    int code = App.run(terminal, arguments);
    return new Ending(
        code, out.toString(StandardCharsets.ISO_8859_1), err.toString(StandardCharsets.UTF_8));
  }
}
