package dev.drover.expr;

import dev.drover.diag.Suggestion;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says in our words what CEL says in its own. */
final class CelWords {

  /** A message and what to do. */
  record Said(String message, String hint) {}

  private static final Pattern NO_OVERLOAD =
      Pattern.compile(
          "found no matching overload for '([^']+)' applied to '([^']*)'.*", Pattern.DOTALL);

  private static final Pattern UNDECLARED =
      Pattern.compile("undeclared reference to '([^']+)'.*", Pattern.DOTALL);

  private static final Pattern UNDEFINED_FIELD =
      Pattern.compile("undefined field '([^']+)'.*", Pattern.DOTALL);

  /** By what a text has elsewhere, what it has here. */
  private static final Map<String, String> OF_TEXTS =
      Map.ofEntries(
          Map.entry("startswith", "startsWith"),
          Map.entry("endswith", "endsWith"),
          Map.entry("find", "indexOf"),
          Map.entry("index", "indexOf"),
          Map.entry("lower", "lowerAscii"),
          Map.entry("upper", "upperAscii"),
          Map.entry("strip", "trim"));

  private static final List<String> FUNCTIONS =
      List.of(
          "contains",
          "startsWith",
          "endsWith",
          "matches",
          "indexOf",
          "lastIndexOf",
          "lowerAscii",
          "upperAscii",
          "replace",
          "split",
          "join",
          "substring",
          "trim",
          "size",
          "int",
          "double",
          "string",
          "version_compare",
          "same_line",
          "is_bug_fix_of");

  private static final Map<String, String> KINDS =
      Map.ofEntries(
          Map.entry("string", "a text"),
          Map.entry("int", "a whole number"),
          Map.entry("uint", "a whole number"),
          Map.entry("double", "a number"),
          Map.entry("bool", "a truth value"),
          Map.entry("list", "a list"),
          Map.entry("map", "a map"),
          Map.entry("null_type", "nothing"),
          Map.entry("null", "nothing"));

  private CelWords() {}

  /** What a kind of value is called. */
  static String kind(String cel) {
    String name = cel.toLowerCase(java.util.Locale.ROOT).replaceAll("[(<].*", "").strip();
    return KINDS.getOrDefault(name, "a `" + name + "`");
  }

  static String syntax(String message) {
    String plain = message.replace("<EOF>", "end of the text").replace('\'', '`');
    int expecting = plain.indexOf(" expecting {");
    return expecting < 0 ? plain : plain.substring(0, expecting);
  }

  static String runtime(String message) {
    return message
        .replaceFirst("^evaluation error( at [^:]*:[0-9]+)?: ", "")
        .replaceAll("\\.+$", "");
  }

  private static Said undeclared(String name) {
    Optional<String> here = Optional.ofNullable(OF_TEXTS.get(name));
    return new Said(
        here.isPresent() ? "a text has no `" + name + "`" : "there is no function `" + name + "`",
        here.map(word -> "did you mean `" + word + "`?")
            .orElseGet(() -> Suggestion.hint(name, FUNCTIONS, "the functions")));
  }

  /** The field that is not there, if that is what a message says. */
  static Optional<String> undefinedField(String message) {
    Matcher matcher = UNDEFINED_FIELD.matcher(message);
    return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  static Said type(String message) {
    Matcher undeclared = UNDECLARED.matcher(message);
    if (undeclared.matches()) {
      return undeclared(undeclared.group(1));
    }
    Matcher matcher = NO_OVERLOAD.matcher(message);
    if (!matcher.matches()) {
      return new Said(
          "this does not fit: " + message.replace('\'', '`'), "check names and types here");
    }
    String function = matcher.group(1).replaceAll("^_|_$", "").replace("@in", "in");
    String list = matcher.group(2).replaceAll("^\\(|\\)$", "");
    List<String> kinds = Arrays.stream(list.split(",\\s*(?![^(<]*[)>])", -1)).toList();
    if (function.equals("in") && kinds.getLast().equals("string")) {
      return new Said(
          "`in` looks into lists and maps, not into a text",
          "write `text.contains('x')`, for instance `out.stdout.contains('ready')`");
    }
    if (kinds.size() == 2 && !Character.isLetter(function.charAt(0))) {
      return new Said(
          "`%s` does not work between %s and %s"
              .formatted(
                  function.equals("[_]") ? "[]" : function,
                  kind(kinds.getFirst()),
                  kind(kinds.getLast())),
          hint(kinds));
    }
    return new Said(
        "`%s` does not work on %s"
            .formatted(function, String.join(", ", kinds.stream().map(CelWords::kind).toList())),
        "check what the names here stand for");
  }

  private static String hint(List<String> kinds) {
    if (kinds.contains("string") && kinds.contains("int")) {
      return "text stands in quotes, a number does not; `int(x)` makes a number of a text";
    }
    if (kinds.contains("string") && kinds.contains("bool")) {
      return "write `true` or `false` without quotes, here and where the value is defined";
    }
    return "both sides must be of one type";
  }
}
