package dev.drover.time;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;

/**
 * What came of things that are done side by side; its own monitor guards it.
 *
 * @param <T> what they answer
 */
final class SideWork<T> {

  private final SortedMap<Integer, T> answers = new TreeMap<>();
  private final SortedMap<Integer, Throwable> broken = new TreeMap<>();

  /** Does one of them. */
  void run(Crew crew, int place, Callable<T> work) {
    try {
      T answer = work.call();
      synchronized (this) {
        answers.put(place, answer);
      }
    } catch (Exception | Error bug) { // handed to whoever asked for all of them
      synchronized (this) {
        broken.put(place, bug);
      }
    }
    crew.changed(this);
  }

  /** What they answer, once all have ended. */
  synchronized Optional<List<T>> answers(int count) {
    if (answers.size() + broken.size() < count) {
      return Optional.empty();
    }
    if (!broken.isEmpty()) {
      throw new IllegalStateException(
          "something that ran side by side broke", broken.get(broken.firstKey()));
    }
    return Optional.of(new ArrayList<>(answers.values()));
  }
}
