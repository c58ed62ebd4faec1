package dev.drover.cli;

import dev.drover.report.Style;
import dev.drover.time.SystemTime;
import java.time.Duration;
import java.time.Instant;
import java.util.function.IntConsumer;

/** Tells how far a rehearsal has come, as soon as it takes longer than a moment. */
final class RehearsalProgress implements IntConsumer {

  private static final Duration PACE = Duration.ofSeconds(1);

  private final int all;
  private final Terminal terminal;
  private Instant told = SystemTime.SYSTEM.now();

  RehearsalProgress(int all, Terminal terminal) {
    this.all = all;
    this.terminal = terminal;
  }

  @Override
  public synchronized void accept(int done) {
    Instant now = SystemTime.SYSTEM.now();
    if (Duration.between(told, now).compareTo(PACE) >= 0) {
      told = now;
      terminal.tell(
          terminal
              .style()
              .of(
                  Style.Tone.QUIET,
                  "rehearsing: %d played, for %d scenarios".formatted(done, all)));
    }
  }
}
