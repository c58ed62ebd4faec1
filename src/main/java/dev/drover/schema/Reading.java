package dev.drover.schema;

import dev.drover.expr.Value;
import dev.drover.expr.Value.Text;
import dev.drover.expr.Value.Truth;
import dev.drover.expr.Value.Whole;
import dev.drover.expr.Values;
import dev.drover.expr.Versions;
import dev.drover.schema.FieldType.Single;
import dev.drover.secret.Secret;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** Reads single values as what their type says. */
final class Reading {

  private Reading() {}

  /**
   * The value as an object of the type; empty if it is none.
   *
   * @param file where it was written: what relative paths are relative to
   */
  static Optional<Object> of(Single type, Value value, Path file) {
    if (type == Single.ANY) {
      return Optional.of(value);
    }
    if (value instanceof Value.Items
        || value instanceof Value.Fields
        || value instanceof Value.Nothing) {
      return Optional.empty();
    }
    String text = Values.text(value);
    return switch (type) {
      case STRING, WORD -> Optional.of(text);
      case SECRET -> Optional.of(Secret.of(text));
      case BOOL -> truth(value);
      case INT -> whole(value).filter(n -> n == n.intValue()).map(Long::intValue);
      case LONG -> whole(value).map(n -> n);
      case REAL -> real(text);
      case DURATION -> Durations.parse(text).map(d -> d);
      case SIZE -> Size.parse(text).map(s -> s);
      case VERSION -> Versions.isVersion(text) ? Optional.of(new Version(text)) : Optional.empty();
      case PATH -> path(text, file);
      case URL -> url(text);
      case ANY, CONDITION, SHELL -> throw new IllegalStateException(type + " is not a value");
    };
  }

  /** All that YAML 1.1 takes for a truth value, since `yes` and `on` are what people write. */
  private static Optional<Object> truth(Value value) {
    if (value instanceof Truth(boolean truth)) {
      return Optional.of(truth);
    }
    return switch (Values.text(value).toLowerCase(Locale.ROOT)) {
      case "true", "yes", "on" -> Optional.of(true);
      case "false", "no", "off" -> Optional.of(false);
      default -> Optional.empty();
    };
  }

  private static Optional<Long> whole(Value value) {
    return switch (value) {
      case Whole(long number) -> Optional.of(number);
      case Text(String text, boolean _, boolean _, boolean _)
          when text.matches("[-+]?[0-9]{1,18}") ->
          Optional.of(Long.valueOf(text));
      default -> Optional.empty();
    };
  }

  private static Optional<Object> real(String text) {
    return text.matches("[-+]?[0-9]{1,15}(\\.[0-9]{1,15})?")
        ? Optional.of(Double.valueOf(text))
        : Optional.empty();
  }

  private static Optional<Object> path(String text, Path file) {
    if (text.isBlank()) {
      return Optional.empty();
    }
    try {
      if (text.equals("~") || text.startsWith("~/")) {
        return Optional.of(
            Path.of(System.getProperty("user.home") + text.substring(1)).normalize());
      }
      return Optional.of(file.toAbsolutePath().resolveSibling(text).normalize());
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  private static Optional<Object> url(String text) {
    try {
      URI uri = new URI(text);
      boolean whole = uri.isAbsolute() && uri.getHost() != null;
      return whole && uri.getPort() != 0 && uri.getPort() <= 65_535
          ? Optional.of(uri)
          : Optional.empty();
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }
}
