package dev.drover.plan;

import dev.drover.diag.Span;
import dev.drover.expr.Condition;
import dev.drover.expr.Conditions;
import dev.drover.expr.Scope;
import dev.drover.machine.HostFacts;
import dev.drover.yaml.Node;
import dev.drover.yaml.Node.ListNode;
import dev.drover.yaml.Node.MapNode;
import dev.drover.yaml.Node.ScalarNode;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds out whether a step uses facts of its host, in a text of its own or in the definition of a
 * name that it uses. It goes by words, so it may take something for a use that is none: that costs
 * a look at the host, where missing one would fail the step.
 */
final class FactUses {

  private static final Pattern USE = Pattern.compile("\\b" + HostFacts.NAME + "\\s*[.\\[}]");
  private static final Pattern WORD = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  private final Scope scope;
  private final Set<String> names = new HashSet<>();
  private final Set<String> paths = new TreeSet<>();
  private boolean uses;

  private FactUses(Scope scope) {
    this.scope = scope;
  }

  /** The paths whose disks a step asks for; empty if it uses no facts at all. */
  static Optional<Set<String>> of(Step step, Scope scope) {
    FactUses found = new FactUses(scope);
    found.node(step.task().arguments());
    var keywords = step.task().keywords();
    Stream.of(
            keywords.when(),
            keywords.until().stream().toList(),
            keywords.changedWhen(),
            keywords.failedWhen())
        .flatMap(conditions -> conditions.stream())
        .forEach(condition -> found.text(condition.text(), condition.span()));
    keywords.vars().values().forEach(found::node);
    keywords.environment().forEach(found::node);
    keywords.delegateTo().ifPresent(found::node);
    keywords.becoming().user().ifPresent(found::node);
    found.uses |= step.kind().readsFacts(step.arguments());
    return found.uses ? Optional.of(found.paths) : Optional.empty();
  }

  /** The paths that a condition asks for; empty if it uses no facts. */
  static Optional<Set<String>> of(Condition condition, Scope scope) {
    FactUses found = new FactUses(scope);
    found.text(condition.text(), condition.span());
    return found.uses ? Optional.of(found.paths) : Optional.empty();
  }

  private void node(Node node) {
    switch (node) {
      case ScalarNode scalar -> text(scalar.text(), scalar.span());
      case ListNode list -> list.items().forEach(this::node);
      case MapNode map -> map.entries().forEach(entry -> node(entry.value()));
    }
  }

  private void text(String text, Span span) {
    if (USE.matcher(text).find()) {
      uses = true;
      paths.addAll(Conditions.keys(new Condition(text, span), HostFacts.NAME, "disk", scope));
    }
    Matcher words = WORD.matcher(text);
    while (words.find()) {
      if (names.add(words.group())
          && scope.find(words.group()).orElse(null) instanceof Scope.Written written) {
        node(written.node());
      }
    }
  }
}
