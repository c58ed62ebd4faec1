package dev.drover.load;

import dev.drover.diag.Code;
import dev.drover.diag.Diagnostics;
import dev.drover.diag.Suggestion;
import dev.drover.expr.Template;
import dev.drover.expr.Value;
import dev.drover.expr.Values;
import dev.drover.model.Param;
import dev.drover.yaml.Node;
import dev.drover.yaml.Node.Entry;
import dev.drover.yaml.Node.ListNode;
import dev.drover.yaml.Node.MapNode;
import dev.drover.yaml.Node.ScalarNode;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the parameters of a runbook. */
final class ParamReader {

  private static final List<String> TYPES =
      Arrays.stream(Param.Type.values()).map(Param.Type::word).toList();

  private final Diagnostics diagnostics;

  ParamReader(Diagnostics diagnostics) {
    this.diagnostics = diagnostics;
  }

  Map<String, Param> read(Section runbook) {
    Map<String, Param> params = new LinkedHashMap<>();
    switch (runbook.node("params").orElse(null)) {
      case null -> {}
      case MapNode map -> {
        for (Entry entry : map.entries()) {
          if (Names.check(entry.key(), diagnostics)) {
            param(entry).ifPresent(param -> params.put(param.name(), param));
          }
        }
      }
      case ListNode _, ScalarNode _ ->
          runbook.wrong(
              "params", "`params` must be a map", "write `params: {name: {type: version}}`");
    }
    return params;
  }

  private Optional<Param> param(Entry entry) {
    return switch (entry.value()) {
      case ScalarNode type -> type(type).map(known -> bare(entry.key(), known));
      case MapNode map -> full(entry.key(), map);
      case ListNode list -> {
        diagnostics.error(
            Code.RUNBOOK_WRONG_TYPE,
            list.span(),
            "a parameter is described by a map, not by a list",
            "write `{type: …, default: …, description: …}`");
        yield Optional.empty();
      }
    };
  }

  private static Param bare(ScalarNode name, Param.Type type) {
    return new Param(name.text(), type, Optional.empty(), Optional.empty(), List.of(), name.span());
  }

  private Optional<Param> full(ScalarNode name, MapNode map) {
    Section section = new Section(map, "a parameter", diagnostics);
    Optional<Param.Type> type =
        section.scalar("type").map(this::type).orElse(Optional.of(Param.Type.STRING));
    Optional<Node> standard = section.node("default");
    Optional<String> description = section.text("description");
    List<String> values = section.texts("values");
    section.refuseRest();
    if (type.isEmpty() || !section.rest().isEmpty()) {
      return Optional.empty();
    }
    Param param = new Param(name.text(), type.get(), standard, description, values, name.span());
    if ((param.type() == Param.Type.ENUM) == values.isEmpty()) {
      diagnostics.error(
          Code.RUNBOOK_CONFLICT,
          name.span(),
          values.isEmpty()
              ? "a parameter of type `enum` needs `values`"
              : "only a parameter of type `enum` has `values`",
          "write `{type: enum, values: [one, other]}`");
      return Optional.empty();
    }
    return Optional.of(standard.map(node -> withDefault(param, node)).orElse(param));
  }

  /** Checks a default that can be checked here, and makes it the text that it stands for. */
  private Param withDefault(Param param, Node node) {
    boolean nothing =
        node instanceof ScalarNode scalar && Values.literal(scalar) instanceof Value.Nothing;
    boolean wrong =
        !nothing
            && !(node instanceof ScalarNode template && Template.isIn(template))
            && ParamType.read(param, node, diagnostics).isEmpty();
    return new Param(
        param.name(),
        param.type(),
        Optional.of(wrong ? ScalarNode.reported(node.span()) : nothing ? node : typed(param, node)),
        param.description(),
        param.values(),
        param.span());
  }

  /** What was written for a parameter: a version 8 or a text 12 is no number in conditions. */
  static Node typed(Param param, Node node) {
    return node instanceof ScalarNode scalar && !ParamType.isCanonical(param.type())
        ? new ScalarNode(scalar.text(), false, scalar.tag(), scalar.span())
        : node;
  }

  private Optional<Param.Type> type(ScalarNode word) {
    Optional<Param.Type> type =
        Arrays.stream(Param.Type.values())
            .filter(candidate -> candidate.word().equals(word.text()))
            .findFirst();
    if (type.isEmpty()) {
      diagnostics.error(
          Code.RUNBOOK_WRONG_TYPE,
          word.span(),
          "there is no type `" + word.text() + "`",
          Suggestion.hint(word.text(), TYPES, "the types"));
    }
    return type;
  }
}
