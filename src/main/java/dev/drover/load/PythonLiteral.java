package dev.drover.load;

import dev.drover.diag.Span;
import dev.drover.yaml.Node;
import dev.drover.yaml.Node.Entry;
import dev.drover.yaml.Node.ListNode;
import dev.drover.yaml.Node.MapNode;
import dev.drover.yaml.Node.ScalarNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A value of an INI inventory that is a literal of Python: Ansible reads such values as texts,
 * numbers, lists and maps, and all others as the text that they are.
 */
final class PythonLiteral {

  private static final int DEEPEST = 20;
  private static final String DIGITS = "[0-9](?:_?[0-9])*";
  private static final String EXPONENT = "[eE][-+]?" + DIGITS;

  /** A whole number has no zero in front, a fraction may; the longer forms come first. */
  private static final Pattern WORD =
      Pattern.compile(
          "True|False|None|[-+]?(?:0[xX][0-9a-fA-F]+|0[oO][0-7]+|0[bB][01]+"
              + "|(?:D\\.(?:D)?|\\.D)(?:E)?|DE|0+|[1-9](?:_?[0-9])*)"
                  .replace("D", DIGITS)
                  .replace("E", EXPONENT));

  private static final Pattern QUOTE = Pattern.compile("[uUrR]?['\"]");

  /** What a plain text in YAML would mean as nothing; in INI it is a text. */
  private static final Set<String> NOTHING = Set.of("", "~", "null", "Null", "NULL");

  /** Thrown inside when the text is no literal. */
  private static final class NoLiteralException extends Exception {

    private static final long serialVersionUID = 1L;

    NoLiteralException() {
      super("no literal", null, false, false);
    }
  }

  private final String text;
  private final Span span;
  private int at;

  private PythonLiteral(String text, Span span) {
    this.text = text;
    this.span = span;
  }

  /** The literal that a text is; empty if it is none. A comment of Python may follow. */
  static Optional<Node> read(String text, Span span) {
    try {
      PythonLiteral literal = new PythonLiteral(text, span);
      Node node = literal.value(0);
      literal.blanks();
      if (literal.at < text.length() && text.charAt(literal.at) == ',') {
        node = literal.bareTuple(node);
      }
      return literal.at == text.length() || text.charAt(literal.at) == '#'
          ? Optional.of(node)
          : Optional.empty();
    } catch (NoLiteralException e) {
      return Optional.empty();
    }
  }

  /** The node of a value: the literal that it is, else its text. */
  static Node orText(String text, boolean quoted, Span span) {
    Optional<Node> literal = read(text, span);
    if (literal.isEmpty()) {
      return new ScalarNode(text, !quoted && !NOTHING.contains(text), "", span);
    }
    // Numbers keep their text, so that a version stays one; quotes around them make it certain.
    return literal.get() instanceof ScalarNode word && word.plain() && quoted
        ? new ScalarNode(text, false, "", span)
        : literal.get();
  }

  /** Values with commas between them are a list without brackets too; one may end with a comma. */
  private Node bareTuple(Node first) throws NoLiteralException {
    List<Node> items = new ArrayList<>(List.of(first));
    while (skip(',')) {
      blanks();
      if (at == text.length() || text.charAt(at) == '#') {
        break;
      }
      items.add(value(1));
    }
    return new ListNode(items, span);
  }

  private Node value(int depth) throws NoLiteralException {
    blanks();
    if (at == text.length() || depth > DEEPEST) {
      throw new NoLiteralException();
    }
    char first = text.charAt(at);
    return switch (first) {
      case '\'', '"' -> strings();
      case 'u', 'U', 'r', 'R' -> strings();
      case '[' -> new ListNode(items(']', depth), span);
      case '(' -> new ListNode(items(')', depth), span);
      case '{' -> map(depth);
      default -> word();
    };
  }

  private Node word() throws NoLiteralException {
    Matcher matcher = WORD.matcher(text).region(at, text.length());
    if (!matcher.lookingAt()) {
      throw new NoLiteralException();
    }
    at = matcher.end();
    if (at < text.length() && " \t,]}):#".indexOf(text.charAt(at)) < 0) {
      throw new NoLiteralException();
    }
    return new ScalarNode(
        matcher.group().equals("None") ? "null" : matcher.group(), true, "", span);
  }

  private List<Node> items(char close, int depth) throws NoLiteralException {
    List<Node> items = new ArrayList<>();
    at++;
    while (!skip(close)) {
      items.add(value(depth + 1));
      if (!skip(',')) {
        expect(close);
        break;
      }
    }
    return items;
  }

  private Node map(int depth) throws NoLiteralException {
    List<Entry> entries = new ArrayList<>();
    at++;
    while (!skip('}')) {
      if (!(value(depth + 1) instanceof ScalarNode key)) {
        throw new NoLiteralException();
      }
      expect(':');
      entries.removeIf(entry -> entry.key().text().equals(key.text()));
      entries.add(new Entry(key, value(depth + 1)));
      if (!skip(',')) {
        expect('}');
        break;
      }
    }
    return new MapNode(entries, span);
  }

  /** Texts in quotes that stand side by side are one text; a letter may stand before each. */
  private ScalarNode strings() throws NoLiteralException {
    StringBuilder out = new StringBuilder();
    Matcher quote = QUOTE.matcher(text);
    do {
      if (!quote.region(at, text.length()).lookingAt()) {
        throw new NoLiteralException();
      }
      at = quote.end() - 1;
      out.append(string(text.charAt(at), quote.group().toLowerCase(Locale.ROOT).startsWith("r")));
      blanks();
    } while (quote.region(at, text.length()).lookingAt());
    return new ScalarNode(out.toString(), false, "", span);
  }

  private String string(char quote, boolean raw) throws NoLiteralException {
    StringBuilder out = new StringBuilder();
    for (at++; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == quote) {
        at++;
        return out.toString();
      }
      if (c == '\\' && raw) {
        out.append(c);
        at++;
        if (at == text.length()) {
          throw new NoLiteralException();
        }
        out.append(text.charAt(at));
      } else {
        out.append(c == '\\' ? escaped() : c);
      }
    }
    throw new NoLiteralException();
  }

  /** The character behind a backslash; a sequence that is rarer than these stays a plain text. */
  private char escaped() throws NoLiteralException {
    at++;
    if (at == text.length()) {
      throw new NoLiteralException();
    }
    return switch (text.charAt(at)) {
      case '\\' -> '\\';
      case '\'' -> '\'';
      case '"' -> '"';
      case 'n' -> '\n';
      case 't' -> '\t';
      case 'r' -> '\r';
      default -> throw new NoLiteralException();
    };
  }

  private void blanks() {
    while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
      at++;
    }
  }

  private boolean skip(char c) {
    blanks();
    if (at < text.length() && text.charAt(at) == c) {
      at++;
      return true;
    }
    return false;
  }

  private void expect(char c) throws NoLiteralException {
    if (!skip(c)) {
      throw new NoLiteralException();
    }
  }
}
