package dev.drover.run;

import dev.drover.diag.Diagnostic;
import dev.drover.diag.Diagnostics;
import dev.drover.expr.Condition;
import dev.drover.expr.ConditionException;
import dev.drover.expr.Conditions;
import dev.drover.expr.Scope;
import dev.drover.journal.Entry;
import dev.drover.journal.RunState;
import dev.drover.model.Keywords;
import dev.drover.plan.Step;
import dev.drover.plan.StepFacts;
import dev.drover.remote.RemoteException;
import dev.drover.schema.Bound;
import dev.drover.task.Bracket;
import dev.drover.task.BracketEffect;
import dev.drover.task.Kinds.Registered;
import dev.drover.task.Outcome;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One step being run: condition, arguments, intent, attempts, outcome.
 *
 * @param <A> ties its arguments to its kind
 */
final class StepAttempt<A extends Record> {

  private final Running running;
  private final StepLog log;
  private final Progress progress;
  private final Step step;
  private final Registered<A> kind;
  private final Keywords keywords;
  private final Scope scope;
  private final Judge judge;
  private final StepFacts facts;
  private final StepJobs jobs;

  StepAttempt(
      Running running, StepLog log, Progress progress, Registered<A> kind, StepPlace place) {
    this.running = running;
    this.log = log;
    this.progress = progress;
    this.step = place.step();
    this.kind = kind;
    this.keywords = step.task().keywords();
    this.scope = place.scope();
    this.judge = new Judge(keywords, scope);
    this.facts = new StepFacts(running.means().doors(), step, place.peers(), scope);
    this.jobs = new StepJobs(running, step, this::hear);
  }

  StepEnding run() throws InterruptedException {
    Optional<Outcome> skipped = skipped();
    if (skipped.isPresent()) {
      return log.ended(step, skipped.get());
    }
    return switch (running.means().asker().before(step)) {
      case RUN -> bound();
      case SKIP -> log.ended(step, new Outcome.Skipped("the operator skipped it"));
      case STOP -> {
        running.ledger().write(new Entry.StopAsked(running.now(), "the operator", false));
        running.stop().ask(Stop.Level.AT_SAFE_POINT, "stopped by the operator before " + step.id());
        yield StepEnding.STOPPED;
      }
    };
  }

  private StepEnding bound() throws InterruptedException {
    Diagnostics diagnostics = new Diagnostics();
    return switch (bind(diagnostics)) {
      case Bound.Ready<A> ready -> act(ready.arguments());
      case Bound.Later<A> later ->
          log.refused(
              step,
              "its arguments rest on " + later.names() + ", which no step has left behind",
              "run that step first");
      case Bound.Wrong<A> _ ->
          log.refused(step, sentence(diagnostics), "mend the runbook, then run it again");
    };
  }

  /** The same step when it has finished. */
  FinishedStep<A> finished() {
    return new FinishedStep<>(this, kind, facts);
  }

  /** What it is to be done with; empty if that is not known, or wrong. */
  Optional<A> arguments() {
    return bind(new Diagnostics()) instanceof Bound.Ready<A> ready
        ? Optional.of(ready.arguments())
        : Optional.empty();
  }

  /** Ends it, for a machine could not be looked at. */
  StepEnding failed(RemoteException unseen) {
    return log.ended(step, failure(unseen));
  }

  private Optional<Outcome> skipped() {
    for (Condition when : keywords.when()) {
      try {
        if (!Conditions.holds(when, scope)) {
          return Optional.of(new Outcome.Skipped("`" + when + "` is false"));
        }
      } catch (ConditionException e) {
        return Optional.of(
            Outcome.failed("`when: " + when + "`: " + e.getMessage(), "mend the condition"));
      }
    }
    return step.brackets().stream()
        .filter(BracketEffect.Closes.class::isInstance)
        .map(BracketEffect::bracket)
        .filter(bracket -> bracket.type() == Bracket.Type.NODE_OUT_OF_SERVICE)
        .filter(running.ledger().state()::wasFound)
        .findFirst()
        .map(bracket ->
            new Outcome.Skipped(
                bracket.subject() + " was out of service before this run began, and stays so"));
  }

  private Bound<A> bind(Diagnostics diagnostics) {
    return step.arguments() instanceof Bound.Ready<?> ready
        ? new Bound.Ready<>(kind.own(ready.arguments()))
        : kind.bind(step.task().arguments(), scope, diagnostics);
  }

  /** Runs it, whatever its conditions say. */
  StepEnding act(A arguments) throws InterruptedException {
    StepContext context = new StepContext(facts, running.means(), Optional.of(jobs), this::tell);
    List<BracketEffect> effects = kind.kind().brackets(arguments, facts);
    return running.brackets().run(effects, () -> inTurn(arguments, context, effects));
  }

  /** What a command prints may be what its author wants nobody to see. */
  private void hear(String line) {
    if (!keywords.noLog()) {
      tell(running.means().masker().mask(line));
    }
  }

  private void tell(String words) {
    progress.of(step, words);
  }

  private StepEnding inTurn(A arguments, StepContext context, List<BracketEffect> effects)
      throws InterruptedException {
    RunState state = running.ledger().state();
    int number = state.lastBegun(step.id().text()).map(Entry.StepBegan::attempt).orElse(0) + 1;
    boolean over = false;
    if (state.mayRunOn(step.id().text())) {
      Doubt.Settled settled = doubt().settle(arguments, context);
      if (settled.outcome().isPresent()) {
        Tried tried = new Tried(settled.outcome().get(), settled.outcome().get());
        return finish(arguments, effects, Set.of(), tried, settled.heard());
      }
      number = settled.attempt();
      over = settled.over();
    }
    Set<Bracket> opened = log.opens(step, effects);
    Tried tried = attempts(arguments, context, number);
    if (over) {
      tried = tried.endedMeanwhile();
    }
    return finish(arguments, effects, opened, tried, !jobs.lost());
  }

  private Doubt<A> doubt() {
    return new Doubt<>(running, step, kind, facts, jobs);
  }

  /**
   * Tries as often as the author wants.
   *
   * @param first the number of the first attempt, which no other attempt of the run has
   */
  private Tried attempts(A arguments, StepContext context, int first) throws InterruptedException {
    int attempts = keywords.attempts();
    int number = first;
    for (int attempt = 1; ; attempt++) {
      jobs.attempt(number);
      log.began(step, arguments, number);
      Tried tried = once(arguments, context);
      Optional<String> unsatisfied = judge.unsatisfied(tried.judged());
      if (unsatisfied.isEmpty()) {
        return tried;
      }
      if (attempt == attempts) {
        return tried.judged() instanceof Outcome.Failed
            ? tried
            : Tried.failed(
                Outcome.failed(
                    unsatisfied.get() + " after " + attempt + " attempts",
                    "look at the last result, then resume the run"));
      }
      progress.of(
          step, unsatisfied.get() + "; attempt " + (attempt + 1) + " of " + attempts + " follows");
      running.means().waiter().sleep(keywords.pause());
      if (jobs.lost()) {
        Doubt.Settled settled = doubt().settle(arguments, context);
        if (settled.heard()) {
          jobs.attempt(settled.attempt());
        }
        if (settled.outcome().isPresent()) {
          return new Tried(settled.outcome().get(), settled.outcome().get());
        }
        number = settled.attempt();
      } else {
        number++;
      }
    }
  }

  private Tried once(A arguments, StepContext context) throws InterruptedException {
    try {
      return keywords.timeout().isPresent()
          ? Deadline.keep(
              keywords.timeout().get(),
              running.ledger().crew(),
              running.means().waiter(),
              () -> judged(act(arguments, context)))
          : judged(act(arguments, context));
    } catch (RemoteException e) {
      return Tried.failed(failure(e));
    }
  }

  private Outcome act(A arguments, StepContext context)
      throws RemoteException, InterruptedException {
    return running.means().acting().run(step, kind, arguments, context);
  }

  private Tried judged(Outcome seen) {
    return new Tried(seen, judge.of(seen));
  }

  private StepEnding finish(
      A arguments, List<BracketEffect> effects, Set<Bracket> opened, Tried tried, boolean heard) {
    if (tried.seen() instanceof Outcome.Done done && tried.judged() instanceof Outcome.Done) {
      log.provides(step, kind.kind().provides(arguments));
      log.closes(step, effects, opened, done);
    }
    return heard ? log.ended(step, tried.judged()) : log.unheard(step, tried.judged());
  }

  private static Outcome failure(RemoteException e) {
    return Outcome.failed(e.getMessage(), e.next());
  }

  private static String sentence(Diagnostics diagnostics) {
    return String.join("; ", diagnostics.sorted().stream().map(Diagnostic::message).toList());
  }
}
