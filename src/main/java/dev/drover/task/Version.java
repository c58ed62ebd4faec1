package dev.drover.task;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A version of the product, such as 7.9.10, which comes after 7.9.9.
 *
 * @param numbers its parts
 */
public record Version(List<Integer> numbers) implements Comparable<Version> {
  private static final Pattern IN_TEXT =
      Pattern.compile("(?<![\\d.])\\d{1,6}(?:\\.\\d{1,6}){2}(?![\\d.]*\\d)");

  public Version {
    numbers = List.copyOf(numbers);
  }

  /** Reads a version; empty if the text is none. */
  public static Optional<Version> parse(String text) {
    return text.matches("\\d{1,6}(\\.\\d{1,6})+")
        ? Optional.of(
            new Version(Arrays.stream(text.split("\\.", -1)).map(Integer::valueOf).toList()))
        : Optional.empty();
  }

  /** The last version of three parts in a text, for instance in a directory's name. */
  public static Optional<Version> in(String text) {
    Matcher matcher = IN_TEXT.matcher(text);
    Optional<Version> last = Optional.empty();
    while (matcher.find()) {
      last = parse(matcher.group());
    }
    return last;
  }

  /** True if this is a later bug-fix release of the same line: 7.9.4 is one of 7.9.0. */
  public boolean fixes(Version original) {
    return numbers.size() >= 3
        && original.numbers.size() >= 3
        && numbers.subList(0, 2).equals(original.numbers.subList(0, 2))
        && compareTo(original) > 0;
  }

  @Override
  public int compareTo(Version other) {
    return IntStream.range(0, Math.max(numbers.size(), other.numbers.size()))
        .map(i -> Integer.compare(part(i), other.part(i)))
        .filter(order -> order != 0)
        .findFirst()
        .orElse(0);
  }

  private int part(int index) {
    return index < numbers.size() ? numbers.get(index) : 0;
  }

  @Override
  public String toString() {
    return numbers.stream().map(String::valueOf).collect(Collectors.joining("."));
  }
}
