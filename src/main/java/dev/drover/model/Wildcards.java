package dev.drover.model;

import com.google.re2j.Pattern;

/** Turns shell wildcards into regular expressions, as Python's fnmatch does. */
final class Wildcards {

  private Wildcards() {}

  /** The regular expression of a pattern with {@code *}, {@code ?} and {@code [seq]}. */
  static String regex(String wildcards) {
    StringBuilder out = new StringBuilder();
    for (int at = 0; at < wildcards.length(); at++) {
      char c = wildcards.charAt(at);
      int close = c == '[' ? closing(wildcards, at) : -1;
      if (c == '*') {
        out.append(".*");
      } else if (c == '?') {
        out.append('.');
      } else if (close > 0) {
        out.append(set(wildcards.substring(at + 1, close)));
        at = close;
      } else {
        out.append(Pattern.quote(String.valueOf(c)));
      }
    }
    return out.append("$").toString();
  }

  /** The bracket that ends a set; one that comes first in it belongs to it. */
  private static int closing(String wildcards, int open) {
    int first = open + 1;
    if (first < wildcards.length() && wildcards.charAt(first) == '!') {
      first++;
    }
    return wildcards.indexOf(']', first + 1);
  }

  private static String set(String letters) {
    boolean not = letters.startsWith("!");
    String inside =
        (not ? letters.substring(1) : letters).replaceAll("([\\\\\\[\\]^&~])", "\\\\$1");
    return (not ? "[^" : "[") + inside + "]";
  }
}
