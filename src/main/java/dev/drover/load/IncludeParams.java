package dev.drover.load;

import dev.drover.diag.Code;
import dev.drover.diag.Diagnostic;
import dev.drover.diag.Diagnostic.Severity;
import dev.drover.diag.Diagnostics;
import dev.drover.diag.Span;
import dev.drover.diag.Suggestion;
import dev.drover.expr.Scope.Definition;
import dev.drover.expr.Scope.Reported;
import dev.drover.expr.Scope.Written;
import dev.drover.expr.Template;
import dev.drover.model.Layer;
import dev.drover.model.Param;
import dev.drover.yaml.Node;
import dev.drover.yaml.Node.ScalarNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Gives the parameters of an include their values. */
final class IncludeParams {

  private final Map<String, Param> params;
  private final Diagnostics diagnostics;

  IncludeParams(Map<String, Param> params, Diagnostics diagnostics) {
    this.params = params;
    this.diagnostics = diagnostics;
  }

  /** What the tasks inside can use: defaults mean what they mean inside, given values outside. */
  Layer layer(String level, Map<String, Node> with, Map<String, Node> outside, Span place) {
    Map<String, Definition> names = new LinkedHashMap<>();
    List<Layer.Check> checks = new ArrayList<>();
    for (Param param : params.values()) {
      Node given = with.get(param.name());
      if (given instanceof ScalarNode scalar && Template.isIn(scalar)) {
        checks.add(
            new Layer.Check(
                param.name(),
                ParamReader.typed(param, given),
                (node, scope, found) -> ParamType.check(param, node, scope, found)));
      }
      names.put(param.name(), given != null ? given(param, given) : standard(param, place));
    }
    with.forEach((name, node) -> {
      if (!params.containsKey(name)) {
        unknown(name, node, level);
      }
    });
    return new Layer(level, names, outside, checks);
  }

  private Definition given(Param param, Node node) {
    boolean template = node instanceof ScalarNode scalar && Template.isIn(scalar);
    if (!template && ParamType.read(param, node, diagnostics).isEmpty()) {
      return new Reported();
    }
    return new Written(ParamReader.typed(param, node), param.type() == Param.Type.SECRET);
  }

  private Definition standard(Param param, Span place) {
    if (param.defaultValue().isPresent()) {
      return new Written(param.defaultValue().get(), param.type() == Param.Type.SECRET);
    }
    diagnostics.add(
        new Diagnostic(
                Severity.ERROR,
                Code.PARAMS_MISSING,
                "the include does not give `" + param.name() + "`",
                place,
                Optional.of(
                    "write `with: {%s: …}` (%s%s)"
                        .formatted(
                            param.name(),
                            param.type().word(),
                            param.description().map(text -> ": " + text).orElse(""))),
                List.of())
            .related("declared here", param.span()));
    return new Reported();
  }

  private void unknown(String name, Node node, String level) {
    diagnostics.error(
        Code.PARAMS_UNKNOWN,
        node.span(),
        "`" + level.replaceFirst("^include ", "") + "` has no parameter `" + name + "`",
        params.isEmpty()
            ? "declare it there: `params: {" + name + ": {}}` above `tasks:`"
            : Suggestion.hint(name, params.keySet(), "its parameters"));
  }
}
