package dev.drover.plan;

import dev.drover.diag.Span;
import dev.drover.expr.Condition;
import dev.drover.expr.Conditions;
import dev.drover.expr.Scope;
import dev.drover.machine.HostFacts;
import dev.drover.machine.UsedFacts;
import dev.drover.model.Host;
import dev.drover.task.Observation;
import dev.drover.yaml.Node;
import dev.drover.yaml.Node.ListNode;
import dev.drover.yaml.Node.MapNode;
import dev.drover.yaml.Node.ScalarNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
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

  private static final Pattern WORD = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  /** What stands in a tag of a template. */
  private static final Pattern TAG = Pattern.compile("\\{\\{([^}]*)\\}");

  private final Scope scope;
  private final Set<String> names = new HashSet<>();
  private final Set<String> paths = new TreeSet<>();
  private final Set<Observation> rules = new LinkedHashSet<>();
  private final Set<String> facts = new TreeSet<>();
  private boolean uses;

  private FactUses(Scope scope) {
    this.scope = scope;
  }

  /** The uses of a step; empty if it uses no facts at all. */
  static Optional<FactUses> of(Step step, Scope scope) {
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
    return found.uses ? Optional.of(found) : Optional.empty();
  }

  /** The uses of a condition; empty if it uses no facts. */
  static Optional<FactUses> of(Condition condition, Scope scope) {
    FactUses found = new FactUses(scope);
    found.text(condition.text(), condition.span());
    return found.uses ? Optional.of(found) : Optional.empty();
  }

  /** The paths whose disks are asked for. */
  Set<String> paths() {
    return Set.copyOf(paths);
  }

  /**
   * What a plan has to note of them: what the host told, and for what differs from one look to the
   * next the text that judges it.
   *
   * @param told all facts of the host
   */
  List<Observation> observations(Host host, Map<String, Object> told) {
    List<Observation> all = new ArrayList<>();
    new UsedFacts(facts)
        .pinned(told)
        .forEach((name, value) -> all.add(Observation.pinned(host.name(), name, value)));
    rules.forEach(rule -> all.add(Observation.live(host.name(), rule.name(), rule.value())));
    return all;
  }

  private void node(Node node) {
    switch (node) {
      case ScalarNode scalar -> text(scalar.text(), scalar.span());
      case ListNode list -> list.items().forEach(this::node);
      case MapNode map -> map.entries().forEach(entry -> node(entry.value()));
    }
  }

  private void text(String text, Span span) {
    UsedFacts used = UsedFacts.in(text);
    if (!used.isEmpty()) {
      uses = true;
      facts.addAll(used.names());
      paths.addAll(Conditions.keys(new Condition(text, span), HostFacts.NAME, "disk", scope));
      String rule =
          text.contains("{{") ? "taken as it is when the step begins" : "judged by `" + text + "`";
      used.live().forEach(name -> rules.add(Observation.live("", name, rule)));
    }
    Matcher words = WORD.matcher(text);
    while (words.find()) {
      if (names.add(words.group())
          && scope.find(words.group()).orElse(null) instanceof Scope.Written written) {
        node(written.node());
      }
    }
  }

  /**
   * The facts that differ from one look to the next of which templates in a node make values. A
   * plan can't bind these: they would be others in the next one.
   */
  static Set<String> liveValues(Node node, Scope scope) {
    Set<String> live = new TreeSet<>();
    liveValues(node, scope, live, new HashSet<>());
    return live;
  }

  private static void liveValues(Node node, Scope scope, Set<String> live, Set<String> followed) {
    switch (node) {
      case ScalarNode scalar -> {
        Matcher tags = TAG.matcher(scalar.text());
        while (tags.find()) {
          live.addAll(UsedFacts.in(tags.group()).live());
          Matcher words = WORD.matcher(tags.group(1));
          while (words.find()) {
            if (followed.add(words.group())
                && scope.find(words.group()).orElse(null) instanceof Scope.Written written) {
              liveValues(written.node(), scope, live, followed);
            }
          }
        }
      }
      case ListNode list -> list.items().forEach(item -> liveValues(item, scope, live, followed));
      case MapNode map ->
          map.entries().forEach(entry -> liveValues(entry.value(), scope, live, followed));
    }
  }
}
