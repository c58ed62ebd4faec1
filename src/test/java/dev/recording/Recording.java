package dev.recording;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Scenarios with what was seen after each of their actions.
 *
 * <p>A line {@code = title} begins a scenario, {@code > action} is an action, and what follows up
 * to the next one was seen after it.
 */
public final class Recording {

  /** Where the recording of the bundled server is kept. */
  public static final Path FILE = Path.of("src/test/resources/recording/zdu.txt");

  /**
   * An action and what was seen after it.
   *
   * @param seen empty if nothing is recorded yet
   */
  public record Moment(String action, String seen) {}

  private Recording() {}

  /** The scenarios of the recording, by their titles. */
  public static Map<String, List<Moment>> scenarios() throws IOException {
    Map<String, List<Moment>> scenarios = new LinkedHashMap<>();
    List<Moment> current = new ArrayList<>();
    for (String line : Files.readAllLines(FILE)) {
      if (line.startsWith("= ")) {
        current = new ArrayList<>();
        scenarios.put(line.substring(2), current);
      } else if (line.startsWith("> ")) {
        current.add(new Moment(line.substring(2), ""));
      } else if (!line.isBlank() && !line.startsWith("#")) {
        Moment last = current.removeLast();
        current.add(new Moment(last.action(), last.seen() + line.strip() + "\n"));
      }
    }
    return scenarios;
  }

  /** The file's text with other scenarios; its head is kept. */
  public static String text(Map<String, List<Moment>> scenarios) throws IOException {
    StringBuilder text = new StringBuilder();
    Files.readAllLines(FILE).stream()
        .takeWhile(line -> line.startsWith("#"))
        .forEach(line -> text.append(line).append('\n'));
    scenarios.forEach((title, moments) -> {
      text.append("\n= ").append(title).append('\n');
      for (Moment moment : moments) {
        text.append("> ").append(moment.action()).append('\n').append(moment.seen().indent(4));
      }
    });
    return text.toString();
  }
}
