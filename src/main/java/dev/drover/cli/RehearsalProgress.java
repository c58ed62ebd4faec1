package dev.drover.cli;

import dev.drover.report.Style;
import dev.drover.time.SystemTime;
import java.time.Duration;
import java.time.Instant;
import java.util.function.IntConsumer;

/** Tells how far a rehearsal has come, as soon as it takes longer than a moment. */
final class RehearsalProgress implements IntConsumer {

  /** What is over sooner says nothing on its way. */
  private static final Duration MOMENT = Duration.ofSeconds(1);

  private static final Duration PACE = Duration.ofSeconds(2);

  /** In a log nobody waits for the next line. */
  private static final Duration LOG_PACE = Duration.ofSeconds(10);

  private final int all;
  private final Terminal terminal;
  private Instant next = SystemTime.SYSTEM.now().plus(MOMENT);

  RehearsalProgress(int all, Terminal terminal) {
    this.all = all;
    this.terminal = terminal;
  }

  @Override
  public synchronized void accept(int done) {
    Instant now = SystemTime.SYSTEM.now();
    if (!now.isBefore(next)) {
      next = now.plus(terminal.watched() ? PACE : LOG_PACE);
      terminal.tell(
          terminal
              .style()
              .of(
                  Style.Tone.QUIET,
                  "rehearsing: %d played, for %d scenarios".formatted(done, all)));
    }
  }
}
