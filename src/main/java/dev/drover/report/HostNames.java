package dev.drover.report;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Names of hosts in a row; four or more that count on are written as inventories do. */
final class HostNames {

  /** Between letters and digits. */
  private static final Pattern SEAM = Pattern.compile("(?<=\\D)(?=\\d)|(?<=\\d)(?=\\D)");

  /** A shorter row is told name by name. */
  private static final int SHORTEST = 4;

  /** More digits than these are no number that hosts are counted by. */
  private static final int MOST_DIGITS = 9;

  /** So many pieces are read at a glance. */
  private static final int FEW = 8;

  private HostNames() {}

  /** {@code web[1:30] db1}, in the order given. */
  static String of(List<String> names) {
    return String.join(" ", folded(names));
  }

  /** The same; where that is long, how many there are with the first and the last of them. */
  static String brief(List<String> names) {
    List<String> words = folded(names);
    return words.size() <= FEW
        ? String.join(" ", words)
        : Count.of(names.size(), "host")
            + ": "
            + String.join(" ", words.subList(0, FEW - 2))
            + " … "
            + words.getLast();
  }

  /** The names, each row of them in one piece. */
  static List<String> folded(List<String> names) {
    List<String> words = new ArrayList<>();
    int i = 0;
    while (i < names.size()) {
      int end = i + 1;
      int part = end < names.size() ? counting(names.get(i), names.get(end)) : -1;
      while (part >= 0
          && end < names.size()
          && counting(names.get(end - 1), names.get(end)) == part) {
        end++;
      }
      if (end - i >= SHORTEST) {
        words.add(range(names.get(i), names.get(end - 1), part));
      } else {
        end = i + 1;
        words.add(names.get(i));
      }
      i = end;
    }
    return words;
  }

  private static String range(String first, String last, int part) {
    String[] parts = SEAM.split(first, -1);
    parts[part] = "[" + parts[part] + ":" + SEAM.split(last, -1)[part] + "]";
    return String.join("", parts);
  }

  /** The part of a name in which the next one counts on; negative if it does not. */
  private static int counting(String name, String next) {
    String[] parts = SEAM.split(name, -1);
    String[] others = SEAM.split(next, -1);
    int found = -1;
    for (int i = 0; i < parts.length && parts.length == others.length; i++) {
      if (!parts[i].equals(others[i])) {
        if (found >= 0 || !follows(parts[i], others[i])) {
          return -1;
        }
        found = i;
      }
    }
    return found;
  }

  private static boolean follows(String number, String next) {
    return number.matches("[0-9]{1," + MOST_DIGITS + "}")
        && next.matches("[0-9]{1," + MOST_DIGITS + "}")
        && Long.parseLong(next) == Long.parseLong(number) + 1
        && (number.length() == next.length() || !number.startsWith("0"));
  }
}
