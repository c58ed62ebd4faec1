package dev.drover.run;

import dev.drover.diag.Diagnostics;
import dev.drover.expr.Condition;
import dev.drover.expr.Conditions;
import dev.drover.expr.Resolution;
import dev.drover.expr.Scope;
import dev.drover.model.Keywords;
import dev.drover.plan.Step;
import dev.drover.schema.Bound;
import dev.drover.schema.Plain;
import dev.drover.task.Kinds.Registered;
import dev.drover.yaml.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The registered names without a value that a step can't be run without. */
final class NamesUsed {

  private NamesUsed() {}

  /** Those of its condition, and if that may hold, all others. */
  static Set<String> of(Step step, Scope scope) {
    List<Condition> when = step.task().keywords().when();
    Set<String> names = of(when, scope);
    boolean skipped =
        names.isEmpty() && when.stream().anyMatch(one -> Conditions.isFalse(one, scope));
    if (!skipped) {
      names.addAll(ofTheRest(step, step.kind(), scope));
    }
    return names;
  }

  private static <A extends Record> Set<String> ofTheRest(
      Step step, Registered<A> kind, Scope scope) {
    Keywords keywords = step.task().keywords();
    Set<String> names = new TreeSet<>();
    switch (kind.bind(step.task().arguments(), scope, new Diagnostics())) {
      case Bound.Later<A> later -> names.addAll(later.names());
      case Bound.Ready<A> ready -> names.addAll(of(Plain.conditions(ready.arguments()), scope));
      case Bound.Wrong<A> _ -> {} // running it will say so
    }
    List<Node> nodes = new ArrayList<>(keywords.environment());
    keywords.delegateTo().ifPresent(nodes::add);
    keywords.becoming().user().ifPresent(nodes::add);
    for (Node node : nodes) {
      if (scope.resolve(node, new Diagnostics()) instanceof Resolution.Later later) {
        names.addAll(later.names());
      }
    }
    names.addAll(
        of(
            Stream.of(
                    keywords.until().stream(),
                    keywords.changedWhen().stream(),
                    keywords.failedWhen().stream())
                .flatMap(conditions -> conditions)
                .toList(),
            scope));
    names.remove(keywords.resultName()); // its own result, in the conditions over it
    return names;
  }

  private static Set<String> of(List<Condition> conditions, Scope scope) {
    Set<String> names = new TreeSet<>();
    conditions.forEach(condition -> names.addAll(Conditions.restsOn(condition, scope)));
    return names;
  }
}
