package dev.drover.diag;

import java.util.List;

/**
 * A text that a user wrote, with the name under which messages speak of it (usually its path).
 *
 * @param name the name, as shown in messages
 * @param text the whole text
 */
public record Source(String name, String text) {

  /** The text of a line, counted from 1; empty if the source has no such line. */
  public String line(int number) {
    List<String> lines = text.lines().toList();
    return number >= 1 && number <= lines.size() ? lines.get(number - 1) : "";
  }

  @Override
  public String toString() {
    return name;
  }
}
