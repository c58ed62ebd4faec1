package dev.drover.run;

import dev.drover.expr.Scope;
import dev.drover.model.Host;
import dev.drover.plan.Step;
import java.util.List;

/**
 * A step where it stands in a run.
 *
 * @param peers the hosts of its play
 * @param scope what names mean for it, results of earlier steps included
 */
record StepPlace(Step step, List<Host> peers, Scope scope) {
  StepPlace {
    peers = List.copyOf(peers);
  }
}
