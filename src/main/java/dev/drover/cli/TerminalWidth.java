package dev.drover.cli;

import dev.drover.report.Wrap;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Finds out how wide the terminal is. */
final class TerminalWidth {

  private static final int NARROWEST = 40;
  private static final int ANSWER = 1;

  private TerminalWidth() {}

  /**
   * {@code $COLUMNS}, else what the terminal says, else the usual width.
   *
   * @param terminal whether there is one to ask
   */
  static int find(boolean terminal) {
    return Places.variable("COLUMNS")
        .flatMap(TerminalWidth::number)
        .or(() -> terminal ? asked() : Optional.empty())
        .map(width -> Math.max(NARROWEST, width))
        .orElse(Wrap.USUAL);
  }

  private static Optional<Integer> asked() {
    try {
      Process stty =
          new ProcessBuilder("stty", "size")
              .redirectInput(new File("/dev/tty"))
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (!stty.waitFor(ANSWER, TimeUnit.SECONDS)) {
        stty.destroyForcibly();
        return Optional.empty();
      }
      String[] answer =
          new String(stty.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
              .strip()
              .split(" ", -1);
      return answer.length == 2 ? number(answer[1]) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty(); // no stty, or no terminal: the usual width does
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  private static Optional<Integer> number(String text) {
    return text.matches("[1-9][0-9]{0,3}") ? Optional.of(Integer.valueOf(text)) : Optional.empty();
  }
}
