package dev.drover.sim;

/**
 * Something that no run may ever do to a real installation, whatever else goes wrong.
 *
 * @param subject whose it is: a machine or a node
 * @param words what happened, in a sentence
 */
public record Mishap(Kind kind, String subject, String words) {

  /** What can happen. */
  public enum Kind {
    /** A node of another version was started while upgrade mode is off. */
    STARTED_OUTSIDE_UPGRADE_MODE,
    /** A node was put back into its balancer while it does not serve. */
    ATTACHED_UNHEALTHY,
    /** A node was stopped while its balancer sent users to it. */
    STOPPED_IN_SERVICE,
    /** The upgrade was finished without a node, which was dropped by that. */
    DROPPED
  }
}
