package dev.drover.schema;

import dev.drover.diag.Code;
import dev.drover.diag.Diagnostic;
import dev.drover.diag.Diagnostic.Related;
import dev.drover.diag.Diagnostic.Severity;
import dev.drover.diag.Diagnostics;
import dev.drover.diag.Span;
import dev.drover.expr.Value;
import dev.drover.expr.Value.Fields;
import dev.drover.expr.Value.Items;
import dev.drover.expr.Value.Nothing;
import dev.drover.expr.Value.Text;
import dev.drover.expr.Values;
import dev.drover.yaml.Node;
import dev.drover.yaml.Node.Entry;
import dev.drover.yaml.Node.ListNode;
import dev.drover.yaml.Node.MapNode;
import dev.drover.yaml.Node.ScalarNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A node that is being bound, and where it is used if it was written elsewhere.
 *
 * @param node what is bound; the node of a value that came out of a template stands where the value
 *     was written
 * @param use where the template stands that brought it here
 */
record Place(Node node, Optional<Span> use) {

  /** Marks what came out of a template, which is data; no file can have this tag. */
  private static final String DATA = "!data";

  /** A part of this node. */
  Place inside(Node part) {
    return new Place(part, use);
  }

  /** The place of the value that the template at this place stands for. */
  Place resolved(Value value, Optional<Span> written) {
    Span here = use.orElse(node.span());
    return new Place(node(value, written.orElse(node.span())), Optional.of(here));
  }

  /** The node of a value, at the place where it was written. */
  static Node node(Value value, Span span) {
    return switch (value) {
      case Text(String text, boolean plain, boolean secret, boolean strays) ->
          new ScalarNode(
              text, plain, secret ? Values.SECRET_TAG : strays ? Values.STRAYING_TAG : DATA, span);
      case Items(List<Value> items) ->
          new ListNode(items.stream().map(item -> node(item, span)).toList(), span);
      case Fields(Map<String, Value> fields) -> {
        List<Entry> entries = new ArrayList<>();
        fields.forEach((name, field) ->
            entries.add(new Entry(new ScalarNode(name, true, DATA, span), node(field, span))));
        yield new MapNode(entries, span);
      }
      case Nothing _ -> new ScalarNode("", true, DATA, span);
      default -> new ScalarNode(Values.text(value), true, DATA, span);
    };
  }

  boolean isSecret() {
    return node instanceof ScalarNode scalar && Values.isSecret(scalar);
  }

  boolean strays() {
    return node instanceof ScalarNode scalar && scalar.tag().equals(Values.STRAYING_TAG);
  }

  /** What stands here, in a message. */
  String words() {
    return switch (node) {
      case MapNode _ -> "a map";
      case ListNode _ -> "a list";
      case ScalarNode scalar when isSecret() -> "this secret";
      case ScalarNode scalar when scalar.text().isEmpty() -> "nothing";
      case ScalarNode scalar -> "`" + shortened(scalar.text()) + "`";
    };
  }

  private static String shortened(String text) {
    String line = text.lines().findFirst().orElse("");
    return line.length() > 60 || !line.equals(text)
        ? line.substring(0, Math.min(60, line.length())) + "…"
        : line;
  }

  /** Warns of something where the value is used. */
  void warn(Diagnostics diagnostics, Code code, String message, String hint) {
    diagnostics.warning(code, use.orElse(node.span()), message, hint);
  }

  /** Reports a mistake: where the value is used, with the place where it was written. */
  void report(Diagnostics diagnostics, Code code, String message, String hint) {
    Span at = use.orElse(node.span());
    List<Related> related =
        at.equals(node.span()) ? List.of() : List.of(new Related("written here", node.span()));
    diagnostics.add(new Diagnostic(Severity.ERROR, code, message, at, Optional.of(hint), related));
  }
}
