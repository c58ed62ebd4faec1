package dev.drover.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.journal.Entry;
import dev.drover.journal.Entry.Verdict;
import dev.drover.journal.RunState;
import dev.drover.plan.Limited;
import dev.drover.task.Bracket;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever fails and whoever stops a run: at its end everything is closed, or listed once with the
 * command that closes it; only healthy hosts are put back; and what goes on later opens again what
 * it needs.
 */
class ClosingsTest {

  @TempDir Path directory;
  private int seen;

  static LongStream seeds() {
    return LongStream.range(0, 200);
  }

  /**
   * An operator who stops the run at an entry of its journal, and perhaps aborts it at a later one.
   */
  private static final class Impatient implements Consumer<Entry> {
    private final Stop stop = new Stop();
    private final Thread walking = Thread.currentThread();
    private final int stops;
    private final int aborts;
    private int seen;

    Impatient(Random random) {
      this.stops = random.nextBoolean() ? random.nextInt(40) : Integer.MAX_VALUE;
      this.aborts =
          random.nextInt(3) == 0 && stops < 40 ? stops + random.nextInt(15) : Integer.MAX_VALUE;
    }

    @Override
    public void accept(Entry entry) {
      seen++;
      if (seen == stops || seen == aborts) {
        ask();
      }
      if (seen == aborts && aborts == stops) {
        ask();
      }
    }

    private void ask() {
      if (stop.askedByOperator("a test") == Stop.Level.ABORT) {
        walking.interrupt();
      }
    }

    boolean aborted() {
      return stop.level() == Stop.Level.ABORT;
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void everythingIsClosedOrListed(long seed) throws Exception {
    Random random = new Random(seed);
    int size = 1 + random.nextInt(5);
    List<String> hosts = IntStream.rangeClosed(1, size).mapToObj(number -> "h" + number).toList();
    Set<String> sick = some(random, hosts, 3);
    Set<String> foreign = some(random, hosts, 6);
    Fleet fleet = new Fleet(size);
    fleet.takeOut(foreign);
    fleet.putBackAtTheEnd(sick);
    fleet.fail(some(random, hosts, 3));
    String text = runbook(random, size);
    FleetRun run = FleetRun.of(fleet, directory, text, hosts, Limited.NOT).looked();

    Impatient operator = new Impatient(random);
    Verdict verdict = run.run(operator, operator.stop, false);
    Thread.interrupted();
    assertListedOnce(run, text);
    if (!operator.aborted()) {
      Set<String> left = new TreeSet<>(foreign);
      left.addAll(sick);
      assertThat(left).as(text).containsAll(fleet.out());
    }
    for (int attempt = 0; attempt < 8 && verdict != Verdict.FINISHED; attempt++) {
      if (random.nextInt(3) == 0) {
        run.recover(_ -> random.nextBoolean());
        assertListedOnce(run, text);
      }
      if (attempt > 2) {
        fleet.fail(Set.of());
        fleet.putBackAtTheEnd(Set.of());
      }
      Impatient next = new Impatient(attempt > 2 ? new Random(0) : random);
      verdict = run.run(attempt > 2 ? _ -> {} : next, attempt > 2 ? new Stop() : next.stop, true);
      Thread.interrupted();
      assertListedOnce(run, text);
    }
    assertThat(verdict).as(text).isEqualTo(Verdict.FINISHED);
    assertThat(fleet.broken()).as(text).isEmpty();
    assertThat(fleet.out()).as(text).isEqualTo(foreign);
    assertThat(fleet.mode()).isFalse();
    assertThat(run.state().open()).isEmpty();
  }

  private static Set<String> some(Random random, List<String> hosts, int oneIn) {
    return hosts.stream().filter(_ -> random.nextInt(oneIn) == 0).collect(Collectors.toSet());
  }

  /** What is open at the end was looked at once in the last attempt, and nothing else is left. */
  private void assertListedOnce(FleetRun run, String text) throws Exception {
    RunState state = run.state();
    List<Entry> entries = run.entries();
    List<Entry> last = entries.subList(seen, entries.size());
    seen = entries.size();
    for (Entry.BracketOpened open : state.open()) {
      Optional<Entry.BracketLeft> left = state.left(open.bracket());
      assertThat(left).as(open + " of " + text).isPresent();
      assertThat(left.get().why()).isNotBlank();
      assertThat(left.get().byHand()).isEqualTo(open.byHand()).isNotBlank();
      assertThat(times(last, open.bracket()))
          .as(
              open
                  + " of "
                  + text
                  + entries.subList(Math.max(0, entries.size() - 12), entries.size()).stream()
                      .map(Object::toString)
                      .collect(Collectors.joining("\n")))
          .isEqualTo(1);
    }
  }

  private static long times(List<Entry> entries, Bracket bracket) {
    return entries.stream()
        .filter(entry -> entry instanceof Entry.BracketLeft left && left.bracket().equals(bracket))
        .count();
  }

  private static String runbook(Random random, int size) {
    String failure =
        List.of("stop_starting", "stop_at_safe_point", "continue").get(random.nextInt(3));
    return """
    runbook: closing
    language: 1
    version: 1.0.0
    policy: {min_in_service: 0, on_failure: %s}
    plays:
      - name: Prepare
        hosts: all
        tasks:
          - switch_on: {}
      - name: Roll
        hosts: all
        window: %d
        %s
        tasks:
          - take_out: {}
          - name: first
            work: {}
          - name: second
            work: {}
          - put_back: {}
      - name: Finish
        hosts: all
        tasks:
          - switch_off: {}
    """
        .formatted(
            failure,
            1 + random.nextInt(size),
            random.nextBoolean() ? "max_fail: " + random.nextInt(size) : "vars: {}");
  }
}
