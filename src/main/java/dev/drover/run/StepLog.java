package dev.drover.run;

import dev.drover.expr.Scope.Known;
import dev.drover.expr.Value;
import dev.drover.journal.Entry;
import dev.drover.journal.Entry.Ending;
import dev.drover.plan.Results;
import dev.drover.plan.Step;
import dev.drover.schema.Plain;
import dev.drover.schema.Shapes;
import dev.drover.task.Bracket;
import dev.drover.task.BracketEffect;
import dev.drover.task.Outcome;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a step leaves in the journal, and for later steps of its host. */
final class StepLog {

  private final Running running;
  private final Results results;

  StepLog(Running running, Results results) {
    this.running = running;
    this.results = results;
  }

  /** The step is about to act. */
  void began(Step step, Record arguments, int attempt) {
    Map<String, Object> shown =
        step.task().keywords().noLog()
            ? Map.of("hidden", "no_log")
            : running.masked(Plain.of(arguments));
    running.ledger().write(new Entry.StepBegan(running.now(), step.id().text(), attempt, shown));
  }

  /** Something is about to be opened. Answers what was not open in the run until now. */
  Set<Bracket> opens(Step step, List<BracketEffect> effects) {
    Set<Bracket> opened = new HashSet<>();
    for (BracketEffect effect : effects) {
      if (effect instanceof BracketEffect.Opens opens
          && !running.ledger().state().isOpen(opens.bracket())) {
        running
            .ledger()
            .write(
                new Entry.BracketOpened(
                    running.now(),
                    opens.bracket(),
                    step.id().text(),
                    running.means().masker().mask(opens.byHand())));
        opened.add(opens.bracket());
      }
    }
    return opened;
  }

  /**
   * An opener that changed nothing found the thing open: somebody else's, which stays as it is. But
   * not if the run itself had it open before: then this run, or an earlier attempt, did that.
   *
   * @param opened what was not open in the run before the step
   */
  void closes(Step step, List<BracketEffect> effects, Set<Bracket> opened, Outcome.Done done) {
    for (BracketEffect effect : effects) {
      boolean found =
          effect instanceof BracketEffect.Opens
              && !done.changed()
              && (opened.contains(effect.bracket())
                  || running.ledger().state().wasFound(effect.bracket()));
      if (effect instanceof BracketEffect.Closes || found) {
        running
            .ledger()
            .write(
                new Entry.BracketClosed(running.now(), effect.bracket(), step.id().text(), found));
      }
    }
  }

  /** The names that a step provides to later ones. */
  void provides(Step step, Map<String, ?> names) {
    names.forEach((name, value) -> results.add(step, name, new Known(Value.of(value))));
  }

  /** A step must not be run; whatever its keywords say, that is a failure. */
  StepEnding refused(Step step, String why, String next) {
    return write(failed(step, new Outcome.Failed(why, List.of(), next), Ending.FAILED));
  }

  /** The step ended, though something that it had begun may run on. */
  StepEnding unheard(Step step, Outcome outcome) {
    return write(ending(step, outcome).notHeard());
  }

  /** The step ended. */
  StepEnding ended(Step step, Outcome outcome) {
    return write(ending(step, outcome));
  }

  private Entry.StepEnded ending(Step step, Outcome outcome) {
    step.task()
        .keywords()
        .register()
        .ifPresent(name -> results.register(step, name, value(outcome)));
    if (outcome instanceof Outcome.Done done && done.changed()) {
      notifies(step);
    }
    return switch (outcome) {
      case Outcome.Done done -> done(step, done);
      case Outcome.Failed failed ->
          failed(
              step, failed, step.task().keywords().ignoreErrors() ? Ending.IGNORED : Ending.FAILED);
      case Outcome.Skipped skipped -> skipped(step, skipped.reason(), skipped);
      case Outcome.Blocked blocked -> skipped(step, "blocked by " + blocked.by(), blocked);
    };
  }

  /** In the journal before the step's end, so that nothing is forgotten if the run is cut off. */
  private void notifies(Step step) {
    for (String handler : step.place().notifies()) {
      if (!running.ledger().state().isNotified(handler)) {
        running.ledger().write(new Entry.HandlerNotified(running.now(), handler, step.id().text()));
      }
    }
  }

  /** A step stands on a path that is not taken. */
  void notTaken(Step step, String why) {
    if (running.ledger().state().ended(step.id().text()).isPresent()) {
      return;
    }
    step.task().keywords().register().ifPresent(name -> results.skip(step, name));
    running
        .ledger()
        .write(
            new Entry.StepEnded(
                running.now(),
                step.id().text(),
                Ending.NOT_TAKEN,
                false,
                why,
                Map.of(),
                false,
                List.of(),
                ""));
  }

  private StepEnding write(Entry.StepEnded entry) {
    running.ledger().write(entry);
    return entry.ending() == Ending.FAILED ? StepEnding.FAILED : StepEnding.GO_ON;
  }

  private Entry.StepEnded done(Step step, Outcome.Done done) {
    Kept kept = kept(step, done);
    return new Entry.StepEnded(
        running.now(),
        step.id().text(),
        Ending.DONE,
        done.changed(),
        step.task().keywords().noLog() ? "" : running.means().masker().mask(done.summary()),
        kept.values(),
        kept.masked(),
        List.of(),
        "");
  }

  private Entry.StepEnded failed(Step step, Outcome.Failed failed, Ending ending) {
    Kept kept = kept(step, failed);
    return new Entry.StepEnded(
        running.now(),
        step.id().text(),
        ending,
        false,
        running.means().masker().mask(failed.cause()),
        kept.values(),
        kept.masked(),
        step.task().keywords().noLog()
            ? List.of("hidden by no_log")
            : failed.evidence().stream().map(running.means().masker()::mask).toList(),
        running.means().masker().mask(thisRun(failed.next())));
  }

  /** Kinds don't know which run they are part of; a command must be one that can be pasted. */
  private String thisRun(String next) {
    return next.replace("`drover resume`", "`drover resume " + running.id() + "`");
  }

  private Entry.StepEnded skipped(Step step, String reason, Outcome outcome) {
    Kept kept = kept(step, outcome);
    return new Entry.StepEnded(
        running.now(),
        step.id().text(),
        Ending.SKIPPED,
        false,
        reason,
        kept.values(),
        kept.masked(),
        List.of(),
        "");
  }

  /**
   * What the journal keeps of a result.
   *
   * @param masked whether that is not all of it
   */
  private record Kept(Map<String, Object> values, boolean masked) {}

  /** Only what was registered is kept: a resumed run needs it. */
  private Kept kept(Step step, Outcome outcome) {
    if (step.task().keywords().register().isEmpty()) {
      return new Kept(Map.of(), false);
    }
    Map<String, Object> fields = fields(outcome);
    Map<String, Object> shown = running.masked(fields);
    if (step.task().keywords().noLog()) {
      shown.keySet().retainAll(Shapes.ALWAYS);
    }
    return new Kept(shown, !shown.equals(fields));
  }

  /** The result of a step as later tasks see it. */
  static Value value(Outcome outcome) {
    return Value.of(fields(outcome));
  }

  private static Map<String, Object> fields(Outcome outcome) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("changed", outcome instanceof Outcome.Done done && done.changed());
    fields.put("failed", outcome instanceof Outcome.Failed);
    fields.put("skipped", outcome instanceof Outcome.Skipped);
    switch (outcome) {
      case Outcome.Done done -> fields.putAll(Plain.of(done.result()));
      case Outcome.Failed failed -> fields.putAll(Plain.of(failed.result()));
      case Outcome.Skipped _, Outcome.Blocked _ -> {}
    }
    return fields;
  }
}
