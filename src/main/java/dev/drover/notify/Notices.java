package dev.drover.notify;

import dev.drover.journal.Entry;
import dev.drover.journal.RunState;
import dev.drover.notify.Notice.Open;
import dev.drover.report.RunView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Makes notices of what stands in the journal of a run. */
final class Notices {

  /** More failures than these are told when the run ends. */
  private static final int MOST_FAILURES = 5;

  private final String cluster;
  private final RunState state;
  private String by = "";
  private int failures;

  /**
   * Of a run that works on {@code cluster}.
   *
   * @param state where the run stands, kept up to date by whoever writes the journal
   */
  Notices(String cluster, RunState state) {
    this.cluster = cluster;
    this.state = state;
  }

  /** What an entry that was just written means for people elsewhere; mostly nothing. */
  Optional<Notice> of(Entry entry) {
    return switch (entry) {
      case Entry.RunBegan began -> {
        by = began.by();
        yield notice("start", began.at(), by, "", "began, by " + by);
      }
      case Entry.RunResumed resumed -> {
        by = resumed.by();
        failures = 0;
        yield notice("resume", resumed.at(), by, "", "goes on, resumed by " + by);
      }
      case Entry.PauseAsked pause ->
          notice("pause", pause.at(), pause.by(), "", asked("paused", pause.by(), pause.reason()));
      case Entry.ContinueAsked go ->
          notice("continue", go.at(), go.by(), "", asked("let go on", go.by(), go.reason()));
      case Entry.StopAsked stop ->
          notice(
              "stop",
              stop.at(),
              stop.by(),
              "",
              asked(stop.abort() ? "aborted" : "being stopped", stop.by(), stop.reason()));
      case Entry.LeaseLost lost ->
          notice(
              "stop", lost.at(), by, "", "lost its lease of " + lost.cluster() + ": " + lost.why());
      case Entry.StepEnded step when step.ending() == Entry.Ending.FAILED -> failed(step);
      case Entry.RunEnded end -> ended(end);
      default -> Optional.empty();
    };
  }

  /** Somebody is asked. */
  Optional<Notice> asks(String question, Instant at) {
    return notice("confirm", at, by, "", "asks at its terminal: " + question);
  }

  private static String asked(String what, String by, String reason) {
    return what + " by " + by + (reason.isEmpty() ? "" : ": " + reason);
  }

  private Optional<Notice> failed(Entry.StepEnded step) {
    failures++;
    if (failures > MOST_FAILURES) {
      return Optional.empty();
    }
    String more = failures == MOST_FAILURES ? "\nfurther failures are told when the run ends" : "";
    return notice("failure", step.at(), by, "", step.step() + " failed: " + step.summary() + more);
  }

  private Optional<Notice> ended(Entry.RunEnded end) {
    String verdict = end.verdict().name().toLowerCase(Locale.ROOT);
    return notice("finish", end.at(), by, verdict, verdict + ": " + end.why());
  }

  private Optional<Notice> notice(
      String event, Instant at, String who, String verdict, String words) {
    String run = state.began().map(Entry.RunBegan::run).orElse("");
    String runbook = state.began().map(Entry.RunBegan::runbook).orElse("");
    String version = state.began().map(Entry.RunBegan::version).orElse("");
    List<Open> open =
        RunView.open(run, state).stream()
            .map(one -> new Open(one.what(), one.subject(), one.byHand()))
            .toList();
    String next = verdict.isEmpty() || verdict.equals("finished") ? "" : "drover resume " + run;
    List<String> lines = new ArrayList<>();
    lines.add("%s %s on %s (run %s): %s".formatted(runbook, version, cluster, run, words));
    if (!verdict.isEmpty()) {
      open.forEach(one ->
          lines.add(
              "still open: " + one.what() + ": " + one.subject() + "; by hand: " + one.byHand()));
      if (open.isEmpty()) {
        lines.add("nothing is left open");
      }
    }
    if (!next.isEmpty()) {
      lines.add("next: " + next);
    }
    return Optional.of(
        new Notice(
            Notice.FORMAT,
            event,
            at,
            run,
            runbook,
            version,
            cluster,
            who,
            verdict,
            String.join("\n", lines),
            open,
            next));
  }
}
