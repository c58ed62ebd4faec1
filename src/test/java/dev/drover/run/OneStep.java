package dev.drover.run;

import dev.drover.journal.Entry;
import dev.drover.journal.Journal;
import dev.drover.journal.RunState;
import dev.drover.plan.Plan;
import dev.drover.plan.Results;
import dev.drover.plan.Step;
import dev.drover.task.Bracket;
import dev.drover.task.Closing;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Runs one step of a plan by the engine's own step runner, with a journal. */
public final class OneStep {

  private OneStep() {}

  /** Runs it, or goes on with it if the journal says that it was begun. */
  public static Entry.StepEnded run(
      Plan plan, Step step, Means means, Path journal, Progress progress) throws Exception {
    boolean resumed = Files.exists(journal);
    try (Journal open = resumed ? Journal.open(journal) : Journal.create(journal)) {
      RunState state = RunState.of(resumed ? Journal.read(journal) : List.of());
      Running running =
          new Running("case", plan, new Ledger(open, state, List.of()), new Stop(), means);
      new StepRunner(running, plan.plays().getFirst(), new Results(), progress).run(step);
      return state.ended(step.id().text()).orElseThrow();
    }
  }

  /** Closes what the step of a plan opened, as the end of a run does. */
  public static Closing close(
      Plan plan, Step step, Bracket bracket, Means means, Path journal, Progress progress)
      throws Exception {
    try (Journal open = Journal.create(journal)) {
      Running running =
          new Running("case", plan, new Ledger(open, new RunState(), List.of()), new Stop(), means);
      return new StepRunner(running, plan.plays().getFirst(), new Results(), progress)
          .close(step, bracket);
    }
  }
}
