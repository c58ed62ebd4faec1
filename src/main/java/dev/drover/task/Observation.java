package dev.drover.task;

/**
 * Something that was seen while planning.
 *
 * @param subject of what, by its name in the inventory: a host, a balancer, a cluster
 * @param name what of it, for instance {@code version} or {@code state in the balancer}
 * @param value what was seen; for something live the rule or the bound that the run keeps
 * @param live whether it may differ by the time of the run; what is not live is pinned: a plan is
 *     refused if it differs
 */
public record Observation(String subject, String name, String value, boolean live) {

  /** Something that a plan is refused for if it differs. */
  public static Observation pinned(String subject, String name, String value) {
    return new Observation(subject, name, value, false);
  }

  /** Something that may differ, with the rule or bound that the run keeps. */
  public static Observation live(String subject, String name, String rule) {
    return new Observation(subject, name, rule, true);
  }
}
