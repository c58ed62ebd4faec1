package dev.drover.run;

import dev.drover.plan.Step;
import dev.drover.remote.RemoteException;
import dev.drover.task.Kinds.Registered;
import dev.drover.task.Outcome;
import dev.drover.task.RunContext;

/** How a step acts: as its kind does, or as a rehearsal lets it. */
public interface Acting {

  /** As its kind does. */
  Acting IN_EARNEST =
      new Acting() {
        @Override
        public <A extends Record> Outcome run(
            Step step, Registered<A> kind, A arguments, RunContext context)
            throws RemoteException, InterruptedException {
          return kind.kind().run(arguments, context);
        }
      };

  /** Lets a step act once. */
  <A extends Record> Outcome run(Step step, Registered<A> kind, A arguments, RunContext context)
      throws RemoteException, InterruptedException;
}
