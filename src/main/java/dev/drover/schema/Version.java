package dev.drover.schema;

import dev.drover.expr.Versions;

/**
 * A version as it was written: 7.10 stays 7.10, and comes after 7.9.
 *
 * @param text what was written
 */
public record Version(String text) implements Comparable<Version> {

  public Version {
    if (!Versions.isVersion(text)) {
      throw new IllegalArgumentException("`" + text + "` is not a version such as 7.9.4");
    }
  }

  /** Its first two numbers: {@code 7.9} of {@code 7.9.4}. */
  public String line() {
    return Versions.line(text);
  }

  /** Whether it is a newer release of the same line. */
  public boolean isBugFixOf(Version other) {
    return Versions.isBugFixOf(text, other.text);
  }

  @Override
  public int compareTo(Version other) {
    return Versions.compare(text, other.text);
  }

  @Override
  public String toString() {
    return text;
  }
}
