package dev.drover.schema;

import dev.drover.expr.Value;
import dev.drover.expr.Values;
import dev.drover.schema.FieldType.Single;
import dev.drover.yaml.Node;
import dev.drover.yaml.Node.ScalarNode;
import java.util.regex.Pattern;

/** What to write in place of a value that does not fit. */
final class Hints {

  private static final Pattern PLAIN_WORDS =
      Pattern.compile("[A-Za-z0-9_./=+@%-]+( +[A-Za-z0-9_./=+@%-]+)*");
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");

  private static final Pattern URL_WITH_PORT =
      Pattern.compile("[a-zA-Z][a-zA-Z0-9+.-]*://[^/?#]*:-?[0-9]+(?=[/?#]|$)");

  private Hints() {}

  /** In place of what is no list. */
  static String list(Node node) {
    if (!(node instanceof ScalarNode scalar) || Values.isSecret(scalar)) {
      return "write `[one, other]`";
    }
    return PLAIN_WORDS.matcher(scalar.text()).matches()
        ? "write `[" + String.join(", ", scalar.text().split(" +")) + "]`"
        : "write each word as an item, `[one, other]`; what a shell is to read goes to `shell`";
  }

  /** In place of what is no value of a type. */
  static String single(Single type, Value value) {
    if (value instanceof Value.Nothing) {
      return switch (type) {
        case STRING, WORD, SECRET -> "nothing is written here; an empty text is `''`";
        default -> "write " + type.meaning() + " behind the colon";
      };
    }
    if (type == Single.DURATION && NUMBER.matcher(Values.text(value)).matches()) {
      String text = Values.text(value);
      if (text.matches("0+")) {
        return "write a number with its unit, for instance `30s` or `5m`";
      }
      return "write `" + text + "s` for seconds, or `" + text + "m` for minutes";
    }
    if (type == Single.URL && URL_WITH_PORT.matcher(Values.text(value)).lookingAt()) {
      return "a port is a number from 1 to 65535";
    }
    return "change the value, or the name that it comes from";
  }
}
