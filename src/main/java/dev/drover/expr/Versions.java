package dev.drover.expr;

import java.util.Comparator;
import java.util.regex.Pattern;

/** Compares versions as people do: number by number, and a pre-release before its release. */
public final class Versions {

  /** {@code 7.9.4}, {@code v7.9.4-rc1}, {@code 7.9.4+build}; at least one number in front. */
  private static final Pattern FORM =
      Pattern.compile("v?[0-9]{1,9}(\\.[0-9]{1,9})*([-+.][0-9A-Za-z][0-9A-Za-z.+-]*)?");

  /** From the older to the newer. */
  public static final Comparator<String> ORDER = Versions::compare;

  private Versions() {}

  /** Whether a text is a version. */
  public static boolean isVersion(String text) {
    return text.length() <= 100 && FORM.matcher(text).matches();
  }

  /** Negative, zero or positive as the first is older than, as old as, or newer than the other. */
  public static int compare(String one, String other) {
    int numbers = compareParts(release(one), release(other));
    if (numbers != 0) {
      return numbers;
    }
    String before = preRelease(one);
    String after = preRelease(other);
    if (before.isEmpty() || after.isEmpty()) {
      return Boolean.compare(before.isEmpty(), after.isEmpty());
    }
    return compareParts(before, after);
  }

  /** The first two numbers: {@code 7.9} of {@code 7.9.4}. */
  public static String line(String version) {
    String[] parts = release(version).split("\\.", -1);
    return number(parts, 0) + "." + number(parts, 1);
  }

  /** Whether both have the same first two numbers. */
  public static boolean sameLine(String one, String other) {
    return line(one).equals(line(other));
  }

  /** Whether one is a newer release of the same line than the other. */
  public static boolean isBugFixOf(String one, String other) {
    return sameLine(one, other) && compare(one, other) > 0;
  }

  private static String number(String[] parts, int index) {
    return index < parts.length && parts[index].matches("[0-9]+")
        ? Long.toString(Long.parseLong(parts[index]))
        : "0";
  }

  private static String release(String version) {
    String bare = version.startsWith("v") ? version.substring(1) : version;
    int end = 0;
    while (end < bare.length() && (Character.isDigit(bare.charAt(end)) || dotted(bare, end))) {
      end++;
    }
    return bare.substring(0, end);
  }

  private static boolean dotted(String text, int at) {
    return text.charAt(at) == '.'
        && at + 1 < text.length()
        && Character.isDigit(text.charAt(at + 1));
  }

  /** What follows the numbers, without what follows a plus sign: that tells builds apart only. */
  private static String preRelease(String version) {
    String bare = version.startsWith("v") ? version.substring(1) : version;
    String rest = bare.substring(release(version).length());
    int plus = rest.indexOf('+');
    String kept = plus < 0 ? rest : rest.substring(0, plus);
    return kept.isEmpty() ? "" : kept.substring(1);
  }

  private static int compareParts(String one, String other) {
    String[] left = one.split("[.-]", -1);
    String[] right = other.split("[.-]", -1);
    for (int i = 0; i < Math.max(left.length, right.length); i++) {
      String a = i < left.length ? left[i] : "0";
      String b = i < right.length ? right[i] : "0";
      boolean numbers = a.matches("[0-9]{1,9}") && b.matches("[0-9]{1,9}");
      int order =
          numbers ? Integer.compare(Integer.parseInt(a), Integer.parseInt(b)) : a.compareTo(b);
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }
}
