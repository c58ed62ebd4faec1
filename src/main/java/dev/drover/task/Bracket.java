package dev.drover.task;

/**
 * Something that was opened and must be closed again.
 *
 * @param type what it is
 * @param subject whose it is: the host's name, or the cluster's
 */
public record Bracket(Type type, String subject) {

  /** What can be open. */
  public enum Type {
    NODE_OUT_OF_SERVICE("node out of service"),
    UPGRADE_MODE("upgrade mode"),
    SILENCE("silence of monitoring");

    private final String words;

    Type(String words) {
      this.words = words;
    }

    @Override
    public String toString() {
      return words;
    }
  }

  @Override
  public String toString() {
    return type + ": " + subject;
  }
}
