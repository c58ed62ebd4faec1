package dev.drover.review;

import dev.drover.journal.Entry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A step that was done in an earlier run.
 *
 * @param changed whether it changed something
 * @param millis how long it took, from its first attempt to its end
 */
record StepRun(String step, boolean changed, long millis) {

  /**
   * All that were done in a run. One during which the run was cut off took nobody knows how long.
   */
  static List<StepRun> done(List<Entry> journal) {
    Map<String, Instant> began = new HashMap<>();
    List<StepRun> done = new ArrayList<>();
    for (Entry entry : journal) {
      switch (entry) {
        case Entry.RunResumed _ -> began.clear();
        case Entry.StepBegan step -> began.putIfAbsent(step.step(), step.at());
        case Entry.StepEnded step -> {
          Instant from = began.remove(step.step());
          if (from != null
              && step.ending() == Entry.Ending.DONE
              && !step.at().isBefore(from)) { // a clock may have been set back
            done.add(
                new StepRun(
                    step.step(), step.changed(), Duration.between(from, step.at()).toMillis()));
          }
        }
        default -> {}
      }
    }
    return done;
  }
}
