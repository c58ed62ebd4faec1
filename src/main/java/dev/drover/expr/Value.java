package dev.drover.expr;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A value of the language. Text keeps what the user wrote and is converted by the type of its use.
 */
public sealed interface Value {

  /**
   * A text.
   *
   * @param plain true if it was written without quotes, so that a condition may read it as a number
   *     or a truth value
   * @param secret true if it, and all that is made from it, must not be shown
   * @param strays true if a part of it comes from a machine, and would lead out of the directory in
   *     which it is meant to be a name
   */
  record Text(String text, boolean plain, boolean secret, boolean strays) implements Value {

    /** A text that was written by whom it is for. */
    public Text(String text, boolean plain, boolean secret) {
      this(text, plain, secret, false);
    }

    @Override
    public String toString() {
      return secret ? "***" : text;
    }
  }

  /** A whole number. */
  record Whole(long number) implements Value {
    @Override
    public String toString() {
      return Long.toString(number);
    }
  }

  /** A number with a fraction. */
  record Real(double number) implements Value {
    @Override
    public String toString() {
      return Double.toString(number);
    }
  }

  /** A truth value. */
  record Truth(boolean truth) implements Value {
    @Override
    public String toString() {
      return Boolean.toString(truth);
    }
  }

  /** A list. */
  record Items(List<Value> items) implements Value {
    public Items {
      items = List.copyOf(items);
    }

    @Override
    public String toString() {
      return items.toString();
    }
  }

  /** A map, in the order written. */
  record Fields(Map<String, Value> fields) implements Value {
    public Fields {
      fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }

    @Override
    public String toString() {
      return fields.toString();
    }
  }

  /** Written, but empty. */
  record Nothing() implements Value {
    @Override
    public String toString() {
      return "";
    }
  }

  /** A text that may be shown. */
  static Value text(String text) {
    return new Text(text, false, false);
  }

  /** A text that must not be shown. */
  static Value secret(String text) {
    return new Text(text, false, true);
  }

  /**
   * The value of a plain Java object: text, number, truth value, list, map, or anything else by its
   * {@code toString}.
   */
  static Value of(Object object) {
    return switch (object) {
      case Value value -> value;
      case Boolean truth -> new Truth(truth);
      case Integer number -> new Whole(number);
      case Long number -> new Whole(number);
      case Double number -> new Real(number);
      case List<?> list -> {
        List<Value> items = new ArrayList<>();
        list.forEach(item -> items.add(of(item)));
        yield new Items(items);
      }
      case Map<?, ?> map -> {
        Map<String, Value> fields = new LinkedHashMap<>();
        map.forEach((key, value) -> fields.put(String.valueOf(key), of(value)));
        yield new Fields(fields);
      }
      default -> text(object.toString());
    };
  }
}
