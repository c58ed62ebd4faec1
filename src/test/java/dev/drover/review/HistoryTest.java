package dev.drover.review;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.journal.Entry;
import dev.drover.journal.Entry.Ending;
import dev.drover.journal.Journal;
import dev.drover.journal.Request;
import dev.drover.journal.Runs;
import dev.drover.model.Selection;
import dev.drover.plan.Plan;
import dev.drover.review.PlanDocument.Basis;
import dev.drover.review.PlanDocument.InputView;
import dev.drover.secret.Masker;
import dev.drover.testing.Documents;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What journals of earlier runs tell of how long steps take. */
class HistoryTest {

  private static final Instant START = Instant.parse("2026-11-21T03:00:00Z");

  @TempDir Path directory;

  private Runs runs = new Runs(Path.of(""));
  private int number;

  @BeforeEach
  void makeADirectory() {
    runs = new Runs(directory.resolve("runs"));
  }

  /** Something that is written into a journal at a second. */
  private static Entry began(String step, int second) {
    return new Entry.StepBegan(START.plusSeconds(second), step, 1, Map.of());
  }

  private static Entry ended(String step, int second, Ending ending, boolean changed) {
    return new Entry.StepEnded(
        START.plusSeconds(second), step, ending, changed, "", Map.of(), false, List.of(), "");
  }

  private static List<Entry> took(String step, int seconds) {
    return List.of(began(step, 0), ended(step, seconds, Ending.DONE, true));
  }

  private Path run(String runbook, List<Entry> entries) throws Exception {
    String run = runs.create(START.plusSeconds(number++));
    try (Journal journal = Journal.create(runs.journal(run))) {
      journal.append(
          new Entry.RunBegan(
              START,
              run,
              runbook,
              "1.0.0",
              "ann",
              new Request("r.yml", List.of(), List.of(), List.of(), 0, Selection.ALL),
              Map.of(),
              List.of()));
      entries.forEach(journal::append);
    }
    return runs.journal(run);
  }

  private OptionalLong millis(String step) {
    return History.of(runs, "timed").millis(step);
  }

  @Test
  void aStepTakesItsMedian() throws Exception {
    run("timed", took("all/work[h1]", 10));
    run("timed", took("all/work[h1]", 50));
    run("timed", took("all/work[h1]", 20));
    assertThat(millis("all/work[h1]")).hasValue(20_000);
    run("timed", took("all/work[h1]", 40));
    assertThat(millis("all/work[h1]")).hasValue(30_000);
  }

  @Test
  void aStepOfAnotherHostTakesWhatItsTaskTakes() throws Exception {
    run("timed", took("all/work[h1]", 10));
    run("timed", took("all/work[h2]", 30));
    assertThat(millis("all/work[h1]")).hasValue(10_000);
    assertThat(millis("all/work[h9]")).hasValue(20_000);
    assertThat(millis("all/work")).hasValue(20_000);
    assertThat(millis("all/other[h1]")).isEmpty();
  }

  @Test
  void onlyWhatWasDoneCountsAndWhatChangedNothingOnlyIfNothingElseIsKnown() throws Exception {
    List<Entry> entries = new ArrayList<>();
    entries.add(began("all/fails[h1]", 0));
    entries.add(ended("all/fails[h1]", 9, Ending.FAILED, false));
    entries.add(ended("all/skipped[h1]", 9, Ending.SKIPPED, false));
    entries.add(began("all/looks[h1]", 0));
    entries.add(ended("all/looks[h1]", 3, Ending.DONE, false));
    entries.add(began("all/work[h1]", 0));
    entries.add(ended("all/work[h1]", 1, Ending.DONE, false));
    entries.add(began("all/backwards[h1]", 9));
    entries.add(ended("all/backwards[h1]", 1, Ending.DONE, true));
    run("timed", entries);
    run("timed", took("all/work[h1]", 60));
    assertThat(millis("all/fails[h1]")).isEmpty();
    assertThat(millis("all/skipped[h1]")).isEmpty();
    assertThat(millis("all/backwards[h1]")).isEmpty();
    assertThat(millis("all/looks[h1]")).hasValue(3_000);
    assertThat(millis("all/work[h1]")).hasValue(60_000);
  }

  @Test
  void attemptsCountTogetherAndAStepThatWasCutOffOnlyFromWhereItBeganAgain() throws Exception {
    run(
        "timed",
        List.of(
            began("all/again[h1]", 0),
            began("all/again[h1]", 10),
            ended("all/again[h1]", 15, Ending.DONE, true),
            began("all/cut[h1]", 20),
            new Entry.RunResumed(START.plusSeconds(4000), "ann"),
            began("all/cut[h1]", 4001),
            ended("all/cut[h1]", 4005, Ending.DONE, true)));
    assertThat(millis("all/again[h1]")).hasValue(15_000);
    assertThat(millis("all/cut[h1]")).hasValue(4_000);
  }

  @Test
  void onlyTheNewestTwentyRunsOfTheRunbookCount() throws Exception {
    for (int i = 0; i < 20; i++) {
      run("timed", took("all/work[h1]", 500));
    }
    for (int i = 0; i < 20; i++) {
      run("timed", took("all/work[h1]", 7));
      run("another", took("all/work[h1]", 900));
    }
    assertThat(millis("all/work[h1]")).hasValue(7_000);
  }

  @Test
  void whatIsNoJournalTellsNothing() throws Exception {
    Files.writeString(run("timed", took("all/work[h1]", 900)), "something else\n");
    Path damaged = run("timed", took("all/work[h1]", 800));
    byte[] bytes = Files.readAllBytes(damaged);
    bytes[bytes.length - 5] ^= 1;
    Files.write(damaged, bytes);
    Files.writeString(run("timed", took("all/work[h1]", 700)), "");
    run("timed", took("all/work[h1]", 5));
    assertThat(millis("all/work[h1]")).hasValue(5_000);
  }

  @Test
  void aJournalThatTakesTooLongToReadIsLeftOutWithAllOlderOnes() throws Exception {
    run("timed", took("all/older[h1]", 5));
    List<Entry> entries = new ArrayList<>(took("all/large[h1]", 5));
    String text = "x".repeat(1 << 20);
    for (int i = 0; i < 32; i++) {
      entries.add(new Entry.StopAsked(START, text, false));
    }
    run("timed", entries);
    run("timed", took("all/newer[h1]", 5));
    assertThat(millis("all/newer[h1]")).hasValue(5_000);
    assertThat(millis("all/large[h1]")).isEmpty();
    assertThat(millis("all/older[h1]")).isEmpty();
  }

  @Test
  void withoutRunsThereIsNoHistory() {
    assertThat(History.of(runs, "timed").input()).isEmpty();
    assertThat(millis("all/work[h1]")).isEmpty();
  }

  @Test
  void theSameHistoryMakesTheSamePlanAndAnotherOneMakesNoneStale() throws Exception {
    Plan plan =
        TimedPlan.of(
            directory,
            List.of("h1 30s a", "h2 40s a"),
            """
            - hosts: all
              window: 1
              tasks:
                - leave: 5s
                - work: "{{ time }}"
                - join: 5s
            """);
    run("timed", took("all/work[h1]", 100));
    PlanDocument without = planned(plan, History.NONE);
    PlanDocument with = planned(plan, History.of(runs, "timed"));
    assertThat(planned(plan, History.of(runs, "timed"))).isEqualTo(with);
    assertThat(without.basis().inputs()).isEmpty();
    assertThat(with.basis().inputs())
        .extracting(InputView::role, InputView::name)
        .containsExactly(org.assertj.core.groups.Tuple.tuple("history", "runs"));
    assertThat(without.forecast().seconds()).isEqualTo(90);
    assertThat(with.forecast().seconds()).isEqualTo(220);
    assertThat(with.forecast().basis()).isEqualTo(StepView.Basis.DECLARED);
    assertThat(PlanDiff.of(without, with).isEmpty()).isFalse();
    assertThat(PlanDiff.of(without, with).pinned().isEmpty()).isTrue();
  }

  private static PlanDocument planned(Plan plan, History history) {
    Basis basis = Documents.of(plan, new Masker()).basis();
    return PlanDocument.of(plan, basis, Map.of(), history, new Masker());
  }
}
