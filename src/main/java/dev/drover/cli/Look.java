package dev.drover.cli;

import dev.drover.lb.Busynesses;
import dev.drover.model.Host;
import dev.drover.plan.Needs;
import dev.drover.plan.Plan;
import dev.drover.plan.Probing;
import dev.drover.policy.Policies;
import dev.drover.remote.RemoteException;
import dev.drover.report.Style;
import dev.drover.review.History;
import dev.drover.review.NeedViews;
import dev.drover.review.PlanDocument;
import dev.drover.review.PlanDocument.NeedView;
import dev.drover.time.SystemTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A plan after its hosts were looked at.
 *
 * @param plan what was found is in the states of its steps
 * @param document what a review reads of it
 * @param away the hosts that can't be worked with; if there are any, no step was looked at
 */
record Look(Plan plan, PlanDocument document, Map<Host, RemoteException> away) {

  /** Looks at every host, and at every step if all hosts can be worked with. */
  static Look at(Compiled compiled, Connections connections, Terminal terminal)
      throws InterruptedException {
    Consumer<String> progress =
        what -> terminal.tell(terminal.style().of(Style.Tone.QUIET, "looking: " + what));
    Map<Host, RemoteException> away =
        Probing.unreachable(compiled.plan(), connections.doors(), progress);
    if (!away.isEmpty()) {
      return new Look(compiled.plan(), document(compiled, compiled.plan(), away, false), away);
    }
    Map<Host, RemoteException> problems = Locking.problems(compiled, connections, terminal);
    Plan plan = Probing.look(compiled.plan(), connections.doors(), progress);
    return new Look(plan, document(compiled, plan, problems, false), away);
  }

  /** The same before a run; ends the command before all that takes time if somebody has a lease. */
  static Look before(Compiled compiled, Connections connections, Terminal terminal)
      throws InterruptedException {
    Locking.refuseHeld(compiled, connections.doors(), terminal);
    return at(compiled, connections, terminal);
  }

  /** Connects to nothing. */
  static Look offline(Compiled compiled) {
    Plan plan = compiled.plan();
    return new Look(plan, document(compiled, plan, Map.of(), true), Map.of());
  }

  private static PlanDocument document(
      Compiled compiled, Plan plan, Map<Host, RemoteException> away, boolean offline) {
    PlanDocument document =
        PlanDocument.of(
                plan,
                compiled.basis(offline),
                away,
                History.of(Places.runs(), plan.runbook().name()),
                compiled.scopes().masker())
            .needing(needs(compiled, plan));
    return new Policies(
            compiled.scopes(),
            compiled.policies(),
            new KeptRuns(Places.runs(), compiled.request()),
            SystemTime.SYSTEM)
        .judge(plan, document);
  }

  private static List<NeedView> needs(Compiled compiled, Plan plan) {
    List<NeedView> needs =
        new ArrayList<>(
            NeedViews.of(
                Needs.of(plan, compiled.scopes(), compiled.extensions(), Busynesses.all()),
                compiled.scopes().masker()));
    long known = needs.stream().filter(need -> !need.kind().equals("unknown")).count();
    needs.addAll((int) known, Locking.needs(compiled));
    return needs;
  }
}
