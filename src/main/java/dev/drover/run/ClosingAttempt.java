package dev.drover.run;

import dev.drover.diag.Diagnostics;
import dev.drover.expr.Scope;
import dev.drover.plan.Step;
import dev.drover.plan.StepFacts;
import dev.drover.remote.RemoteException;
import dev.drover.schema.Bound;
import dev.drover.task.Bracket;
import dev.drover.task.Closing;
import dev.drover.task.Kinds.Registered;

/**
 * One bracket that is closed, if that is legal and safe, by the kind of the step that opened it.
 *
 * @param <A> ties the step's arguments to its kind
 */
final class ClosingAttempt<A extends Record> {

  private final Running running;
  private final Progress progress;
  private final Registered<A> kind;
  private final StepPlace place;

  ClosingAttempt(Running running, Progress progress, Registered<A> kind, StepPlace place) {
    this.running = running;
    this.progress = progress;
    this.kind = kind;
    this.place = place;
  }

  Closing close(Bracket bracket) throws InterruptedException {
    Step step = place.step();
    Scope scope = place.scope();
    Bound<? extends Record> bound =
        step.arguments() instanceof Bound.Ready<?> ready
            ? ready
            : kind.bind(step.task().arguments(), scope, new Diagnostics());
    if (!(bound instanceof Bound.Ready<?> ready)) {
      return Closing.left("the arguments of " + step.id() + " rest on results that are not known");
    }
    StepFacts facts = new StepFacts(running.means().doors(), step, place.peers(), scope);
    StepContext context =
        new StepContext(facts, running.means(), words -> progress.of(step, words));
    try {
      return kind.kind().close(kind.own(ready.arguments()), bracket, context);
    } catch (RemoteException e) {
      return Closing.unsure(String.valueOf(e.getMessage()));
    }
  }
}
