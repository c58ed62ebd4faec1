package dev.drover.run;

import dev.drover.journal.Entry;
import dev.drover.plan.Step;
import dev.drover.plan.StepFacts;
import dev.drover.remote.Jobs;
import dev.drover.remote.Jobs.State;
import dev.drover.remote.RemoteException;
import dev.drover.task.Changes;
import dev.drover.task.Kinds.Registered;
import dev.drover.task.Need;
import dev.drover.task.Outcome;
import dev.drover.task.RunContext;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Finds out what became of a step that was begun and that nobody has heard the end of.
 *
 * @param <A> ties its arguments to its kind
 */
final class Doubt<A extends Record> {

  /** A job has a time limit of its own; this one only ends what waits for it. */
  private static final Duration FOR_EVER = Duration.ofDays(7);

  private final Running running;
  private final Step step;
  private final Registered<A> kind;
  private final StepFacts facts;
  private final StepJobs jobs;

  /**
   * What was found.
   *
   * @param outcome what became of it; empty if it must be run
   * @param attempt the number of the attempt that runs it; the one in doubt to attach to what that
   *     has begun
   * @param heard whether it is known now
   * @param over whether what it has begun had ended by itself meanwhile, and is attached to
   */
  record Settled(Optional<Outcome> outcome, int attempt, boolean heard, boolean over) {

    private static Settled by(Outcome outcome, int attempt) {
      return new Settled(Optional.of(outcome), attempt, true, false);
    }

    private static Settled unknown(Outcome outcome, int attempt) {
      return new Settled(Optional.of(outcome), attempt, false, false);
    }

    private static Settled run(int attempt) {
      return new Settled(Optional.empty(), attempt, true, false);
    }
  }

  Doubt(Running running, Step step, Registered<A> kind, StepFacts facts, StepJobs jobs) {
    this.running = running;
    this.step = step;
    this.kind = kind;
    this.facts = facts;
    this.jobs = jobs;
  }

  /** Looks at the machine, and asks a person if that does not tell. */
  Settled settle(A arguments, RunContext context) throws InterruptedException {
    Entry.StepBegan last = running.ledger().state().lastBegun(step.id().text()).orElseThrow();
    try {
      return switch (kind.kind().recovery(arguments)) {
        case ATTACH -> attach(last, context);
        case REPEAT -> Settled.run(afterItsJobs(arguments, last, context));
        case PROBE -> {
          int next = afterItsJobs(arguments, last, context);
          yield kind.kind().plan(arguments, facts) instanceof Changes.None none
              ? Settled.by(Outcome.changed("it had taken place: " + none.reason()), next)
              : Settled.run(next);
        }
        case ASK ->
            ask("was begun, and nobody knows whether it took place", last.attempt(), context);
      };
    } catch (RemoteException e) {
      return Settled.unknown(Outcome.failed(e.getMessage(), e.next()), last.attempt());
    }
  }

  /** What was never begun is run, under the same ids, in case it is about to begin all the same. */
  private Settled attach(Entry.StepBegan last, RunContext context)
      throws RemoteException, InterruptedException {
    Map<String, State> states = new Jobs(facts.door()).look(jobs.beginning(last.attempt()));
    if (states.containsValue(State.STOPPED)) {
      return ask("was begun, and stopped before it had finished", last.attempt(), context);
    }
    if (states.containsValue(State.LOST)) {
      return ask(
          "was begun, but %s has neither its process nor its status any more"
              .formatted(facts.door().host()),
          last.attempt(),
          context);
    }
    Duration since = Duration.between(last.at(), running.now());
    if (states.isEmpty() && since.compareTo(Jobs.KEPT) >= 0) {
      return ask(
          "was begun %d days ago, and no machine keeps its status for so long"
              .formatted(since.toDays()),
          last.attempt(),
          context);
    }
    if (!states.isEmpty()) {
      context.progress("attaches to what was begun before");
    }
    boolean over = !states.isEmpty() && !states.containsValue(State.RUNS);
    return new Settled(Optional.empty(), last.attempt(), true, over);
  }

  /**
   * Lets end what an earlier attempt has begun: nothing may run beside it, and no look tells
   * anything before. Answers the number of an attempt that would not attach to it.
   */
  private int afterItsJobs(A arguments, Entry.StepBegan last, RunContext context)
      throws RemoteException, InterruptedException {
    if (kind.kind().needs(arguments, facts).stream().noneMatch(Need.Machine.class::isInstance)) {
      return last.attempt() + 1;
    }
    Jobs there = new Jobs(facts.door());
    Map<String, State> states = there.look(jobs.beginning(last.attempt()));
    for (Map.Entry<String, State> job : states.entrySet()) {
      if (job.getValue() == State.RUNS) {
        context.progress("waits for what was begun before");
        await(there, job.getKey());
      }
    }
    return states.isEmpty() ? last.attempt() : last.attempt() + 1;
  }

  /** How it ended does not matter here: the step looks at what it has left. */
  private static void await(Jobs there, String job) throws RemoteException, InterruptedException {
    try {
      there.await(job, FOR_EVER);
    } catch (RemoteException.Refused | RemoteException.TooSlow over) {
      return;
    }
  }

  private Settled ask(String what, int last, RunContext context) throws InterruptedException {
    return context.confirm(step.id() + " " + what + ". Run it again?")
        ? Settled.run(last + 1)
        : Settled.unknown(
            Outcome.failed(
                "it " + what, "find out by hand; then resume with `--yes` to run it again"),
            last);
  }
}
