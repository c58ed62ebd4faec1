package dev.drover.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.journal.Entry;
import dev.drover.journal.Request;
import dev.drover.task.Bracket;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StatusTextTest {

  private static final Instant AT = Instant.parse("2026-11-21T03:00:00Z");
  private static final Bracket OUT = new Bracket(Bracket.Type.NODE_OUT_OF_SERVICE, "bb1");
  private static final Bracket FOUND = new Bracket(Bracket.Type.NODE_OUT_OF_SERVICE, "bb9");
  private static final String DETACH = "upgrade/lb_detach[bb1]";

  private final List<Entry> entries =
      new ArrayList<>(
          List.of(
              new Entry.RunBegan(
                  AT,
                  "20261121-030000",
                  "upgrade",
                  "1.0.0",
                  "anna@ops",
                  new Request("up.yml", List.of("hosts"), List.of(), List.of(), 0),
                  Map.of(),
                  List.of(DETACH, "upgrade/start[bb1]")),
              new Entry.BracketOpened(AT, FOUND, "upgrade/lb_detach[bb9]", "put bb9 back"),
              new Entry.BracketClosed(AT, FOUND, "upgrade/lb_detach[bb9]", true),
              new Entry.BracketOpened(AT.plusSeconds(1), OUT, DETACH, "put bb1 back"),
              new Entry.StepBegan(AT.plusSeconds(20), "upgrade/start[bb1]", 2, Map.of())));

  @Test
  void tellsWhatAControllerHasInHand() {
    assertThat(text(Optional.of(4711L)))
        .isEqualTo(
            """
            Run 20261121-030000: upgrade 1.0.0
              going on: process 4711 works on it, by anna@ops; last heard of 1 min 10 s ago
              in work: upgrade/start[bb1], since 03:00:20 (1 min 10 s ago), attempt 2
              out of service: bb1, since 03:00:01 (1 min 29 s ago)
              out of service: bb9, since before the run, and stays so

            Open, and the run's to close:
              node out of service: bb1, since 03:00:01, by upgrade/lb_detach[bb1]
                owner: run 20261121-030000 by anna@ops
                why: the step that closes it has not run
                by hand: put bb1 back
              next: `drover show 20261121-030000 --follow` tells how it goes on
            """);
  }

  @Test
  void tellsWhatIsInDoubtWhenItsControllerIsGone() {
    assertThat(text(Optional.empty()))
        .isEqualTo(
            """
            Run 20261121-030000: upgrade 1.0.0
              no controller works on it: cut off at 03:00:20 (1 min 10 s ago), by anna@ops; its controller ended without saying so
              out of service: bb1, since 03:00:01 (1 min 29 s ago)
              out of service: bb9, since before the run, and stays so

            Left open:
              node out of service: bb1, since 03:00:01, by upgrade/lb_detach[bb1]
                owner: run 20261121-030000 by anna@ops
                why: the step that closes it has not run
                by hand: put bb1 back
              in doubt: upgrade/start[bb1], since 03:00:20, attempt 2
                why: nobody knows how it ended
                by hand: look at its host; going on with the run looks too
              next: `drover recover 20261121-030000` closes what can be closed safely
              next: `drover resume 20261121-030000` goes on where the run stood
            """);
    assertThat(status(Optional.empty()).isLeftOpen()).isTrue();
  }

  @Test
  void tellsWhatWasLeftAndWhy() {
    entries.add(new Entry.ClosingBegan(AT.plusSeconds(30), OUT, DETACH, "it failed"));
    entries.add(
        new Entry.BracketLeft(
            AT.plusSeconds(40), OUT, DETACH, "bb1 is STARTING", "put bb1 back", false));
    entries.add(new Entry.RunEnded(AT.plusSeconds(41), Entry.Verdict.STOPPED, "stopped by INT"));
    assertThat(text(Optional.empty()))
        .contains(
            "stopped at 03:00:41 (49.0 s ago), by anna@ops; stopped by INT\n",
            "    why: bb1 is STARTING\n");
  }

  @Test
  void hasNothingToSuggestForARunThatFinished() {
    entries.removeLast(); // the step in work
    entries.add(new Entry.BracketClosed(AT, OUT, "upgrade/lb_attach[bb1]", false));
    entries.add(new Entry.RunEnded(AT.plusSeconds(41), Entry.Verdict.FINISHED, "done"));
    StatusView status = status(Optional.empty());
    assertThat(status.next()).isEmpty();
    assertThat(status.isLeftOpen()).isFalse();
  }

  @Test
  void isOpenAsLongAsAStepIsInDoubt() {
    entries.add(new Entry.BracketClosed(AT, OUT, "upgrade/lb_attach[bb1]", false));
    entries.add(new Entry.StopAsked(AT.plusSeconds(40), "anna@ops", true));
    entries.add(new Entry.RunEnded(AT.plusSeconds(41), Entry.Verdict.STOPPED, "aborted by INT"));
    assertThat(text(Optional.empty())).contains("Left open:\n  in doubt: upgrade/start[bb1]");
    assertThat(summary(false)).contains("Left open:\n  in doubt: upgrade/start[bb1]");
    assertThat(status(Optional.empty()).isLeftOpen()).isTrue();
  }

  @Test
  void tellsThatItIsPausedAndThatItStops() {
    entries.add(new Entry.PauseAsked(AT.plusSeconds(30), "bo@ops", "to look"));
    assertThat(text(Optional.of(4711L)))
        .contains(
            "  paused: process 4711 works on it",
            "  paused: by bo@ops, since 03:00:30 (1 min 0 s ago): to look\n",
            "  next: `drover continue 20261121-030000` lets it go on\n");
    assertThat(summary(true))
        .contains(
            "Open, and the run's to close:",
            ": paused for 30.0 s: upgrade 1.0.0; by bo@ops: to look.")
        .doesNotContain("resume");
    entries.add(new Entry.StopAsked(AT.plusSeconds(40), "anna@ops", false));
    assertThat(text(Optional.of(4711L)))
        .contains("  stopping: by anna@ops, since 03:00:40 (50.0 s ago)\n")
        .doesNotContain("paused");
  }

  @Test
  void saysThatTheLeaseWasLostAndNotWhatFailedOfThat() {
    entries.add(new Entry.LeaseLost(AT.plusSeconds(40), "prod", "broken by root@vm"));
    entries.add(new Entry.RunEnded(AT.plusSeconds(41), Entry.Verdict.STOPPED, "start[bb1] failed"));
    for (String text : List.of(text(Optional.empty()), summary(false))) {
      assertThat(text)
          .contains(
              "; the lease of prod was lost: broken by root@vm",
              "  next: `drover lock show -i hosts` tells who has the cluster now");
    }
  }

  private String summary(boolean running) {
    return RunText.of(
        RunView.of("run", entries, Optional.empty(), running), Style.PLAIN, ZoneOffset.UTC);
  }

  private StatusView status(Optional<Long> process) {
    return StatusView.of("run", entries, process);
  }

  private String text(Optional<Long> process) {
    return StatusText.of(status(process), Style.PLAIN, ZoneOffset.UTC, AT.plusSeconds(90));
  }
}
