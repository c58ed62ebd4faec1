package dev.drover.secret;

import java.util.Comparator;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;

/** Knows the secrets of a run and replaces them in whatever is about to be shown or written. */
public final class Masker {

  /** Shorter values would hide half of every output and protect nothing. */
  private static final int SHORTEST = 3;

  private final Set<String> values =
      new ConcurrentSkipListSet<>(
          Comparator.comparingInt(String::length)
              .reversed()
              .thenComparing(Comparator.naturalOrder()));

  /** From now on, masks this secret, and each of its lines if it has several. */
  public void add(Secret secret) {
    secret
        .reveal()
        .lines()
        .map(String::strip)
        .filter(line -> line.length() >= SHORTEST)
        .forEach(values::add);
    if (secret.reveal().length() >= SHORTEST) {
      values.add(secret.reveal());
    }
  }

  /** The text with every known secret replaced by {@code ***}. */
  public String mask(String text) {
    String masked = text;
    for (String value : values) {
      masked = masked.replace(value, "***");
    }
    return masked;
  }
}
