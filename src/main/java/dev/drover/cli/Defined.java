package dev.drover.cli;

import dev.drover.diag.Span;
import dev.drover.expr.Scope;
import dev.drover.expr.Value;
import dev.drover.expr.Values;
import dev.drover.secret.Masker;
import dev.drover.secret.SecretNames;
import dev.drover.yaml.Node;
import dev.drover.yaml.Node.ListNode;
import dev.drover.yaml.Node.MapNode;
import dev.drover.yaml.Node.ScalarNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A definition of a name.
 *
 * @param level who says so, in words
 * @param place where it is written
 * @param text what is written there, secrets masked
 * @param counts whether this one counts
 */
record Defined(String level, Optional<Span> place, String text, boolean counts) {

  private static final int LONGEST = 60;

  static Defined of(String name, String level, Scope.Definition definition) {
    return switch (definition) {
      case Scope.Written(Node node, boolean secret) -> written(name, level, node, secret);
      case Scope.Outside(Node node, boolean secret, Scope _) -> written(name, level, node, secret);
      case Scope.Known(Value value) -> known(name, level, value);
      case Scope.Made(Supplier<Value> value) -> known(name, level, value.get());
      case Scope.Later _ ->
          new Defined(level, Optional.empty(), "known when the run comes there", false);
      case Scope.Reported _ -> new Defined(level, Optional.empty(), "not given", false);
    };
  }

  private static Defined known(String name, String level, Value value) {
    String shown = SecretNames.isOne(name) ? "***" : shortened(String.valueOf(Values.shown(value)));
    return new Defined(level, Optional.empty(), shown, false);
  }

  static Defined written(String name, String level, Node node, boolean secret) {
    boolean hidden = secret || SecretNames.isOne(name) || node.span().source().isSecret();
    return new Defined(level, Optional.of(node.span()), hidden ? "***" : text(node), false);
  }

  private static String text(Node node) {
    return switch (node) {
      case ScalarNode scalar when scalar.isVault() -> "*** (encrypted)";
      case ScalarNode scalar when scalar.text().isEmpty() -> "(nothing)";
      case ScalarNode scalar -> shortened(scalar.text());
      case ListNode list -> "a list of " + list.items().size();
      case MapNode map ->
          "a map of "
              + shortened(
                  String.join(
                      ", ", map.entries().stream().map(entry -> entry.key().text()).toList()));
    };
  }

  private static String shortened(String text) {
    String line = text.lines().findFirst().orElse("");
    return line.length() > LONGEST || !line.equals(text)
        ? line.substring(0, Math.min(LONGEST, line.length())) + "…"
        : line;
  }

  /** A value as data that may be shown. */
  static Object shown(Value value, Masker masker) {
    return shown("", Values.shown(value), masker);
  }

  private static Object shown(String name, Object data, Masker masker) {
    return switch (data) {
      case Map<?, ?> fields -> {
        Map<String, Object> shown = new LinkedHashMap<>();
        fields.forEach((key, field) ->
            shown.put(String.valueOf(key), shown(String.valueOf(key), field, masker)));
        yield shown;
      }
      case List<?> items -> {
        List<Object> shown = new ArrayList<>();
        items.forEach(item -> shown.add(shown(name, item, masker)));
        yield shown;
      }
      case String text -> SecretNames.isOne(name) ? "***" : masker.mask(text);
      default -> data;
    };
  }

  /** This one as the one that counts. */
  Defined counting() {
    return new Defined(level, place, text, true);
  }

  Map<String, Object> data() {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("level", level);
    place.ifPresent(span -> {
      data.put("file", file(span));
      data.put("line", span.line());
      data.put("column", span.column());
    });
    data.put("text", text);
    data.put("counts", counts);
    return data;
  }

  private static String file(Span span) {
    String here = Path.of("").toAbsolutePath() + "/";
    String name = span.source().name();
    return name.startsWith(here) ? name.substring(here.length()) : name;
  }

  /** A line of the list of definitions. */
  String line(int width) {
    String where = place.map(span -> "  (%s:%d)".formatted(file(span), span.line())).orElse("");
    return "  %s %s  %s%s\n"
        .formatted(counts ? "*" : " ", level + " ".repeat(width - level.length()), text, where);
  }
}
