package dev.drover.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.diag.Diagnostics;
import dev.drover.diag.Source;
import dev.drover.journal.Entry;
import dev.drover.journal.Journal;
import dev.drover.load.RunbookLoader;
import dev.drover.model.Scopes;
import dev.drover.plan.Doors;
import dev.drover.plan.Plan;
import dev.drover.plan.Planner;
import dev.drover.remote.CommandResult;
import dev.drover.secret.Masker;
import dev.drover.sim.SimJobs;
import dev.drover.sim.SimRemotes;
import dev.drover.sim.SimRests;
import dev.drover.sim.World;
import dev.drover.tasks.BuiltIn;
import dev.drover.time.SteppedTime;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a resumed run makes of a command that was begun when its controller died. */
class DoubtTest {

  private static final String RUNBOOK =
      """
      runbook: doubt
      language: 1
      version: 1.0.0
      plays:
        - name: Work
          hosts: all
          tasks:
            - command: {argv: [count]}
      """;

  @TempDir private Path directory;

  private final World world = new World();
  private final SteppedTime time = new SteppedTime(Instant.parse("2026-11-21T03:00:00Z"));
  private final AtomicInteger begun = new AtomicInteger();

  @Test
  void takesTheResultOfACommandThatHasEndedMeanwhile() throws Exception {
    assertThat(resumed(_ -> {})).returns(Entry.Ending.DONE, Entry.StepEnded::ending);
    assertThat(begun).hasValue(1);
  }

  @Test
  void failsWhereACommandEndedItselfAsItsTimeWasOver() throws Exception {
    assertThat(resumed(SimJobs::timeOut))
        .returns(Entry.Ending.FAILED, Entry.StepEnded::ending)
        .returns(
            "h1: `count` did not end within 10m; it was ended with all that it had started",
            Entry.StepEnded::summary);
    assertThat(begun).hasValue(1);
  }

  @Test
  void asksWhereTheMachineWasStartedAnew() throws Exception {
    assertThat(resumed(SimJobs::lose))
        .returns(Entry.Ending.FAILED, Entry.StepEnded::ending)
        .returns(
            "it was begun, but h1 has neither its process nor its status any more",
            Entry.StepEnded::summary);
    assertThat(begun).hasValue(1);
  }

  /** The controller died when the command was begun; something became of its job meanwhile. */
  private Entry.StepEnded resumed(Consumer<SimJobs> meanwhile) throws Exception {
    world.addHost("h1", "root");
    world
        .commands()
        .put("count", (_, _, _) -> new CommandResult(0, begun.incrementAndGet() + "\n", ""));
    Path whole = directory.resolve("whole");
    run(whole);
    List<Entry> entries = Journal.read(whole);
    int began = 0;
    while (!(entries.get(began) instanceof Entry.StepBegan)) {
      began++;
    }
    Path cut = directory.resolve("cut");
    Files.write(cut, Files.readAllLines(whole).subList(0, began + 2)); // one line is the header
    meanwhile.accept(world.host("h1").jobs());
    return run(cut);
  }

  private Entry.StepEnded run(Path file) throws Exception {
    Diagnostics diagnostics = new Diagnostics();
    Scopes scopes =
        new Scopes(
            RunbookLoader.load(new Source("runbook.yml", RUNBOOK), BuiltIn.kinds(), diagnostics)
                .orElseThrow(),
            FleetRun.inventory(List.of("h1")),
            Map.of(),
            new Masker());
    Plan plan = Planner.compile(scopes, BuiltIn.kinds(), 0, diagnostics).orElseThrow();
    Doors doors = new Doors(scopes, new SimRemotes(world), new SimRests(world), time);
    Means means = new Means(doors, time, Asker.NOBODY, Map.of(), new Masker());
    return OneStep.run(plan, plan.steps().getFirst(), means, file, (_, _) -> {});
  }
}
