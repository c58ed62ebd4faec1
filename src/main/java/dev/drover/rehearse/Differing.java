package dev.drover.rehearse;

import java.util.List;

/** Tells where two descriptions of a world differ. */
final class Differing {

  private Differing() {}

  /** The first line of each that the other has not. */
  static String line(String expected, String found) {
    List<String> wanted = expected.lines().toList();
    List<String> there = found.lines().toList();
    String missing = first(wanted, there);
    String extra = first(there, wanted);
    return "`" + missing + "` was expected, `" + extra + "` was found";
  }

  private static String first(List<String> of, List<String> without) {
    return of.stream()
        .filter(line -> !without.contains(line))
        .map(String::strip)
        .findFirst()
        .orElse("nothing");
  }
}
