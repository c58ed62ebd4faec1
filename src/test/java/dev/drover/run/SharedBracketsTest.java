package dev.drover.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.journal.Entry;
import dev.drover.journal.Entry.StepEnded;
import dev.drover.journal.Entry.Verdict;
import dev.drover.plan.Limited;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Several steps that open the same thing: what the run opened is the run's to close. */
class SharedBracketsTest {

  private static final String HEAD =
      """
      runbook: shared
      language: 1
      version: 1.0.0
      policy: {min_in_service: 0, on_failure: continue}
      plays:
      """;

  private static final String BRANCHES =
      HEAD
          + """
            - name: Roll
              hosts: all
              tasks:
                - parallel:
                    - name: one
                      take_out: {}
                    - name: other
                      take_out: {}
                - put_back: {}
          """;

  @TempDir Path directory;

  /** When the first of two steps is held up until the other one has ended. */
  enum When {
    BEFORE_IT_ACTS,
    AFTER_IT_ACTED
  }

  /** Holds up the first step, if the other one can end meanwhile at all. */
  private static final class Overtaken implements Fleet.Hold {
    private final AtomicBoolean first = new AtomicBoolean(true);
    private final CountDownLatch ended = new CountDownLatch(1);
    private final When when;
    private volatile boolean overtaken;

    Overtaken(When when) {
      this.when = when;
    }

    @Override
    public void before() throws InterruptedException {
      if (when == When.BEFORE_IT_ACTS) {
        await();
      }
    }

    @Override
    public void after(String host) throws InterruptedException {
      if (when == When.AFTER_IT_ACTED) {
        await();
      }
    }

    private void await() throws InterruptedException {
      if (first.getAndSet(false)) {
        overtaken = ended.await(200, TimeUnit.MILLISECONDS);
      }
    }

    void hear(Entry entry) {
      if (entry instanceof StepEnded) {
        ended.countDown();
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatOneBranchTookOutIsNotFoundByTheOther(When when) throws Exception {
    Fleet fleet = new Fleet(1);
    FleetRun run = FleetRun.of(fleet, directory, BRANCHES, List.of("h1"), Limited.NOT);
    Overtaken overtaken = new Overtaken(when);
    fleet.holdUp(overtaken);

    assertThat(run.run(overtaken::hear, new Stop(), false)).isEqualTo(Verdict.FINISHED);

    assertThat(fleet.out()).isEmpty();
    assertThat(fleet.done()).containsExactly("out h1", "out h1", "in h1");
    assertThat(run.state().open()).isEmpty();
    assertThat(overtaken.overtaken).as("both act at the same time").isFalse();
  }

  @Test
  void whatAStepTookOutBeforeItFailedIsNotFoundByALaterOne() throws Exception {
    Fleet fleet = new Fleet(1);
    String text =
        HEAD
            + """
              - hosts: all
                tasks:
                  - name: first
                    take_out: {}
                    failed_when: "true"
                    ignore_errors: true
                  - name: second
                    take_out: {}
                  - put_back: {}
            """;
    FleetRun run = FleetRun.of(fleet, directory, text, List.of("h1"), Limited.NOT);

    assertThat(run.run(_ -> {}, new Stop(), false)).isEqualTo(Verdict.FINISHED);

    assertThat(fleet.done()).containsExactly("out h1", "out h1", "in h1");
    assertThat(run.state().open()).isEmpty();
  }

  @Test
  void whatWasFoundOnceAndTakenOutLaterIsPutBack() throws Exception {
    Fleet fleet = new Fleet(1);
    String play =
        """
          - name: %s
            hosts: all
            tasks:
              - take_out: {}
              - put_back: {}
        """;
    String text = HEAD + play.formatted("First") + play.formatted("Second");
    FleetRun run = FleetRun.of(fleet, directory, text, List.of("h1"), Limited.NOT);
    fleet.takeOut(Set.of("h1"));

    Verdict verdict =
        run.run(
            entry -> {
              if (entry instanceof StepEnded ended && ended.step().equals("first/put_back[h1]")) {
                fleet.bringBack("h1");
              }
            },
            new Stop(),
            false);

    assertThat(verdict).isEqualTo(Verdict.FINISHED);
    assertThat(fleet.done()).containsExactly("out h1", "out h1", "in h1");
    assertThat(run.state().open()).isEmpty();
  }
}
