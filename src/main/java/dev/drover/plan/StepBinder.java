package dev.drover.plan;

import dev.drover.diag.Code;
import dev.drover.diag.Diagnostics;
import dev.drover.expr.Condition;
import dev.drover.expr.Conditions;
import dev.drover.expr.Scope;
import dev.drover.expr.Scope.Definition;
import dev.drover.expr.Scope.Known;
import dev.drover.expr.Scope.Later;
import dev.drover.expr.Scope.Reported;
import dev.drover.expr.Value;
import dev.drover.model.Host;
import dev.drover.model.Keywords;
import dev.drover.model.PlayScopes;
import dev.drover.model.TaskNode;
import dev.drover.schema.Bound;
import dev.drover.schema.Shapes;
import dev.drover.task.Kinds;
import dev.drover.yaml.Node.ScalarNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Binds the arguments of one step after the other. Hosts of a play come one behind the other, and
 * most tasks use nothing in which a host differs from the one before: these share what was bound
 * once, which is most of the time and of the memory that a plan of many hosts takes.
 */
final class StepBinder {

  /**
   * What became of a task for a host.
   *
   * @param rests the names that were looked up, with what they meant
   * @param falseNow the condition for which it is skipped
   * @param undecided its conditions that rest on what the run brings
   */
  private record Outcome(
      Map<String, Optional<Definition>> rests,
      Bound<?> arguments,
      Optional<Condition> falseNow,
      List<String> undecided) {

    boolean isSoIn(Scope scope) {
      return rests.entrySet().stream()
          .allMatch(name -> scope.find(name.getKey()).equals(name.getValue()));
    }
  }

  private final Planning planning;
  private final Results results;

  /** The last outcome of each task that rests on nothing but names. */
  private final Map<String, Outcome> last = new HashMap<>();

  private Optional<PlayScopes> ofPlay = Optional.empty();
  private Optional<PlayScopes.OfHost> ofHost = Optional.empty();

  StepBinder(Planning planning, Results results) {
    this.planning = planning;
    this.results = results;
  }

  /** What a task of a play may use for a host. */
  Scope scope(PlannedPlay play, TaskNode node, Host host) {
    return scopes(play, host).of(node, results.of(host));
  }

  private PlayScopes.OfHost scopes(PlannedPlay play, Host host) {
    if (ofPlay.isEmpty() || !ofPlay.get().areOf(play.play(), play.hosts())) {
      ofPlay = Optional.of(planning.scopes().of(play.play(), play.hosts()));
      ofHost = Optional.empty();
    }
    if (ofHost.isEmpty() || !ofHost.get().host().equals(host)) {
      ofHost = Optional.of(ofPlay.get().of(host));
    }
    return ofHost.get();
  }

  /** Later steps know what this one registers; it is bound only if that tells. */
  void register(PlannedPlay play, Step step) {
    if (step.kind().kind().provided(step.task().arguments()).isEmpty()) {
      registerResult(step);
    } else {
      bind(play, step);
    }
  }

  /** The step with its arguments for its host; later steps know what it registers. */
  Step bind(PlannedPlay play, Step step) {
    String task = play.play().id() + "/" + step.task().id();
    Scope scope = scopes(play, step.host()).of(step.task(), results.before(step));
    Outcome outcome = last.get(task);
    if (outcome == null || !outcome.isSoIn(scope)) {
      Set<String> names = new HashSet<>();
      Diagnostics found = new Diagnostics();
      outcome = outcome(play, step, scope.watched(names::add), found);
      planning.addFor(step, found);
      if (found.isEmpty() && restsOnNames(step)) {
        Map<String, Optional<Definition>> rests = new HashMap<>();
        names.forEach(name -> rests.put(name, scope.find(name)));
        outcome = new Outcome(rests, outcome.arguments(), outcome.falseNow(), outcome.undecided());
        last.put(task, outcome);
      }
    }
    register(step, step.kind(), outcome.arguments());
    return outcome.falseNow().isEmpty()
        ? step.bound(outcome.arguments()).undecided(outcome.undecided())
        : step.bound(new Bound.Later<>(Set.of()))
            .in(new StepState.WillSkip(outcome.falseNow().get().text()));
  }

  /** Whether nothing is looked at but names: neither other scopes nor how the host is reached. */
  private static boolean restsOnNames(Step step) {
    return step.task().layers().stream().allMatch(layer -> layer.checks().isEmpty())
        && step.task().keywords().becoming().user().isEmpty();
  }

  private static List<String> undecided(Step step, Scope scope) {
    return step.task().keywords().when().stream()
        .filter(when -> !Conditions.restsOn(when, scope).isEmpty())
        .map(Condition::text)
        .toList();
  }

  private Outcome outcome(PlannedPlay play, Step step, Scope outer, Diagnostics found) {
    Diagnostics own = new Diagnostics();
    Diagnostics given = new Diagnostics();
    Scope scope = CheckGiven.in(step, outer, given);
    Optional<Condition> falseNow = checkConditions(step, scope, own);
    // What is skipped for sure is not held against the author: its arguments may make no sense for
    // this host.
    Diagnostics diagnostics = falseNow.isPresent() ? new Diagnostics() : own;
    given.sorted().forEach(diagnostics::add);
    step.task()
        .keywords()
        .delegateTo()
        .ifPresent(other -> checkDelegate(other, scope, diagnostics));
    CheckWorkingAs.of(step, play.hosts(), scope, planning.scopes(), diagnostics);
    Bound<?> arguments = step.kind().bind(step.task().arguments(), scope, diagnostics);
    CheckTemplates.of(step, arguments, scope, diagnostics);
    if (falseNow.isPresent()) {
      SkippedNames.check(play, step, results, planning);
    }
    found.addAll(own);
    return new Outcome(Map.of(), arguments, falseNow, undecided(step, scope));
  }

  /** Checks what a step's conditions say; answers one that is false whatever the run brings. */
  private static Optional<Condition> checkConditions(
      Step step, Scope scope, Diagnostics diagnostics) {
    Keywords keywords = step.task().keywords();
    List<Condition> ofResult = new ArrayList<>(keywords.changedWhen());
    ofResult.addAll(keywords.failedWhen());
    keywords.until().ifPresent(ofResult::add);
    if (!ofResult.isEmpty()) {
      Scope own = withResult(step, scope);
      ofResult.forEach(condition -> Conditions.check(condition, own, diagnostics));
    }
    Optional<Condition> falseNow = Optional.empty();
    for (Condition condition : step.task().keywords().when()) {
      if (Conditions.check(condition, scope, diagnostics)
          && Conditions.restsOn(condition, scope).isEmpty()
          && Conditions.isFalse(condition, scope)) {
        falseNow = Optional.of(condition);
      }
    }
    return falseNow;
  }

  /** Conditions over the task's own result know that by the name that it registers. */
  private static Scope withResult(Step step, Scope scope) {
    return scope.with(
        "this task's result",
        Map.of(
            step.task().keywords().resultName(), new Later(Shapes.ofResult(step.kind().result()))));
  }

  private void checkDelegate(ScalarNode other, Scope scope, Diagnostics diagnostics) {
    Optional<String> name = scope.text(other, diagnostics);
    if (name.isEmpty()) {
      return;
    }
    Optional<Host> host = planning.scopes().inventory().host(name.get());
    host.ifPresent(delegate -> CheckReach.check(delegate, planning));
    if (host.isEmpty() && !name.get().equals("localhost")) {
      diagnostics.error(
          Code.ARGS_INVALID,
          other.span(),
          "`" + name.get() + "` is no host of the inventory",
          "delegate to a host of the inventory, or to localhost");
    }
  }

  private void registerResult(Step step) {
    step.task()
        .keywords()
        .register()
        .ifPresent(name -> results.add(step, name, Results.later(step)));
  }

  private <A extends Record> void register(
      Step step, Kinds.Registered<A> kind, Bound<?> arguments) {
    boolean conditional = !step.task().keywords().when().isEmpty();
    registerResult(step);
    switch (arguments) {
      case Bound.Ready<?> ready ->
          kind.kind()
              .provides(kind.own(ready.arguments()))
              .forEach((name, value) ->
                  results.add(
                      step, name, conditional ? new Later(Map.of()) : new Known(Value.of(value))));
      case Bound.Later<?> _ ->
          kind.kind()
              .provided(step.task().arguments())
              .forEach(name -> results.add(step, name, new Later(Map.of())));
      case Bound.Wrong<?> _ ->
          kind.kind()
              .provided(step.task().arguments())
              .forEach(name -> results.add(step, name, new Reported()));
    }
  }
}
