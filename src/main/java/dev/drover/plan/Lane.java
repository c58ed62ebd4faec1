package dev.drover.plan;

import dev.drover.model.Host;
import java.util.List;

/**
 * What is done on one host in one play. Steps that run once stand in every lane of their play.
 *
 * @param steps all steps of the flow, in the order written
 */
public record Lane(Host host, Flow flow, List<Step> steps) {
  public Lane {
    steps = List.copyOf(steps);
  }

  /** A lane that follows {@code flow}. */
  public Lane(Host host, Flow flow) {
    this(host, flow, flow.steps());
  }

  /** A lane of steps one after the other. */
  public Lane(Host host, List<Step> steps) {
    this(host, new Flow.Sequence(steps.stream().<Flow>map(Flow.Single::new).toList()), steps);
  }
}
