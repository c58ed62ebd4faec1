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

  /** What is seen of a host that takes no traffic although nobody has taken it out of service. */
  private static final String DOWN = "takes no traffic";

  /** A host that takes no traffic now although nobody has taken it out, and what shows that. */
  public static Observation down(String host, String seen) {
    return pinned(host, DOWN, seen);
  }

  /** Whether it is that of a host that takes no traffic. */
  public boolean isDown() {
    return isDown(name);
  }

  /** Whether what is seen under a name tells of a host that takes no traffic. */
  public static boolean isDown(String name) {
    return name.equals(DOWN);
  }

  /** Something that may differ, with the rule or bound that the run keeps. */
  public static Observation live(String subject, String name, String rule) {
    return new Observation(subject, name, rule, true);
  }
}
