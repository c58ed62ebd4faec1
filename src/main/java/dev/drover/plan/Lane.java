package dev.drover.plan;

import dev.drover.model.Host;
import java.util.List;

/**
 * The steps of one host in one play, in order. Steps that run once stand in every lane of their
 * play.
 */
public record Lane(Host host, List<Step> steps) {
  public Lane {
    steps = List.copyOf(steps);
  }
}
