package dev.drover.run;

import dev.drover.plan.StepId;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;

/**
 * Steps that stand in several lanes and run once: the first lane to come runs it, the others wait
 * for its ending.
 */
final class OnceSteps {

  /** Runs a step to its ending. */
  @FunctionalInterface
  interface Running {
    StepEnding run() throws InterruptedException;
  }

  private final Map<StepId, CompletableFuture<StepEnding>> endings = new ConcurrentHashMap<>();

  StepEnding run(StepId step, Running running) throws InterruptedException {
    CompletableFuture<StepEnding> mine = new CompletableFuture<>();
    CompletableFuture<StepEnding> first = endings.putIfAbsent(step, mine);
    if (first != null) {
      return await(first);
    }
    try {
      StepEnding ending = running.run();
      mine.complete(ending);
      return ending;
    } finally {
      mine.complete(StepEnding.STOPPED); // only where running it threw: nobody may wait for ever
    }
  }

  private static StepEnding await(CompletableFuture<StepEnding> ending)
      throws InterruptedException {
    try {
      return ending.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }
}
