package dev.drover.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.plan.Doors;
import dev.drover.plan.Plan;
import dev.drover.plan.Probing;

/**
 * Plans as tests make them: every one is looked at with a {@link Recorder} behind all doors, and
 * fails the test if anything but a look went through.
 */
public final class Planned {

  private Planned() {}

  /** The plan with the state of each step, as {@link Probing#look} finds it. */
  public static Plan look(Plan plan, Doors doors) throws InterruptedException {
    Recorder recorder = Recorder.of(doors);
    Plan looked = Probing.look(plan, recorder.before(doors), _ -> {});
    assertThat(recorder.writes()).as("planning only looks").isEmpty();
    return looked;
  }
}
