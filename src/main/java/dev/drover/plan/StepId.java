package dev.drover.plan;

import dev.drover.model.Host;

/**
 * The address of a step: {@code play/task[host]}, or {@code play/task} for one that runs once. It
 * stays the same under edits of other steps.
 */
public record StepId(String text) {

  /** The address of a task of a play on a host. */
  static StepId of(String play, String task, Host host) {
    return new StepId(play + "/" + task + "[" + host.name() + "]");
  }

  /** The address of a task of a play that runs once. */
  static StepId once(String play, String task) {
    return new StepId(play + "/" + task);
  }

  @Override
  public String toString() {
    return text;
  }
}
