package dev.drover.plan;

import dev.drover.model.Host;
import dev.drover.remote.RemoteException;
import dev.drover.schema.Bound;
import dev.drover.task.Kinds.Registered;
import dev.drover.task.Observation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Looks again at a host that was down, in the way in which planning found that. */
public final class SecondSight {

  private final Plan plan;
  private final Doors doors;

  /** For the hosts of a plan. */
  public SecondSight(Plan plan, Doors doors) {
    this.plan = plan;
    this.doors = doors;
  }

  /** Whether it is seen to take traffic; false if nobody can tell. */
  public boolean serves(Host host) throws InterruptedException {
    Optional<Step> step =
        plan.steps().stream()
            .filter(one -> one.host().equals(host) && Capacity.takesOut(one))
            .filter(one -> one.arguments() instanceof Bound.Ready<?>)
            .findFirst();
    return step.isPresent() && serves(step.get());
  }

  private boolean serves(Step step) throws InterruptedException {
    List<Observation> noted = new ArrayList<>();
    StepFacts facts =
        new StepFacts(doors, step, plan.hosts(), doors.scopes().ofHost(step.host()), noted::add);
    try {
      look(step.kind(), ((Bound.Ready<?>) step.arguments()).arguments(), facts);
    } catch (RemoteException unseen) {
      return false;
    }
    return noted.stream().noneMatch(Observation::isDown);
  }

  private static <A extends Record> void look(Registered<A> kind, Record arguments, StepFacts facts)
      throws RemoteException, InterruptedException {
    kind.kind().plan(kind.own(arguments), facts);
  }
}
