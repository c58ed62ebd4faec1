package dev.drover.expr;

import dev.drover.expr.Value.Fields;
import dev.drover.expr.Value.Items;
import dev.drover.expr.Value.Nothing;
import dev.drover.expr.Value.Real;
import dev.drover.expr.Value.Text;
import dev.drover.expr.Value.Truth;
import dev.drover.expr.Value.Whole;
import dev.drover.secret.Masker;
import dev.drover.secret.Secret;
import dev.drover.yaml.Node.ScalarNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/** What can be asked of values, and what they are outside the language. */
public final class Values {

  /** Numbers that print again as they were written; {@code 007} and {@code 1_000} are texts. */
  private static final Pattern CANONICAL_WHOLE = Pattern.compile("0|-?[1-9][0-9]{0,17}");

  /** A part of a path that is a way and no name; one dot becomes two behind another one. */
  private static final Pattern DOTS = Pattern.compile("(^|/)\\.\\.?(/|$)");

  private static final Set<String> TRUE = Set.of("true", "True", "TRUE");
  private static final Set<String> FALSE = Set.of("false", "False", "FALSE");
  private static final Set<String> NULL = Set.of("", "~", "null", "Null", "NULL");

  private Values() {}

  /** The tag of a scalar that holds a secret; it is made by us only, no file can have it. */
  public static final String SECRET_TAG = "!secret";

  /** The same of one that came from a machine and leads out of a directory. */
  public static final String STRAYING_TAG = "!straying";

  /** The value of a scalar without templates. */
  public static Value literal(ScalarNode scalar) {
    if (scalar.plain() && NULL.contains(scalar.text())) {
      return new Nothing();
    }
    return new Text(scalar.text(), scalar.plain(), isSecret(scalar));
  }

  /** Whether a scalar, or the file that it stands in, must not be shown. */
  public static boolean isSecret(ScalarNode scalar) {
    return scalar.tag().equals(SECRET_TAG) || scalar.span().source().isSecret();
  }

  /**
   * A text that was written without quotes and is exactly a whole number or a truth value, as that;
   * all else as it is. A version stays a text.
   */
  public static Value canonical(Value value) {
    return value instanceof Text text && text.secret() ? value : reckoned(value);
  }

  /** The same of secrets too, for who reckons with the value and shows nothing of it. */
  static Value reckoned(Value value) {
    if (!(value instanceof Text(String text, boolean plain, boolean _, boolean _)) || !plain) {
      return value;
    }
    if (TRUE.contains(text) || FALSE.contains(text)) {
      return new Truth(TRUE.contains(text));
    }
    return CANONICAL_WHOLE.matcher(text).matches() ? new Whole(Long.parseLong(text)) : value;
  }

  /** Whether a part of it must not be shown. */
  public static boolean isSecret(Value value) {
    return switch (value) {
      case Text text -> text.secret();
      case Items(List<Value> items) -> items.stream().anyMatch(Values::isSecret);
      case Fields(Map<String, Value> fields) -> fields.values().stream().anyMatch(Values::isSecret);
      case Whole _, Real _, Truth _, Nothing _ -> false;
    };
  }

  /** The value with every text in it marked as not to be shown. */
  public static Value secret(Value value) {
    return switch (value) {
      case Text text -> new Text(text.text(), text.plain(), true, text.strays());
      case Items(List<Value> items) -> new Items(items.stream().map(Values::secret).toList());
      case Fields(Map<String, Value> fields) -> {
        Map<String, Value> hidden = new LinkedHashMap<>();
        fields.forEach((name, field) -> hidden.put(name, secret(field)));
        yield new Fields(hidden);
      }
      case Whole(long number) -> new Text(Long.toString(number), true, true);
      case Real(double number) -> Value.secret(decimal(number));
      case Truth truth -> truth;
      case Nothing nothing -> nothing;
    };
  }

  /** A value that a machine told, which may be anything. */
  public static Value told(Value value) {
    return switch (value) {
      case Text(String text, boolean plain, boolean secret, boolean _)
          when DOTS.matcher(text).find() ->
          new Text(text, plain, secret, true);
      case Items(List<Value> items) -> new Items(items.stream().map(Values::told).toList());
      case Fields(Map<String, Value> fields) -> {
        Map<String, Value> told = new LinkedHashMap<>();
        fields.forEach((name, field) -> told.put(name, told(field)));
        yield new Fields(told);
      }
      case Text _, Whole _, Real _, Truth _, Nothing _ -> value;
    };
  }

  /** Whether it would lead out of a directory. */
  static boolean strays(Value value) {
    return value instanceof Text text && text.strays();
  }

  /** Tells a masker every secret in it. */
  public static void register(Value value, Masker masker) {
    switch (value) {
      case Text text -> {
        // A word such as `true` in an encrypted file tells nobody anything, hidden or not.
        if (text.secret() && !(reckoned(text) instanceof Truth)) {
          masker.add(Secret.of(text.text()));
        }
      }
      case Items(List<Value> items) -> items.forEach(item -> register(item, masker));
      case Fields(Map<String, Value> fields) ->
          fields.values().forEach(field -> register(field, masker));
      case Whole _, Real _, Truth _, Nothing _ -> {}
    }
  }

  /** What it is called in messages: {@code a text}, {@code a list}. */
  public static String words(Value value) {
    return switch (value) {
      case Text _ -> "a text";
      case Whole _ -> "a whole number";
      case Real _ -> "a number";
      case Truth _ -> "a truth value";
      case Items _ -> "a list";
      case Fields _ -> "a map";
      case Nothing _ -> "nothing";
    };
  }

  /** The text that stands for it in the middle of a text; lists and maps by their parts. */
  public static String text(Value value) {
    return switch (value) {
      case Text text -> text.text();
      case Real(double number) -> decimal(number);
      case Whole _, Truth _, Nothing _ -> value.toString();
      case Items _, Fields _ -> String.valueOf(plain(value));
    };
  }

  /** JSON-shaped data, secrets revealed: only for what hands them on to whom they are meant for. */
  public static Object plain(Value value) {
    return data(
        value, text -> reckoned(text) instanceof Text ? text.text() : plain(reckoned(text)));
  }

  /** JSON-shaped data that may be shown: secrets are {@code ***}. */
  public static Object shown(Value value) {
    return data(value, text -> text.secret() ? "***" : text.text());
  }

  private static Object data(Value value, Function<Text, Object> texts) {
    return switch (canonical(value)) {
      case Text text -> texts.apply(text);
      case Whole(long number) -> number;
      case Real(double number) -> number;
      case Truth(boolean truth) -> truth;
      case Items(List<Value> items) -> {
        List<Object> list = new ArrayList<>();
        items.forEach(item -> list.add(data(item, texts)));
        yield list;
      }
      case Fields(Map<String, Value> fields) -> {
        Map<String, Object> map = new LinkedHashMap<>();
        fields.forEach((name, field) -> map.put(name, data(field, texts)));
        yield map;
      }
      case Nothing _ -> "";
    };
  }

  private static String decimal(double number) {
    return Double.isFinite(number)
        ? BigDecimal.valueOf(number).toPlainString()
        : Double.toString(number);
  }
}
