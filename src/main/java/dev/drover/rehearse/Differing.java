package dev.drover.rehearse;

import java.util.List;

/** Tells where two descriptions of a world differ. */
final class Differing {

  private static final String NOTHING = "nothing";

  private Differing() {}

  /** The first line that differs, and whose it is: lines that belong to another are indented. */
  static String line(String expected, String found) {
    List<String> wanted = expected.lines().toList();
    List<String> there = found.lines().toList();
    int at = 0;
    while (at < wanted.size() && at < there.size() && wanted.get(at).equals(there.get(at))) {
      at++;
    }
    return "at %s, `%s` was expected and `%s` was found"
        .formatted(owner(wanted, at), of(wanted, at), of(there, at));
  }

  private static String owner(List<String> lines, int at) {
    return lines.subList(0, Math.min(at + 1, lines.size())).reversed().stream()
        .filter(line -> !line.startsWith(" "))
        .findFirst()
        .orElse(NOTHING);
  }

  private static String of(List<String> lines, int at) {
    return at < lines.size() ? lines.get(at).strip() : NOTHING;
  }
}
