package dev.drover.run;

import dev.drover.plan.StepFacts;
import dev.drover.remote.RemoteException;
import dev.drover.task.Changes;
import dev.drover.task.Kinds.Registered;
import dev.drover.task.Recovery;
import dev.drover.time.Waiter;
import java.time.Duration;
import java.util.Optional;

/**
 * Looks whether what a finished step left behind is still so. A moment's lapse is not held against
 * a host: it is looked at a few times.
 *
 * @param <A> ties the step's arguments to its kind
 */
final class SecondLook<A extends Record> {

  private static final int LOOKS = 3;
  private static final Duration PAUSE = Duration.ofSeconds(5);

  private final Registered<A> kind;
  private final StepFacts facts;
  private final String task;

  SecondLook(Registered<A> kind, StepFacts facts, String task) {
    this.kind = kind;
    this.facts = facts;
    this.task = task;
  }

  /**
   * What is wrong; empty if nothing is, or nobody can tell.
   *
   * @param changed whether the step changed something when it ran
   */
  Optional<String> problem(A arguments, boolean changed, Waiter waiter)
      throws InterruptedException {
    for (int look = 1; ; look++) {
      Optional<String> problem = seen(arguments, changed);
      if (problem.isEmpty() || look == LOOKS) {
        return problem;
      }
      waiter.sleep(PAUSE);
    }
  }

  private Optional<String> seen(A arguments, boolean changed) throws InterruptedException {
    boolean tells = kind.kind().recovery(arguments) == Recovery.PROBE;
    try {
      return switch (kind.kind().plan(arguments, facts)) {
        case Changes.Some some when changed && tells ->
            Optional.of(task + " did not last: " + some.lines().getFirst());
        case Changes.Looks looks when kind.kind().isGate(arguments) ->
            Optional.of(task + " holds no more: " + looks.words());
        case Changes.Fails fails -> Optional.of(task + ": " + fails.reason());
        case Changes.Some _, Changes.None _, Changes.Looks _, Changes.Unknown _ -> Optional.empty();
      };
    } catch (RemoteException e) {
      return Optional.of(task + ": " + e.getMessage());
    }
  }
}
