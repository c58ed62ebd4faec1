package dev.drover.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.journal.Entry;
import dev.drover.journal.Entry.Verdict;
import dev.drover.journal.Journal;
import dev.drover.journal.RunState;
import dev.drover.plan.Capacity;
import dev.drover.plan.Limited;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Windows, policies, brackets and resuming, on fleets that fail as they are told. */
class EngineTest {

  @TempDir Path directory;

  @Test
  void rollsOneHostAfterTheOther() throws Exception {
    Fleet fleet = new Fleet(3);
    FleetRun plan = plan(fleet, 3, 1, 1, "stop_starting");
    assertThat(Capacity.of(plan.plan()).lowest()).isEqualTo(2);
    assertThat(begin(plan)).isEqualTo(Verdict.FINISHED);
    assertThat(fleet.done())
        .containsExactly(
            "out h1", "work h1", "in h1", "out h2", "work h2", "in h2", "out h3", "work h3",
            "in h3", "work h1");
    assertThat(fleet.lowest()).isEqualTo(2);
  }

  @Test
  void aFailureStartsNothingNewAndResumingFinishesWithoutRepeating() throws Exception {
    Fleet fleet = new Fleet(3);
    fleet.fail(Set.of("h2"));
    FleetRun plan = plan(fleet, 3, 1, 1, "stop_starting");
    assertThat(begin(plan)).isEqualTo(Verdict.FAILED);
    assertThat(fleet.done()).containsExactly("out h1", "work h1", "in h1", "out h2", "work h2");
    RunState state = state();
    assertThat(state.open())
        .extracting(open -> open.bracket().toString(), Entry.BracketOpened::byHand)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("node out of service: h2", "put it back"));
    assertThat(state.end().map(Entry.RunEnded::why))
        .contains(
            "roll/work[h2] failed; no further host was started, and hosts in work finished their"
                + " tasks");

    fleet.fail(Set.of());
    assertThat(resume(plan)).isEqualTo(Verdict.FINISHED);
    assertThat(fleet.done())
        .containsExactly(
            "out h1", "work h1", "in h1", "out h2", "work h2", // and after the resumption:
            "work h2", "in h2", "out h3", "work h3", "in h3", "work h1");
    assertThat(state().open()).isEmpty();
  }

  @Test
  void aHostThatWasOutBeforeStaysOut() throws Exception {
    Fleet fleet = new Fleet(2);
    fleet.fail(Set.of("h1"));
    FleetRun plan = plan(fleet, 2, 1, 0, "continue");
    begin(plan);
    assertThat(fleet.out()).containsExactly("h1");

    // Another run finds h1 as the first one left it.
    directory = Files.createDirectory(directory.resolve("another"));
    fleet.fail(Set.of());
    assertThat(begin(plan)).isEqualTo(Verdict.FINISHED);
    assertThat(fleet.out()).containsExactly("h1");
    assertThat(state().open()).isEmpty();
    assertThat(state().ended("roll/put_back[h1]").map(Entry.StepEnded::summary))
        .contains("h1 was out of service before this run began, and stays so");
  }

  @Test
  void aHostThatPlanningFoundOutDoesNotServeFromTheStart() throws Exception {
    Fleet fleet = new Fleet(3);
    fleet.takeOut(Set.of("h3"));
    FleetRun plan = plan(fleet, 3, 2, 1, "continue").looked();
    assertThat(Capacity.of(plan.plan()).lowest()).isEqualTo(1);

    assertThat(begin(plan)).isEqualTo(Verdict.FINISHED);

    assertThat(fleet.lowest()).isEqualTo(1);
    assertThat(fleet.out()).containsExactly("h3");
    assertThat(state().open()).isEmpty();
  }

  @Test
  void noHostLeavesNextToOneThatPlanningFoundOutIfTooFewWereLeft() throws Exception {
    Fleet fleet = new Fleet(3);
    fleet.takeOut(Set.of("h3"));
    FleetRun plan = plan(fleet, 3, 1, 2, "stop_starting").looked();

    assertThat(begin(plan)).isEqualTo(Verdict.FAILED);

    assertThat(fleet.done()).isEmpty();
    assertThat(state().ended("roll/take_out[h1]").map(Entry.StepEnded::summary))
        .contains("taking h1 out would break `min_in_service: 2`: 2 of 3 in service (h1, h2)");

    // The resumed run knows it from the journal, until somebody brings it back.
    assertThat(resume(plan)).isEqualTo(Verdict.FAILED);
    assertThat(fleet.done()).isEmpty();
  }

  @Test
  void aHostThatIsDownCountsAsOutUntilItsLaneBringsItBack() throws Exception {
    Fleet fleet = new Fleet(3);
    fleet.crash(Set.of("h1"));
    FleetRun plan = plan(fleet, 3, 3, 2, "continue").looked();
    assertThat(Capacity.of(plan.plan())).isEqualTo(new Capacity(3, 2, 1));

    assertThat(begin(plan)).isEqualTo(Verdict.FINISHED);

    assertThat(fleet.lowest()).isEqualTo(2);
    assertThat(fleet.out()).isEmpty();
    assertThat(state().down()).isEmpty();
  }

  @Test
  void noHostLeavesWhileOneIsDownUntilThatIsSeenToServeAgain() throws Exception {
    Fleet fleet = new Fleet(3);
    fleet.crash(Set.of("h2"));
    FleetRun plan = plan(fleet, 3, 1, 2, "stop_starting").looked();
    assertThat(Capacity.of(plan.plan())).isEqualTo(new Capacity(3, 1, 1));

    assertThat(begin(plan)).isEqualTo(Verdict.FAILED);

    assertThat(fleet.done()).isEmpty();
    assertThat(state().down()).containsOnly(Map.entry("h2", "it answers nobody"));
    assertThat(state().ended("roll/take_out[h1]").map(Entry.StepEnded::summary))
        .contains("taking h1 out would break `min_in_service: 2`: 2 of 3 in service (h1, h3)");

    fleet.bringBack("h2");
    assertThat(resume(plan)).isEqualTo(Verdict.FINISHED);
    assertThat(fleet.lowest()).isEqualTo(2);
    assertThat(state().down()).isEmpty();
  }

  @Test
  void hostsInWorkGoOnToTheirSafePointWhenTheOperatorStops() throws Exception {
    Fleet fleet = new Fleet(3);
    FleetRun plan = plan(fleet, 3, 1, 1, "stop_starting");
    Stop stop = new Stop();
    Verdict verdict =
        run(
            plan,
            entry -> {
              if (entry instanceof Entry.StepEnded ended
                  && ended.step().equals("roll/take_out[h2]")) {
                stop.askedByOperator("INT");
              }
            },
            stop,
            false);
    assertThat(verdict).isEqualTo(Verdict.STOPPED);
    assertThat(fleet.done())
        .containsExactly("out h1", "work h1", "in h1", "out h2", "work h2", "in h2");
    assertThat(fleet.out()).isEmpty();
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void aStepThatRunsOnceInTheMiddleOfAWindowHoldsNobodyUp(long seed) throws Exception {
    Random random = new Random(seed);
    int size = 2 + random.nextInt(4);
    Fleet fleet = new Fleet(size);
    String middle =
        "      - work: {}\n      - name: in the middle\n        work: {}\n        run_once: true\n";
    FleetRun plan =
        plan(
            fleet,
            size,
            size,
            random.nextInt(size),
            "continue",
            text -> text.replaceFirst(" +- work: \\{}\n", middle));
    assertThat(begin(plan)).isEqualTo(Verdict.FINISHED);
    assertThat(fleet.done().stream().filter(what -> what.startsWith("work "))).hasSize(size + 2);
    assertThat(fleet.out()).isEmpty();
  }

  static LongStream seeds() {
    return LongStream.range(0, 300);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void noFleetEverFallsBelowItsFloorAndEveryRunCanBeFinished(long seed) throws Exception {
    Random random = new Random(seed);
    int size = 1 + random.nextInt(7);
    int window = 1 + random.nextInt(size);
    int floor = random.nextInt(size);
    String policy =
        List.of("stop_starting", "stop_at_safe_point", "continue").get(random.nextInt(3));
    Set<String> broken = new TreeSet<>();
    for (int i = 1; i <= size; i++) {
      if (random.nextInt(4) == 0) {
        broken.add("h" + i);
      }
    }
    Fleet fleet = new Fleet(size);
    fleet.fail(broken);
    FleetRun plan = plan(fleet, size, window, floor, policy);

    Verdict first = begin(plan);

    assertThat(fleet.lowest()).isGreaterThanOrEqualTo(floor);
    assertThat(first).isEqualTo(broken.isEmpty() ? Verdict.FINISHED : Verdict.FAILED);
    // Only hosts that failed are left out, and the journal knows each.
    assertThat(broken).containsAll(fleet.out());
    assertThat(state().open().stream().map(open -> open.bracket().subject()))
        .containsExactlyInAnyOrderElementsOf(fleet.out());
    if (broken.isEmpty()) {
      assertThat(fleet.lowest()).isGreaterThanOrEqualTo(Capacity.of(plan.plan()).lowest());
      return;
    }
    List<String> before = fleet.done();
    fleet.fail(Set.of());
    assertThat(resume(plan)).isEqualTo(Verdict.FINISHED);
    assertThat(fleet.lowest()).isGreaterThanOrEqualTo(floor);
    assertThat(fleet.out()).isEmpty();
    List<String> after = fleet.done().subList(before.size(), fleet.done().size());
    assertThat(after).noneMatch(what -> what.startsWith("in ") && before.contains(what));
  }

  private FleetRun plan(Fleet fleet, int size, int window, int floor, String policy)
      throws Exception {
    return plan(fleet, size, window, floor, policy, text -> text);
  }

  private FleetRun plan(
      Fleet fleet, int size, int window, int floor, String policy, UnaryOperator<String> edit)
      throws Exception {
    String text =
        """
        runbook: rolling
        language: 1
        version: 1.0.0
        policy: {min_in_service: %d, on_failure: %s}
        plays:
          - name: Roll
            hosts: all
            window: %d
            tasks:
              - take_out: {}
              - work: {}
              - put_back: {}
          - name: After
            hosts: all
            tasks:
              - name: done
                work: {}
                run_once: true
        """
            .formatted(floor, policy, window);
    List<String> hosts = IntStream.rangeClosed(1, size).mapToObj(number -> "h" + number).toList();
    return FleetRun.of(fleet, directory, edit.apply(text), hosts, Limited.NOT);
  }

  private Verdict begin(FleetRun plan) throws Exception {
    return run(plan, _ -> {}, new Stop(), false);
  }

  private Verdict resume(FleetRun plan) throws Exception {
    return run(plan, _ -> {}, new Stop(), true);
  }

  private Verdict run(FleetRun plan, Consumer<Entry> listener, Stop stop, boolean again)
      throws Exception {
    return plan.in(directory).run(listener, stop, again);
  }

  private RunState state() throws Exception {
    return RunState.of(Journal.read(directory.resolve("journal")));
  }
}
