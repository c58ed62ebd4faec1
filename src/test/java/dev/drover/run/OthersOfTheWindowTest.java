package dev.drover.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.journal.Entry;
import dev.drover.journal.Entry.Verdict;
import dev.drover.plan.Limited;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A host fails while another one of its window is out of service: that one is not stranded. */
class OthersOfTheWindowTest {

  @TempDir Path directory;

  /**
   * Lets hosts go on only when all of them have left service, and all but the first one only when
   * that has failed.
   */
  private record Together(CountDownLatch left, CountDownLatch failed) implements Fleet.Hold {
    @Override
    public void before() {}

    @Override
    public void after(String host) throws InterruptedException {
      left.countDown();
      if (!left.await(10, TimeUnit.SECONDS)) {
        throw new AssertionError("the other one never left");
      }
      if (!host.equals("h1") && !failed.await(10, TimeUnit.SECONDS)) {
        throw new AssertionError("the other one never failed");
      }
    }

    void heard(Entry entry) {
      if (entry instanceof Entry.StepEnded ended && ended.ending() == Entry.Ending.FAILED) {
        failed.countDown();
      }
    }
  }

  private final Fleet fleet = new Fleet(3);

  private FleetRun run(String policy, Together together) throws Exception {
    String text =
        """
        runbook: window
        language: 1
        version: 1.0.0
        policy: {min_in_service: 0, on_failure: %s}
        plays:
          - name: Roll
            hosts: all
            window: 2
            tasks:
              - take_out: {}
              - work: {}
              - put_back: {}
              - name: after
                work: {}
        """
            .formatted(policy);
    fleet.fail(Set.of("h1"));
    fleet.putBackAtTheEnd(Set.of());
    fleet.holdUp(together);
    return FleetRun.of(fleet, directory, text, List.of("h1", "h2", "h3"), Limited.NOT);
  }

  private List<String> of(String host) {
    return fleet.done().stream().filter(what -> what.endsWith(host)).toList();
  }

  @Test
  void theyFinishIfOnlyNothingNewIsStarted() throws Exception {
    Together together = new Together(new CountDownLatch(2), new CountDownLatch(1));
    FleetRun run = run("stop_starting", together);
    assertThat(run.run(together::heard, new Stop(), false)).isEqualTo(Verdict.FAILED);
    assertThat(of("h1")).containsExactly("out h1", "work h1", "back h1");
    assertThat(of("h2")).containsExactly("out h2", "work h2", "in h2", "work h2");
    assertThat(of("h3")).isEmpty();
    assertThat(fleet.out()).isEmpty();
  }

  @Test
  void theyGoOnToTheirSafePointIfAllIsToStopThere() throws Exception {
    Together together = new Together(new CountDownLatch(2), new CountDownLatch(1));
    FleetRun run = run("stop_at_safe_point", together);
    assertThat(run.run(together::heard, new Stop(), false)).isEqualTo(Verdict.FAILED);
    assertThat(of("h2")).containsExactly("out h2", "work h2", "in h2");
    assertThat(of("h3")).isEmpty();
    assertThat(fleet.out()).isEmpty();

    fleet.fail(Set.of());
    assertThat(run.run(_ -> {}, new Stop(), true)).isEqualTo(Verdict.FINISHED);
    assertThat(of("h1"))
        .containsExactly("out h1", "work h1", "back h1", "out h1", "work h1", "in h1", "work h1");
    assertThat(of("h2")).containsExactly("out h2", "work h2", "in h2", "work h2");
  }

  @Test
  void anOperatorsFirstStopTakesThemThereToo() throws Exception {
    FleetRun run = run("continue", new Together(new CountDownLatch(2), new CountDownLatch(0)));
    fleet.fail(Set.of());
    Stop stop = new Stop();
    Verdict verdict =
        run.run(
            entry -> {
              if (entry instanceof Entry.StepEnded) {
                stop.ask(Stop.Level.AT_SAFE_POINT, "stopped by INT");
              }
            },
            stop,
            false);
    assertThat(verdict).isEqualTo(Verdict.STOPPED);
    assertThat(of("h1")).containsExactly("out h1", "work h1", "in h1");
    assertThat(of("h2")).containsExactly("out h2", "work h2", "in h2");
    assertThat(of("h3")).isEmpty();
    assertThat(run.state().open()).isEmpty();
  }
}
