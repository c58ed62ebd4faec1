package dev.drover.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.diag.Diagnostics;
import dev.drover.journal.Entry;
import dev.drover.journal.Entry.Verdict;
import dev.drover.journal.Journal;
import dev.drover.journal.RunState;
import dev.drover.load.RunbookLoader;
import dev.drover.model.Scopes;
import dev.drover.plan.Doors;
import dev.drover.plan.Plan;
import dev.drover.plan.Planner;
import dev.drover.secret.Masker;
import dev.drover.sim.SimRemotes;
import dev.drover.sim.SimRests;
import dev.drover.sim.World;
import dev.drover.task.Kinds;
import dev.drover.time.SteppedTime;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A run with each way to recover in each shape of a flow is cut after each record of its journal,
 * before and after the effect that was about to take place, and resumed by clocks that were set.
 */
class RecoveriesTest {

  private static final Path RUNBOOK = Path.of("src/test/resources/recovery/every-shape.yml");
  private static final Instant START = Instant.parse("2026-11-21T03:00:00Z");

  /** How far the clock of who resumes is off. */
  private static final List<Duration> OFF =
      List.of(Duration.ZERO, Duration.ofDays(1), Duration.ofDays(-1));

  private static final String UNKNOWN = "nobody knows whether it took place";

  @TempDir Path directory;

  private final Recoverable world = new Recoverable();

  private record Compiled(Scopes scopes, Plan plan) {}

  @Test
  void whatCanBeToldIsDoneOnceAndWhatCantIsAskedFor() throws Exception {
    Compiled compiled = compiled();
    Path first = directory.resolve("whole");
    List<Map<String, Integer>> moments = new ArrayList<>();
    assertThat(run(compiled, first, START, Asker.NOBODY, _ -> moments.add(world.effects())))
        .isEqualTo(Verdict.FINISHED);
    Map<String, Integer> whole = world.effects();
    List<String> lines = Files.readAllLines(first);
    List<Entry> entries = Journal.read(first);
    assertThat(moments).hasSize(entries.size());
    int asked = 0;
    for (int last = 1; last < entries.size(); last++) {
      boolean begins = entries.get(last - 1) instanceof Entry.StepBegan;
      for (int variant = 0; variant < (begins ? 2 : 1); variant++) {
        world.backTo(moments.get(last - 1 + variant));
        Path journal = directory.resolve("cut-" + last + "-" + variant);
        Files.write(journal, lines.subList(0, last + 1));
        String where = "cut after %s, its effect %s".formatted(entries.get(last - 1), variant == 1);
        asked += finish(compiled, journal, START.plus(OFF.get(last % OFF.size())), where);
        assertThat(RunState.of(Journal.read(journal)).notified()).as(where).isEmpty();
        sameEffects(whole, where);
      }
    }
    assertThat(asked).isGreaterThan(10);
  }

  /** Probed effects took place as often as without a cut; those asked for at most once more. */
  private void sameEffects(Map<String, Integer> whole, String where) {
    Map<String, Integer> done = world.effects();
    // What is in doubt and can't be asked for fails, and what failed may work the second time: so
    // a group with a rescue may go the other way.
    assertThat(outside(done)).as(where).isEqualTo(outside(whole));
    done.forEach((effect, times) -> {
      int expected = whole.getOrDefault(effect, 1);
      int most = effect.startsWith("Probed") ? expected : expected + 1;
      // A group that is repeated needs no repetition where what failed works the second time.
      int least = effect.contains(" repeated ") ? 1 : expected;
      assertThat(times).as(where + ": " + effect).isBetween(least, most);
    });
  }

  private static Set<String> outside(Map<String, Integer> effects) {
    return effects.keySet().stream()
        .filter(effect -> !effect.matches(".* (body|never|rescue) .*"))
        .collect(Collectors.toSet());
  }

  /** Resumes, first with nobody to be asked; answers how often somebody had to be. */
  private int finish(Compiled compiled, Path journal, Instant now, String where) throws Exception {
    Map<String, Integer> before = world.effects();
    if (run(compiled, journal, now, Asker.NOBODY, _ -> {}) == Verdict.FINISHED) {
      return 0;
    }
    List<String> unknown =
        RunState.of(Journal.read(journal)).endedSteps().stream()
            .filter(step -> step.ending() == Entry.Ending.FAILED)
            .filter(step -> step.summary().contains(UNKNOWN))
            .map(Entry.StepEnded::step)
            .toList();
    assertThat(unknown).as(where).isNotEmpty();
    world
        .effects()
        .forEach((effect, times) -> {
          if (effect.startsWith("Asked")) { // nothing of these was repeated by itself
            assertThat(times).as(where).isEqualTo(Math.max(1, before.getOrDefault(effect, 1)));
          }
        });
    for (int i = 0; i < 3; i++) {
      if (run(compiled, journal, now, _ -> true, _ -> {}) == Verdict.FINISHED) {
        return 1;
      }
    }
    throw new AssertionError(where + ": it never finishes: " + Journal.read(journal));
  }

  private Compiled compiled() {
    Diagnostics diagnostics = new Diagnostics();
    Kinds kinds = world.kinds();
    Scopes scopes =
        new Scopes(
            RunbookLoader.load(RUNBOOK, kinds, diagnostics)
                .orElseThrow(() -> new AssertionError(diagnostics.sorted())),
            FleetRun.inventory(List.of("h1", "h2")),
            Map.of(),
            new Masker());
    Plan plan =
        Planner.compile(scopes, kinds, 0, diagnostics)
            .orElseThrow(() -> new AssertionError(diagnostics.sorted()));
    assertThat(diagnostics.sorted()).isEmpty();
    return new Compiled(scopes, plan);
  }

  private static Verdict run(
      Compiled compiled, Path file, Instant now, Asker asker, Consumer<Entry> listener)
      throws Exception {
    boolean again = Files.exists(file);
    RunState state = again ? RunState.of(Journal.read(file)) : new RunState();
    World machines = new World();
    SteppedTime time = new SteppedTime(now);
    Doors doors =
        new Doors(compiled.scopes(), new SimRemotes(machines), new SimRests(machines), time);
    Means means = new Means(doors, time, asker, Map.of(), new Masker());
    try (Journal journal = again ? Journal.open(file) : Journal.create(file)) {
      Ledger ledger = new Ledger(journal, state, List.of(listener));
      ledger.write(
          again
              ? new Entry.RunResumed(now, "test")
              : new Entry.PolicyNoted(now, "none", "stands for the beginning", false));
      return new Engine("test", compiled.plan(), ledger, new Stop(), means, (_, _) -> {}).run();
    }
  }
}
