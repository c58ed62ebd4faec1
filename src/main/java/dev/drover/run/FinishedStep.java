package dev.drover.run;

import dev.drover.plan.StepFacts;
import dev.drover.remote.RemoteException;
import dev.drover.task.Changes;
import dev.drover.task.Kinds.Registered;
import dev.drover.task.Recovery;
import dev.drover.time.Waiter;
import java.util.Optional;

/**
 * A step that has finished, and whose effect may be gone.
 *
 * @param <A> ties its arguments to its kind
 */
final class FinishedStep<A extends Record> {

  private final StepAttempt<A> again;
  private final Registered<A> kind;
  private final StepFacts facts;

  /** {@code again} binds it, and runs it once more. */
  FinishedStep(StepAttempt<A> again, Registered<A> kind, StepFacts facts) {
    this.again = again;
    this.kind = kind;
    this.facts = facts;
  }

  /**
   * Runs it again if its kind can tell, and tells, that its effect is gone. Where that can't be
   * looked at, the steps behind it will say so.
   */
  StepEnding redo() throws InterruptedException {
    Optional<A> arguments = ifProbed();
    try {
      return arguments.isPresent()
              && kind.kind().plan(arguments.get(), facts) instanceof Changes.Some
          ? again.act(arguments.get())
          : StepEnding.GO_ON;
    } catch (RemoteException unseen) {
      return StepEnding.GO_ON;
    }
  }

  /** The same, but it fails if that can't be looked at. */
  StepEnding hold() throws InterruptedException {
    Optional<A> arguments = ifProbed();
    if (arguments.isEmpty()) {
      return StepEnding.GO_ON;
    }
    try {
      return switch (kind.kind().plan(arguments.get(), facts)) {
        case Changes.Some _, Changes.Fails _ -> again.act(arguments.get());
        case Changes.None _, Changes.Looks _, Changes.Unknown _ -> StepEnding.GO_ON;
      };
    } catch (RemoteException unseen) {
      return again.failed(unseen);
    }
  }

  /** Whether it may be run again although nothing is to be changed. */
  boolean doesNoHarm() throws InterruptedException {
    Optional<A> arguments = again.arguments();
    if (arguments.isEmpty() || !kind.kind().brackets(arguments.get(), facts).isEmpty()) {
      return false;
    }
    try {
      return kind.kind().recovery(arguments.get()) == Recovery.REPEAT
          || kind.kind().plan(arguments.get(), facts) instanceof Changes.Looks;
    } catch (RemoteException unseen) {
      return false;
    }
  }

  /**
   * What is no longer as this step left it; empty if all is, or nobody can tell.
   *
   * @param changed whether the step changed something when it ran
   */
  Optional<String> lookAgain(boolean changed, String task, Waiter waiter)
      throws InterruptedException {
    Optional<A> arguments = again.arguments();
    return arguments.isEmpty()
        ? Optional.empty()
        : new SecondLook<>(kind, facts, task).problem(arguments.get(), changed, waiter);
  }

  private Optional<A> ifProbed() {
    return again.arguments().filter(arguments -> kind.kind().recovery(arguments) == Recovery.PROBE);
  }
}
