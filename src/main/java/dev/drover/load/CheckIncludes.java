package dev.drover.load;

import dev.drover.diag.Code;
import dev.drover.diag.Diagnostic;
import dev.drover.diag.Diagnostic.Severity;
import dev.drover.diag.Diagnostics;
import dev.drover.expr.Scope;
import dev.drover.model.Layer;
import dev.drover.model.Param;
import dev.drover.model.Play;
import dev.drover.model.Runbook;
import dev.drover.model.TaskGroup;
import dev.drover.model.TaskNode;
import dev.drover.yaml.Node;
import dev.drover.yaml.Node.ScalarNode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Warns of includes whose parameters the command line can hide. */
final class CheckIncludes {

  private CheckIncludes() {}

  static void check(Runbook runbook, Diagnostics diagnostics) {
    for (Play play : runbook.plays()) {
      Stream.concat(play.tasks().stream(), play.handlers().stream())
          .forEach(node -> check(node, runbook, diagnostics));
    }
  }

  private static void check(TaskNode node, Runbook runbook, Diagnostics diagnostics) {
    if (node instanceof TaskGroup group) {
      group.inclusion().ifPresent(layer -> check(layer, runbook, diagnostics));
      Stream.of(group.body(), group.rescue(), group.always())
          .flatMap(List::stream)
          .forEach(inner -> check(inner, runbook, diagnostics));
    }
  }

  private static void check(Layer layer, Runbook runbook, Diagnostics diagnostics) {
    layer
        .names()
        .forEach((name, definition) -> {
          Param outer = runbook.params().get(name);
          if (outer != null
              && definition instanceof Scope.Written(Node value, boolean _)
              && !isSame(value, name)) {
            diagnostics.add(
                new Diagnostic(
                        Severity.WARNING,
                        Code.NAME_SHADOWED,
                        "`%s` is a parameter of the runbook too: if that is given, it counts here"
                            .formatted(name),
                        value.span(),
                        Optional.of("give one of them another name"),
                        List.of())
                    .related("the parameter of the runbook", outer.span()));
          }
        });
  }

  /** Whether it hands the parameter of the runbook on as it is. */
  private static boolean isSame(Node value, String name) {
    return value instanceof ScalarNode scalar
        && scalar.text().replaceAll("\\s", "").equals("{{" + name + "}}");
  }
}
