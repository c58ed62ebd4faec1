package dev.drover.review;

import dev.drover.schema.Doc;
import java.util.List;

/** A play of a plan. */
public record PlayView(
    @Doc("Its id, the beginning of the ids of its steps") String id,
    @Doc("Its name") String name,
    @Doc(
            "Hosts that are changed, in the order that they are taken unless that is decided during the run")
        List<String> hosts,
    @Doc("Hosts of the play that are left alone") List<String> others,
    @Doc("The most hosts in work at any moment") int window,
    @Doc("One after the other") List<WaveView> waves,
    @Doc("How long is waited between waves; empty if not at all") String soak,
    @Doc("Variable of which two values are never in work at once; empty if there is none")
        String domain,
    @Doc("How many hosts may fail; empty if the policy decides") String maxFail,
    @Doc("How the next host is chosen") String order,
    @Doc("Every step, task by task") List<StepView> steps,
    @Doc("Tasks that are not run this time") List<LeftOutView> leftOut) {

  /** A task that is not run this time, and why. */
  public record LeftOutView(
      @Doc("Its id") String task,
      @Doc("Its name") String name,
      @Doc("Why it is left out") String why) {}

  /** A wave: so many hosts, so many of them in work at once. */
  public record WaveView(
      @Doc("How many hosts it has") int hosts,
      @Doc("How many of them are in work at once") int window) {}

  public PlayView {
    hosts = List.copyOf(hosts);
    others = List.copyOf(others);
    waves = List.copyOf(waves);
    steps = List.copyOf(steps);
    leftOut = List.copyOf(leftOut);
  }
}
