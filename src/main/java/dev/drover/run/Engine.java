package dev.drover.run;

import dev.drover.journal.Entry;
import dev.drover.journal.Entry.Verdict;
import dev.drover.model.Host;
import dev.drover.model.Policy.OnFailure;
import dev.drover.plan.FailureSentence;
import dev.drover.plan.Plan;
import dev.drover.plan.PlannedPlay;
import dev.drover.plan.Results;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;

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
    Results results = Restored.of(running);
    try {
      walk(givenUp, results);
    } catch (InterruptedException aborted) {
      running.stop().ask(Stop.Level.ABORT, "it was aborted");
    }
    Entry.RunEnded came = end(givenUp); // what is closed now is no step's
    new Closings(running, results, progress).close(came.why(), _ -> true);
    Entry.RunEnded end =
        new Entry.RunEnded(
            running.now(),
            came.verdict(),
            came.why() + (came.verdict() == Verdict.FAILED ? followed() : ""));
    running.ledger().write(end);
    running
        .bug()
        .ifPresent(bug -> {
          throw new IllegalStateException("an internal error stopped the run: " + bug, bug);
        });
    return end.verdict();
  }

  private void walk(Set<Host> givenUp, Results results) throws InterruptedException {
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
            : givenUp.stream().map(Host::name).sorted().collect(Collectors.joining(", "))
                + " failed";
    return new Entry.RunEnded(running.now(), failed ? Verdict.FAILED : Verdict.STOPPED, why);
  }

  /** What came of it for the other hosts. */
  private String followed() {
    return switch (running.stop().level()) {
      case GO_ON -> "; " + FailureSentence.happened(OnFailure.CONTINUE);
      case START_NOTHING -> "; " + FailureSentence.happened(OnFailure.STOP_STARTING);
      case AT_SAFE_POINT -> "; " + FailureSentence.happened(OnFailure.STOP_AT_SAFE_POINT);
      case ABORT -> "";
    };
  }
}
