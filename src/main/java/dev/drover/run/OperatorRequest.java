package dev.drover.run;

import dev.drover.journal.Entry;
import dev.drover.journal.RunState;
import java.time.Instant;
import java.util.Optional;

/**
 * What an operator asks of a run from another terminal.
 *
 * @param by user and machine
 * @param reason why; may be empty
 * @param step the address of a step; empty for what concerns the whole run
 */
public record OperatorRequest(Verb verb, String by, String reason, String step) {

  /** What is asked for. */
  public enum Verb {
    PAUSE,
    CONTINUE,
    STOP,
    ABORT,
    SKIP,
    RETRY
  }

  /** As the journal tells it. */
  public Entry entry(Instant at) {
    return switch (verb) {
      case PAUSE -> new Entry.PauseAsked(at, by, reason);
      case CONTINUE -> new Entry.ContinueAsked(at, by, reason);
      case STOP -> new Entry.StopAsked(at, by, false, reason);
      case ABORT -> new Entry.StopAsked(at, by, true, reason);
      case SKIP -> new Entry.SkipAsked(at, by, reason, step);
      case RETRY -> new Entry.RetryAsked(at, by, reason, step);
    };
  }

  /**
   * Why it makes no sense where the run stands; empty if it does.
   *
   * @param goesOn whether somebody runs it now
   */
  public Optional<String> refusal(RunState state, boolean goesOn) {
    return Refusals.of(this, state, goesOn);
  }
}
