package dev.drover.demo;

import java.time.Duration;
import java.util.Optional;

/**
 * A request that has ended.
 *
 * @param begin when it began, since the traffic did
 * @param took how long it took
 * @param error the first words of what the client said, if it failed
 */
public record SentRequest(RequestKind kind, Duration begin, Duration took, Optional<String> error) {

  /** True if the client reported a failure. */
  public boolean failed() {
    return error.isPresent();
  }

  /** True if the failure was a cut or refused connection. */
  public boolean reset() {
    return error
        .filter(words ->
            words.contains("reset")
                || words.contains("refused")
                || words.contains("hung up")
                || words.contains("closed by")
                || words.contains("Empty reply")
                || words.contains("Broken pipe"))
        .isPresent();
  }

  /** When it ended, since the traffic began. */
  public Duration end() {
    return begin.plus(took);
  }
}
