package dev.drover.plan;

import java.util.HashMap;
import java.util.Map;

/**
 * Lets the steps of a task hold the same parts as the one of the host before, where these are
 * equal: else they are a third of the memory of a large plan.
 */
final class SharedParts {

  /** The step of the host before, by the ids of tasks. */
  private final Map<String, Step> last = new HashMap<>();

  Step of(Step step) {
    Step before = last.getOrDefault(step.task().id(), step);
    Step shared = step.made(same(before.task(), step.task()), same(before.place(), step.place()));
    last.put(shared.task().id(), shared);
    return shared;
  }

  private static <T> T same(T before, T now) {
    return before.equals(now) ? before : now;
  }
}
