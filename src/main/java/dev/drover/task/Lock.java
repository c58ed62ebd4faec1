package dev.drover.task;

import dev.drover.schema.Default;
import dev.drover.schema.Doc;
import dev.drover.schema.Main;
import java.time.Duration;
import java.util.Optional;

/** Where the lease of a cluster is kept, without which two runs could change it at once. */
@Settings("lock")
public record Lock(
    @Main
        @Doc(
            "shared_home, host, or none for those who want no lease; left out, it follows from the"
                + " rest")
        Optional<Kept> kept,
    @Doc("Host of the inventory on which the file is") Optional<String> host,
    @Doc(
            "The file; without `host` it is in a directory that all hosts share. One below the home"
                + " directory if it is not absolute")
        Optional<String> path,
    @Doc("How long the lease of a controller that died lasts; it is renewed four times as often")
        @Default("60s")
        Duration expiry) {

  private static final Duration SHORTEST = Duration.ofSeconds(10);
  private static final Duration LONGEST = Duration.ofHours(1);

  /** By which way a lease is kept. */
  public enum Kept {
    SHARED_HOME,
    HOST,
    NONE
  }

  public Lock {
    boolean none = kept.equals(Optional.of(Kept.NONE));
    if (none && (host.isPresent() || path.isPresent())) {
      throw new IllegalArgumentException("`none` leaves nothing to say of `host` and `path`");
    }
    if (kept.equals(Optional.of(Kept.SHARED_HOME)) && host.isPresent()) {
      throw new IllegalArgumentException(
          "a shared home is reached through any host: leave out `host`, or `kept`");
    }
    if (host.isEmpty() && path.isPresent() && !path.get().startsWith("/")) {
      throw new IllegalArgumentException("a `path` that hosts share has to be absolute");
    }
    if (expiry.compareTo(SHORTEST) < 0 || expiry.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException("`expiry` has to be between 10s and 1h");
    }
  }

  /** What holds where the inventory says nothing. */
  public static final Lock USUAL =
      new Lock(Optional.empty(), Optional.empty(), Optional.empty(), Duration.ofSeconds(60));

  /** Whether no lease is wanted. */
  public boolean isNone() {
    return kept.equals(Optional.of(Kept.NONE));
  }
}
