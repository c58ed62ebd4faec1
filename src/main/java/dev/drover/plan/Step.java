package dev.drover.plan;

import dev.drover.model.Host;
import dev.drover.model.TaskSpec;
import dev.drover.schema.Bound;
import dev.drover.task.BracketEffect;
import dev.drover.task.Kinds.Registered;
import java.util.List;

/**
 * One task on one host, or once for all: a node of the execution graph.
 *
 * @param host the host that it is for; for a step that runs once, the first of its play
 * @param arguments bound, or to be bound when the results that they rest on are known
 * @param brackets what it opens and closes
 * @param place where it stands among groups
 */
public record Step(
    StepId id,
    TaskSpec task,
    Registered<?> kind,
    Host host,
    boolean once,
    Bound<?> arguments,
    List<BracketEffect> brackets,
    StepState state,
    Place place) {

  public Step {
    brackets = List.copyOf(brackets);
  }

  /** This step of a task that stands somewhere. */
  Step made(TaskSpec of, Place at) {
    return new Step(id, of, kind, host, once, arguments, brackets, state, at);
  }

  Step bound(Bound<?> found) {
    return new Step(id, task, kind, host, once, found, brackets, state, place);
  }

  Step withBrackets(List<BracketEffect> found) {
    return new Step(id, task, kind, host, once, arguments, found, state, place);
  }

  Step in(StepState found) {
    return new Step(id, task, kind, host, once, arguments, brackets, found, place);
  }

  /** True if it opens a bracket. */
  public boolean opens() {
    return brackets.stream().anyMatch(BracketEffect.Opens.class::isInstance);
  }

  /** True if it closes a bracket. */
  public boolean closes() {
    return brackets.stream().anyMatch(BracketEffect.Closes.class::isInstance);
  }
}
