package dev.drover.plan;

import dev.drover.diag.Diagnostics;
import dev.drover.expr.Condition;
import dev.drover.expr.Conditions;
import dev.drover.expr.Scope;
import dev.drover.expr.Scope.Known;
import dev.drover.expr.Scope.Later;
import dev.drover.expr.Scope.Reported;
import dev.drover.expr.Value;
import dev.drover.model.Host;
import dev.drover.model.Keywords;
import dev.drover.model.TaskNode;
import dev.drover.schema.Bound;
import dev.drover.schema.Shapes;
import dev.drover.task.Kinds;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Binds the arguments of every step for its host, and checks its conditions. */
final class BindArguments implements Pass {

  @Override
  public Plan apply(Plan plan, Planning planning) {
    Results results = new Results();
    Map<StepId, Step> bound = new HashMap<>();
    for (PlannedPlay play : plan.plays()) {
      for (Lane lane : play.lanes()) {
        bind(play, lane.flow(), results, bound, planning);
      }
    }
    return plan.mapSteps((_, step) -> bound.getOrDefault(step.id(), step));
  }

  private static void bind(
      PlannedPlay play, Flow flow, Results results, Map<StepId, Step> bound, Planning planning) {
    if (flow instanceof Flow.Single(Step step) && !bound.containsKey(step.id())) {
      bound.put(step.id(), bind(play, step, results, planning));
    }
    flow.inner().forEach(part -> bind(play, part, results, bound, planning));
    if (flow instanceof Flow.Retried retried) {
      check(play, retried.node(), retried.host(), retried.retry().until(), results, planning);
    }
    if (flow instanceof Flow.Handlers handlers && handlers.place().isPresent()) {
      TaskNode place = handlers.place().get();
      for (Condition when : place.keywords().when()) {
        check(play, place, handlers.host(), Optional.of(when), results, planning);
      }
    }
  }

  private static void check(
      PlannedPlay play,
      TaskNode node,
      Host host,
      Optional<Condition> condition,
      Results results,
      Planning planning) {
    Scope scope = planning.scopes().of(play.play(), play.hosts(), node, host, results.of(host));
    condition.ifPresent(one -> Conditions.check(one, scope, planning.diagnostics()));
  }

  /** The step with its arguments for its host; later steps know what it registers. */
  static Step bind(PlannedPlay play, Step step, Results results, Planning planning) {
    boolean conditional = !step.task().keywords().when().isEmpty();
    Diagnostics found = new Diagnostics();
    Diagnostics given = new Diagnostics();
    Scope scope = CheckGiven.in(step, results.scope(planning.scopes(), play, step), given);
    Optional<Condition> falseNow = checkConditions(step, scope, found);
    // What is skipped for sure is not held against the author: its arguments may make no sense for
    // this host.
    Diagnostics diagnostics = falseNow.isPresent() ? new Diagnostics() : found;
    given.sorted().forEach(diagnostics::add);
    step.task()
        .keywords()
        .delegateTo()
        .ifPresent(other -> checkDelegate(other, scope, planning, diagnostics));
    CheckWorkingAs.of(step, play.hosts(), scope, planning.scopes(), diagnostics);
    Bound<?> arguments = step.kind().bind(step.task().arguments(), scope, diagnostics);
    CheckTemplates.of(step, arguments, scope, diagnostics);
    if (falseNow.isPresent()) {
      SkippedNames.check(play, step, results, planning);
    }
    planning.addFor(step, found);
    register(step, step.kind(), arguments, conditional, results);
    Step bound = step.bound(arguments);
    return falseNow.isEmpty()
        ? bound
        : bound
            .bound(new Bound.Later<>(Set.of()))
            .in(new StepState.WillSkip(falseNow.get().text()));
  }

  /** Checks what a step's conditions say; answers one that is false whatever the run brings. */
  private static Optional<Condition> checkConditions(
      Step step, Scope scope, Diagnostics diagnostics) {
    Keywords keywords = step.task().keywords();
    Scope own = withResult(step, scope);
    Stream.of(
            keywords.until().stream(),
            keywords.changedWhen().stream(),
            keywords.failedWhen().stream())
        .flatMap(conditions -> conditions)
        .forEach(condition -> Conditions.check(condition, own, diagnostics));
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
        "this task's result", Map.of(step.task().keywords().resultName(), later(step)));
  }

  private static Later later(Step step) {
    return new Later(Shapes.ofResult(step.kind().result()));
  }

  private static void checkDelegate(
      dev.drover.yaml.Node.ScalarNode other,
      Scope scope,
      Planning planning,
      Diagnostics diagnostics) {
    Optional<String> name = scope.text(other, diagnostics);
    if (name.isEmpty()) {
      return;
    }
    Optional<Host> host = planning.scopes().inventory().host(name.get());
    host.ifPresent(delegate -> CheckReach.check(delegate, planning));
    if (host.isEmpty() && !name.get().equals("localhost")) {
      diagnostics.error(
          dev.drover.diag.Code.ARGS_INVALID,
          other.span(),
          "`" + name.get() + "` is no host of the inventory",
          "delegate to a host of the inventory, or to localhost");
    }
  }

  private static <A extends Record> void register(
      Step step,
      Kinds.Registered<A> kind,
      Bound<?> arguments,
      boolean conditional,
      Results results) {
    step.task()
        .keywords()
        .register()
        .ifPresent(name -> results.add(step, name, Results.later(step)));
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
