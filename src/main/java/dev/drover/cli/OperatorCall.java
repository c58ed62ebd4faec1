package dev.drover.cli;

import dev.drover.journal.Entry;
import dev.drover.journal.Journal;
import dev.drover.journal.JournalException;
import dev.drover.journal.JournalTail;
import dev.drover.journal.RunState;
import dev.drover.report.ConsoleNames;
import dev.drover.run.Inbox;
import dev.drover.run.OperatorRequest;
import dev.drover.run.OperatorRequest.Verb;
import dev.drover.time.SystemTime;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Asks something of a run, and returns when its journal says so. */
final class OperatorCall {

  private static final Duration PACE = Duration.ofMillis(100);

  /** So long who runs the run may take to answer. */
  private static final Duration LIMIT = Duration.ofSeconds(10);

  private final KeptRun run;
  private final String reason;
  private final String id;
  private final RunState state;
  private final Path journal;
  private final Inbox inbox;

  /**
   * For a run that has begun.
   *
   * @param reason why; may be empty
   */
  OperatorCall(KeptRun run, String reason) {
    this.run = run;
    this.reason = reason;
    this.state = RunState.of(run.entries());
    this.id = state.began().map(Entry.RunBegan::run).orElse(run.name());
    this.journal = run.directory().resolve("journal");
    this.inbox = new Inbox(run.directory().resolve("requests"));
  }

  /** The run's own id. */
  String id() {
    return id;
  }

  /** Whether somebody runs it. */
  boolean goesOn() throws IOException {
    return Journal.writer(journal).isPresent();
  }

  /** Asks something of the whole run; ends the command if that is refused or nobody answers. */
  void ask(Verb verb) throws IOException, JournalException, InterruptedException {
    ask(new OperatorRequest(verb, Places.operator(), reason, ""));
  }

  /** The same for a step; returns in words from when on it counts. */
  String ask(Verb verb, String step) throws IOException, JournalException, InterruptedException {
    boolean goesOn = goesOn();
    ask(new OperatorRequest(verb, Places.operator(), reason, step));
    if (goesOn && !isBehind(step)) {
      return "";
    }
    return " when the run is resumed"
        + (goesOn ? ": its play is over, and the run goes on with others" : "")
        + ".\n  next: "
        + (goesOn ? "once the run has ended, " : "")
        + "drover resume "
        + id;
  }

  /** Whether the run has begun a later play since it came to that of a step. */
  private boolean isBehind(String step) {
    List<String> plays = new ArrayList<>();
    for (Entry entry : run.entries()) {
      if (entry instanceof Entry.RunResumed) {
        plays.clear();
      } else if (entry instanceof Entry.PlayBegan play) {
        plays.add(play.play());
      }
    }
    int play = plays.indexOf(step.replaceFirst("/.*", ""));
    return play >= 0 && play < plays.size() - 1;
  }

  private void ask(OperatorRequest request)
      throws IOException, JournalException, InterruptedException {
    if (!goesOn()) {
      askLater(request);
      return;
    }
    refuse(request.refusal(state, true));
    JournalTail tail = new JournalTail(journal);
    tail.next(); // what was there before is no answer
    Path file = inbox.put(request);
    Instant limit = SystemTime.SYSTEM.now().plus(LIMIT);
    while (inbox.waits(file)) {
      boolean over = !goesOn();
      if ((over || SystemTime.SYSTEM.now().isAfter(limit)) && inbox.takeBack(file)) {
        throw over ? nobody() : unanswered();
      }
      SystemTime.SYSTEM.sleep(PACE);
    }
    refuse(inbox.refusal(file));
    if (tail.next().stream().noneMatch(entry -> answers(entry, request))) {
      throw nobody(); // it ended in this moment
    }
  }

  private static boolean answers(Entry entry, OperatorRequest request) {
    return entry.equals(request.entry(entry.at()));
  }

  /** What becomes of a step can be asked of whoever resumes the run; nothing else can. */
  private void askLater(OperatorRequest request) throws IOException, JournalException {
    boolean finished =
        state.end().map(end -> end.verdict() == Entry.Verdict.FINISHED).orElse(false);
    if (finished || !(request.verb() == Verb.SKIP || request.verb() == Verb.RETRY)) {
      throw nobody();
    }
    refuse(request.refusal(state, false));
    try (Journal open = Journal.open(journal)) {
      open.append(request.entry(SystemTime.SYSTEM.now()));
    }
  }

  private void refuse(Optional<String> why) {
    if (why.isPresent()) {
      throw new EndException(
          ExitCode.UNHEARD,
          "run " + id + " does not do that: " + why.get(),
          "see how it stands: drover status " + id);
    }
  }

  private EndException nobody() {
    String end =
        state
            .end()
            .map(ended -> "it has ended: " + ended.why())
            .orElse("who ran it ended without saying so");
    boolean finished =
        state.end().map(ended -> ended.verdict() == Entry.Verdict.FINISHED).orElse(false);
    return new EndException(
        ExitCode.UNHEARD,
        "nobody runs run " + id + " now (" + end + ")",
        finished ? "see what it did: drover show " + id : "go on with it: drover resume " + id);
  }

  private EndException unanswered() throws IOException {
    String process =
        Journal.writer(journal)
            .filter(number -> number > 0)
            .map(number -> "process " + number)
            .orElse("the process");
    return new EndException(
        ExitCode.UNHEARD,
        "%s that runs run %s did not answer within %d s; what was asked is taken back"
            .formatted(process, id, LIMIT.toSeconds()),
        "it may be frozen, or on another machine (%s began it); see: drover status %s"
            .formatted(state.began().map(Entry.RunBegan::by).orElse("nobody knows who"), id));
  }

  /** From when on something counts that is asked of a paused run. */
  String oncePaused() {
    return state.paused().map(_ -> " after `drover continue " + id + "`").orElse("");
  }

  /** The run as it was a moment ago. */
  KeptRun run() {
    return run;
  }

  /** The step that {@code words} means, for something that is to become of it. */
  String step(String words, Verb verb) throws IOException {
    Entry.RunBegan began = state.began().orElseThrow(this::nobody);
    boolean goesOn = goesOn();
    return StepWords.find(
        words,
        began,
        run.plan().map(ConsoleNames::of).orElseGet(() -> ConsoleNames.of(began)),
        step -> new OperatorRequest(verb, "", "", step).refusal(state, goesOn).isEmpty());
  }
}
