package dev.drover.review;

import java.util.List;

/**
 * A play of a plan.
 *
 * @param hosts the hosts that are changed, in the order that they are taken unless that is decided
 *     during the run
 * @param others hosts of the play that are left alone
 * @param window the most hosts in work at any moment
 * @param waves one after the other
 * @param soak how long is waited between waves; empty if not at all
 * @param maxFail how many hosts may fail; empty if the policy decides
 * @param domain the variable of which two values are never in work at once; empty if there is none
 * @param order how the next host is chosen
 */
public record PlayView(
    String id,
    String name,
    List<String> hosts,
    List<String> others,
    int window,
    List<WaveView> waves,
    String soak,
    String domain,
    String maxFail,
    String order,
    List<StepView> steps,
    List<LeftOutView> leftOut) {

  /** A task that is not run this time, and why. */
  public record LeftOutView(String task, String name, String why) {}

  /** A wave: so many hosts, so many of them in work at once. */
  public record WaveView(int hosts, int window) {}

  public PlayView {
    hosts = List.copyOf(hosts);
    others = List.copyOf(others);
    waves = List.copyOf(waves);
    steps = List.copyOf(steps);
    leftOut = List.copyOf(leftOut);
  }
}
