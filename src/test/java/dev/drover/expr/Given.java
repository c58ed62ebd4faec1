package dev.drover.expr;

import dev.drover.diag.Diagnostic;
import dev.drover.diag.Diagnostics;
import dev.drover.diag.Source;
import dev.drover.diag.Span;
import dev.drover.expr.Scope.Written;
import dev.drover.secret.Masker;
import dev.drover.yaml.Node;
import dev.drover.yaml.Node.MapNode;
import dev.drover.yaml.Node.ScalarNode;
import dev.drover.yaml.YamlReader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Scopes and texts for tests, written as a user would write them. */
final class Given {

  private Given() {}

  /** A scope of the names of a YAML map. */
  static Scope scope(String yaml) {
    Map<String, Written> names = new LinkedHashMap<>();
    ((MapNode) node(yaml))
        .entries()
        .forEach(entry -> names.put(entry.key().text(), new Written(entry.value(), false)));
    return Scope.empty(new Masker()).with("vars", names);
  }

  static Node node(String yaml) {
    Diagnostics diagnostics = new Diagnostics();
    return YamlReader.read(new Source("vars.yml", yaml), diagnostics)
        .orElseThrow(() -> new AssertionError(lines(diagnostics)));
  }

  /** A text in quotes that fills a file. */
  static ScalarNode text(String text) {
    return new ScalarNode(
        text, false, "", new Span(new Source("t.yml", text), 1, 1, text.length()));
  }

  static Condition condition(String text) {
    return new Condition(text, text(text).span());
  }

  /** One line per diagnostic: place, message and hint. */
  static List<String> lines(Diagnostics diagnostics) {
    return diagnostics.sorted().stream().map(Given::line).toList();
  }

  private static String line(Diagnostic found) {
    return found.span().line()
        + ":"
        + found.span().column()
        + "+"
        + found.span().length()
        + " "
        + found.message()
        + " ["
        + found.code()
        + "]"
        + found.hint().map(hint -> " " + hint).orElse("");
  }
}
