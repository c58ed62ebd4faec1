package dev.drover.run;

import dev.drover.diag.Diagnostic;
import dev.drover.diag.Diagnostics;
import dev.drover.expr.Condition;
import dev.drover.expr.ConditionException;
import dev.drover.expr.Conditions;
import dev.drover.expr.Scope;
import dev.drover.expr.Scope.Known;
import dev.drover.expr.Value;
import dev.drover.journal.Entry;
import dev.drover.journal.Entry.Ending;
import dev.drover.model.Keywords;
import dev.drover.plan.PlannedPlay;
import dev.drover.plan.Results;
import dev.drover.plan.Step;
import dev.drover.plan.StepFacts;
import dev.drover.remote.RemoteException;
import dev.drover.schema.Binder;
import dev.drover.schema.Bound;
import dev.drover.schema.Plain;
import dev.drover.task.Bracket;
import dev.drover.task.BracketEffect;
import dev.drover.task.Changes;
import dev.drover.task.Kinds.Registered;
import dev.drover.task.Outcome;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs one step: condition, arguments, intent, attempts, outcome. */
final class StepRunner {

  private static final int RETRIES = 3;
  private static final Duration DELAY = Duration.ofSeconds(5);

  private final Running running;
  private final PlannedPlay play;
  private final Results results;
  private final Progress progress;

  StepRunner(Running running, PlannedPlay play, Results results, Progress progress) {
    this.running = running;
    this.play = play;
    this.results = results;
    this.progress = progress;
  }

  /** Runs a step to its ending. */
  StepEnding run(Step step) throws InterruptedException {
    Attempt<?> attempt = new Attempt<>(step, step.kind());
    return attempt.run();
  }

  /** Ends a step that must not be run. */
  StepEnding refuse(Step step, String why, String next) {
    return end(step, Outcome.failed(why, next), 0);
  }

  /** One step being run; {@code A} ties its arguments to its kind. */
  private final class Attempt<A extends Record> {
    private final Step step;
    private final Registered<A> kind;
    private final Keywords keywords;
    private final Scope scope;
    private final StepFacts facts;

    Attempt(Step step, Registered<A> kind) {
      this.step = step;
      this.kind = kind;
      this.keywords = step.task().keywords();
      this.scope =
          running
              .means()
              .doors()
              .scopes()
              .of(play.play(), play.hosts(), step.task(), step.host(), results.of(step.host()));
      this.facts = new StepFacts(running.means().doors(), step, play.hosts(), scope);
    }

    StepEnding run() throws InterruptedException {
      Optional<Outcome> skipped = skipped();
      if (skipped.isPresent()) {
        return end(step, skipped.get(), 0);
      }
      Diagnostics diagnostics = new Diagnostics();
      return switch (bind(diagnostics)) {
        case Bound.Ready<A> ready -> act(ready.arguments());
        case Bound.Later<A> later ->
            refuse(
                step,
                "its arguments rest on " + later.names() + ", which no step has left behind",
                "run that step first");
        case Bound.Wrong<A> _ ->
            refuse(step, sentence(diagnostics), "mend the runbook, then run it again");
      };
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
          ? new Bound.Ready<>(kind.arguments().cast(ready.arguments()))
          : Binder.bind(kind.arguments(), step.task().arguments(), scope, diagnostics);
    }

    private StepEnding act(A arguments) throws InterruptedException {
      StepContext context =
          new StepContext(facts, running.means(), words -> progress.of(step, words));
      List<BracketEffect> effects = kind.kind().brackets(arguments, facts);
      if (running.ledger().state().isInDoubt(step.id().text())) {
        Optional<Outcome> settled = settle(arguments, context);
        if (settled.isPresent()) {
          return finish(arguments, effects, settled.get());
        }
      }
      openBrackets(effects);
      return finish(arguments, effects, attempts(arguments, context));
    }

    /** What became of a step that was begun before the run was cut off; empty if it must be run. */
    private Optional<Outcome> settle(A arguments, StepContext context) throws InterruptedException {
      return switch (kind.kind().recovery(arguments)) {
        case REPEAT -> Optional.empty();
        case PROBE -> {
          try {
            yield kind.kind().plan(arguments, facts) instanceof Changes.None none
                ? Optional.of(Outcome.changed("it had taken place: " + none.reason()))
                : Optional.empty();
          } catch (RemoteException e) {
            yield Optional.of(failure(e));
          }
        }
        case ASK ->
            context.confirm(
                    step.id() + " was begun, and nobody knows whether it took place. Run it again?")
                ? Optional.empty()
                : Optional.of(
                    Outcome.failed(
                        "it was begun before the run was cut off, and nobody knows whether it took"
                            + " place",
                        "find out by hand; then resume with `--yes` to run it again"));
      };
    }

    private Outcome attempts(A arguments, StepContext context) throws InterruptedException {
      int retries =
          keywords.until().isPresent() || keywords.retries().isPresent()
              ? keywords.retries().orElse(RETRIES)
              : 0;
      for (int attempt = 1; ; attempt++) {
        running.ledger().write(began(arguments, attempt));
        Outcome outcome = once(arguments, context);
        Optional<String> unsatisfied = unsatisfied(outcome);
        if (unsatisfied.isEmpty()) {
          return outcome;
        }
        if (attempt > retries) {
          return outcome instanceof Outcome.Failed
              ? outcome
              : Outcome.failed(
                  unsatisfied.get() + " after " + attempt + " attempts",
                  "look at the last result, then resume the run");
        }
        progress.of(
            step,
            unsatisfied.get() + "; attempt " + (attempt + 1) + " of " + (retries + 1) + " follows");
        running.means().waiter().sleep(keywords.delay().orElse(DELAY));
      }
    }

    private Entry.StepBegan began(A arguments, int attempt) {
      Map<String, Object> shown =
          keywords.noLog() ? Map.of("hidden", "no_log") : running.masked(Plain.of(arguments));
      return new Entry.StepBegan(running.now(), step.id().text(), attempt, shown);
    }

    private Outcome once(A arguments, StepContext context) throws InterruptedException {
      try {
        return keywords.timeout().isPresent()
            ? Deadline.keep(
                keywords.timeout().get(),
                running.means().waiter(),
                () -> kind.kind().run(arguments, context))
            : kind.kind().run(arguments, context);
      } catch (RemoteException e) {
        return failure(e);
      }
    }

    /** Why another attempt is due; empty if none is. */
    private Optional<String> unsatisfied(Outcome outcome) {
      if (keywords.until().isEmpty()) {
        return outcome instanceof Outcome.Failed failed
            ? Optional.of(failed.cause())
            : Optional.empty();
      }
      if (outcome instanceof Outcome.Failed failed) {
        return Optional.of(failed.cause());
      }
      Condition until = keywords.until().get();
      Scope withResult =
          keywords
              .register()
              .map(name -> scope.with("this task's result", name, value(outcome)))
              .orElse(scope);
      try {
        return Conditions.holds(until, withResult)
            ? Optional.empty()
            : Optional.of("`" + until + "` is still false");
      } catch (ConditionException e) {
        return Optional.of("`until: " + until + "`: " + e.getMessage());
      }
    }

    private void openBrackets(List<BracketEffect> effects) {
      for (BracketEffect effect : effects) {
        if (effect instanceof BracketEffect.Opens opens
            && !running.ledger().state().isOpen(opens.bracket())) {
          running
              .ledger()
              .write(
                  new Entry.BracketOpened(
                      running.now(), opens.bracket(), step.id().text(), opens.byHand()));
        }
      }
    }

    private StepEnding finish(A arguments, List<BracketEffect> effects, Outcome outcome) {
      keywords.register().ifPresent(name -> results.add(step, name, new Known(value(outcome))));
      if (outcome instanceof Outcome.Done done) {
        kind.kind()
            .provides(arguments)
            .forEach((name, value) -> results.add(step, name, new Known(Value.of(value))));
        closeBrackets(effects, done);
      }
      return end(step, outcome, 1);
    }

    /**
     * An opener that changed nothing found the thing open already: somebody else's, which stays as
     * it is.
     */
    private void closeBrackets(List<BracketEffect> effects, Outcome.Done done) {
      for (BracketEffect effect : effects) {
        boolean found = effect instanceof BracketEffect.Opens && !done.changed();
        if (effect instanceof BracketEffect.Closes || found) {
          running
              .ledger()
              .write(
                  new Entry.BracketClosed(
                      running.now(), effect.bracket(), step.id().text(), found));
        }
      }
    }
  }

  private StepEnding end(Step step, Outcome outcome, int attempts) {
    Keywords keywords = step.task().keywords();
    String id = step.id().text();
    Entry.StepEnded entry =
        switch (outcome) {
          case Outcome.Done done ->
              ended(
                  id,
                  Ending.DONE,
                  done.changed(),
                  keywords.noLog() ? "" : done.summary(),
                  values(step, outcome),
                  List.of(),
                  "");
          case Outcome.Failed failed ->
              ended(
                  id,
                  keywords.ignoreErrors() && attempts > 0 ? Ending.IGNORED : Ending.FAILED,
                  false,
                  failed.cause(),
                  values(step, outcome),
                  keywords.noLog() ? List.of("hidden by no_log") : failed.evidence(),
                  failed.next());
          case Outcome.Skipped skipped ->
              ended(
                  id,
                  Ending.SKIPPED,
                  false,
                  skipped.reason(),
                  values(step, outcome),
                  List.of(),
                  "");
          case Outcome.Blocked blocked ->
              ended(
                  id, Ending.SKIPPED, false, "blocked by " + blocked.by(), Map.of(), List.of(), "");
        };
    if (outcome instanceof Outcome.Skipped) {
      keywords.register().ifPresent(name -> results.add(step, name, new Known(value(outcome))));
    }
    running.ledger().write(entry);
    return entry.ending() == Ending.FAILED ? StepEnding.FAILED : StepEnding.GO_ON;
  }

  private Entry.StepEnded ended(
      String step,
      Ending ending,
      boolean changed,
      String summary,
      Map<String, Object> values,
      List<String> evidence,
      String next) {
    return new Entry.StepEnded(
        running.now(),
        step,
        ending,
        changed,
        running.means().masker().mask(summary),
        values,
        evidence.stream().map(running.means().masker()::mask).toList(),
        running.means().masker().mask(next));
  }

  /** Only what was registered is kept: a resumed run needs it. */
  private Map<String, Object> values(Step step, Outcome outcome) {
    return step.task().keywords().register().isPresent() && !step.task().keywords().noLog()
        ? running.masked(fields(outcome))
        : Map.of();
  }

  private static Value value(Outcome outcome) {
    return Value.of(fields(outcome));
  }

  private static Map<String, Object> fields(Outcome outcome) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("changed", outcome instanceof Outcome.Done done && done.changed());
    fields.put("failed", outcome instanceof Outcome.Failed);
    fields.put("skipped", outcome instanceof Outcome.Skipped);
    if (outcome instanceof Outcome.Done done) {
      fields.putAll(Plain.of(done.result()));
    }
    return fields;
  }

  private static Outcome failure(RemoteException e) {
    return Outcome.failed(e.getMessage(), e.next());
  }

  private static String sentence(Diagnostics diagnostics) {
    return String.join("; ", diagnostics.sorted().stream().map(Diagnostic::message).toList());
  }
}
