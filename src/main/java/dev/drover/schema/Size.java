package dev.drover.schema;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A number of bytes, written {@code 512}, {@code 10MB} or {@code 2GiB}; each unit is 1024 of the
 * one before.
 */
public record Size(long bytes) implements Comparable<Size> {

  private static final Pattern FORM = Pattern.compile("([0-9]{1,15})\\s*([KMGT]?)(i?B)?");
  private static final List<String> UNITS = List.of("", "K", "M", "G", "T");

  /** Reads a size; empty if the text is none. */
  public static Optional<Size> parse(String text) {
    Matcher matcher = FORM.matcher(text.strip().toUpperCase(Locale.ROOT).replace("IB", "iB"));
    if (!matcher.matches()) {
      return Optional.empty();
    }
    int power = UNITS.indexOf(matcher.group(2));
    long number = Long.parseLong(matcher.group(1));
    long unit = 1L << (10 * power);
    return number > Long.MAX_VALUE / unit ? Optional.empty() : Optional.of(new Size(number * unit));
  }

  @Override
  public int compareTo(Size other) {
    return Long.compare(bytes, other.bytes);
  }

  @Override
  public String toString() {
    int power = 0;
    long number = bytes;
    while (number != 0 && number % 1024 == 0 && power < UNITS.size() - 1) {
      number /= 1024;
      power++;
    }
    return number + (power == 0 ? "" : UNITS.get(power) + "B");
  }
}
