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
 * @param undecided its conditions of which only the run knows whether they hold
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
    Place place,
    List<String> undecided) {

  public Step {
    brackets = List.copyOf(brackets);
    undecided = List.copyOf(undecided);
  }

  /** This step of a task that stands somewhere. */
  Step made(TaskSpec of, Place at) {
    return new Step(id, of, kind, host, once, arguments, brackets, state, at, undecided);
  }

  Step bound(Bound<?> found) {
    return new Step(id, task, kind, host, once, found, brackets, state, place, undecided);
  }

  Step withBrackets(List<BracketEffect> found) {
    return new Step(id, task, kind, host, once, arguments, found, state, place, undecided);
  }

  Step in(StepState found) {
    return new Step(id, task, kind, host, once, arguments, brackets, found, place, undecided);
  }

  Step undecided(List<String> conditions) {
    return new Step(id, task, kind, host, once, arguments, brackets, state, place, conditions);
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
