package dev.drover.plan;

import dev.drover.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;

/** Tells now and then how far something has come that may take long. */
final class Progress {

  private static final Duration EVERY = Duration.ofSeconds(2);

  private final Clock clock;
  private final Consumer<String> told;
  private String what = "";
  private String unit = "";
  private int all;
  private int done;
  private Instant last = Instant.MIN;

  Progress(Clock clock, Consumer<String> told) {
    this.clock = clock;
    this.told = told;
  }

  /** Something begins, which is told if it has a name. */
  synchronized void begin(String name, int parts, String unitOfParts) {
    what = name;
    unit = unitOfParts;
    all = parts;
    done = 0;
    last = clock.now();
    if (!name.isEmpty()) {
      told.accept(name);
    }
  }

  /** One of its parts is done. */
  synchronized void done() {
    done++;
    Instant now = clock.now();
    if (done < all && now.isAfter(last.plus(EVERY))) {
      last = now;
      told.accept((what.isEmpty() ? "" : what + ", ") + done + " of " + all + " " + unit);
    }
  }
}
