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
  private Optional<Entry.StopAsked> stop = Optional.empty();
  private Optional<Entry.LeaseLost> lost = Optional.empty();

  void pause(Entry.PauseAsked asked) {
    pause = Optional.of(asked);
  }

  /** It was let go on. */
  void goOn() {
    pause = Optional.empty();
  }

  /** It is to stop, and hosts go to their safe point, also if it was paused. */
  void stop(Entry.StopAsked asked) {
    goOn();
    stop = Optional.of(asked);
  }

  /** It may not go on, whoever asked for what. */
  void lost(Entry.LeaseLost lease) {
    goOn();
    lost = lost.or(() -> Optional.of(lease));
  }

  /** What was asked of an earlier attempt is done with. */
  void resumed() {
    goOn();
    stop = Optional.empty();
    lost = Optional.empty();
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

  Optional<Entry.StopAsked> stopping() {
    return stop;
  }

  Optional<Entry.LeaseLost> leaseLost() {
    return lost;
  }

  Optional<Entry.SkipAsked> skip(String step) {
    return Optional.ofNullable(skips.get(step));
  }

  boolean concerns(String step) {
    return skips.containsKey(step) || retries.containsKey(step);
  }
}
