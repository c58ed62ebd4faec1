package dev.drover.journal;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What operators have asked for from elsewhere and what has not been done yet: a part of {@link
 * RunState}, which guards it.
 */
final class Asked {

  private final Map<String, Entry.SkipAsked> skips = new HashMap<>();
  private final Map<String, Entry.RetryAsked> retries = new HashMap<>();
  private Optional<Entry.PauseAsked> pause = Optional.empty();

  void pause(Entry.PauseAsked asked) {
    pause = Optional.of(asked);
  }

  /** It was let go on, or resumed, or is to stop: hosts go to their safe point then. */
  void goOn() {
    pause = Optional.empty();
  }

  void skip(Entry.SkipAsked asked) {
    retries.remove(asked.step());
    skips.put(asked.step(), asked);
  }

  void retry(Entry.RetryAsked asked) {
    skips.remove(asked.step());
    retries.put(asked.step(), asked);
  }

  /** A step began. */
  void began(String step) {
    retries.remove(step);
  }

  /** A step ended. */
  void ended(String step) {
    retries.remove(step);
    skips.remove(step);
  }

  Optional<Entry.PauseAsked> paused() {
    return pause;
  }

  Optional<Entry.SkipAsked> skip(String step) {
    return Optional.ofNullable(skips.get(step));
  }

  boolean concerns(String step) {
    return skips.containsKey(step) || retries.containsKey(step);
  }
}
