package dev.drover.run;

import dev.drover.expr.Scope;
import dev.drover.expr.Scope.Known;
import dev.drover.expr.Value;
import dev.drover.journal.Entry;
import dev.drover.journal.Entry.Verdict;
import dev.drover.model.Host;
import dev.drover.model.Policy;
import dev.drover.plan.Lane;
import dev.drover.plan.Plan;
import dev.drover.plan.PlannedPlay;
import dev.drover.plan.Results;
import dev.drover.plan.Step;
import java.util.HashSet;
import java.util.Set;

/** Walks a plan from its first play to its last, and ends the run with a verdict. */
public final class Engine {

  private final Running running;
  private final Progress progress;

  /** For one run. Steps that the ledger's state calls finished are not run again. */
  public Engine(String run, Plan plan, Ledger ledger, Stop stop, Means means, Progress progress) {
    this.running = new Running(run, plan, ledger, stop, means);
    this.progress = progress;
  }

  /** Runs the plan and returns how that ended. */
  public Verdict run() {
    Set<Host> givenUp = new HashSet<>();
    try {
      walk(givenUp);
    } catch (InterruptedException aborted) {
      running.stop().ask(Stop.Level.ABORT, "it was aborted");
    }
    Entry.RunEnded end = end(givenUp);
    running.ledger().write(end);
    running
        .bug()
        .ifPresent(bug -> {
          throw new IllegalStateException("an internal error stopped the run: " + bug, bug);
        });
    return end.verdict();
  }

  private void walk(Set<Host> givenUp) throws InterruptedException {
    Results results = restored();
    StartLimits limits = new StartLimits(running);
    for (PlannedPlay play : running.plan().plays()) {
      StepRunner steps = new StepRunner(running, play, results, progress);
      givenUp.addAll(
          new PlayRunner(running, new NextHost(running, limits), steps, play).run(givenUp));
      if (running.stop().startsNothing()) {
        return;
      }
    }
  }

  /** What steps of an earlier attempt left to later ones. */
  private Results restored() {
    Results results = new Results();
    running.ledger().state().facts().forEach(results::facts);
    for (PlannedPlay play : running.plan().plays()) {
      for (Lane lane : play.lanes()) {
        for (Step step : lane.steps()) {
          running
              .ledger()
              .state()
              .ended(step.id().text())
              .filter(_ -> running.ledger().state().isFinished(step.id().text()))
              .ifPresent(ended -> restore(play, step, ended, results));
        }
      }
    }
    return results;
  }

  private void restore(PlannedPlay play, Step step, Entry.StepEnded ended, Results results) {
    step.task()
        .keywords()
        .register()
        .ifPresent(name -> {
          if (ended.ending() == Entry.Ending.NOT_TAKEN) {
            results.skip(step, name);
          } else if (ended.masked()) {
            results.lose(step, name);
          } else {
            results.register(step, name, Value.of(ended.values()));
          }
        });
    if (ended.ending() == Entry.Ending.DONE) {
      Scope scope =
          running
              .means()
              .doors()
              .scopes()
              .of(play.play(), play.hosts(), step.task(), step.host(), results.of(step.host()));
      Provided.by(step, scope)
          .ifPresentOrElse(
              names ->
                  names.forEach(
                      (name, value) -> results.add(step, name, new Known(Value.of(value)))),
              () ->
                  step.kind()
                      .kind()
                      .provided(step.task().arguments())
                      .forEach(name -> results.lose(step, name)));
    }
  }

  private Entry.RunEnded end(Set<Host> givenUp) {
    boolean unfinished =
        running.plan().plays().stream()
            .flatMap(play -> play.lanes().stream())
            .anyMatch(lane -> !Finished.is(lane.flow(), running.ledger().state()));
    if (!unfinished) {
      return new Entry.RunEnded(running.now(), Verdict.FINISHED, "all steps are done");
    }
    boolean failed = !givenUp.isEmpty() || running.bug().isPresent();
    String why =
        running.stop().startsNothing()
            ? running.stop().why()
            : givenUp.size()
                + " hosts failed (on_failure: "
                + words(running.plan().runbook().policy())
                + ")";
    return new Entry.RunEnded(running.now(), failed ? Verdict.FAILED : Verdict.STOPPED, why);
  }

  private static String words(Policy policy) {
    return policy.onFailure().name().toLowerCase(java.util.Locale.ROOT);
  }
}
