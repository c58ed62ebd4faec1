package dev.drover.model;

/**
 * What must hold during a run, whatever happens.
 *
 * @param minInService never fewer nodes of a play's hosts taking traffic
 * @param onFailure what one failed host means for the others
 */
public record Policy(int minInService, OnFailure onFailure) {

  /** What one failed host means for the others. */
  public enum OnFailure {
    STOP_STARTING("If a step fails, no further host is started; hosts in work finish their tasks."),
    STOP_AT_SAFE_POINT(
        "If a step fails, no further host is started; hosts in work go on until nothing of theirs"
            + " is open, then stop."),
    CONTINUE("If a step fails, its host is given up; all other hosts go on.");

    private final String sentence;

    OnFailure(String sentence) {
      this.sentence = sentence;
    }

    /** The policy in one sentence, as plans and summaries print it. */
    public String sentence() {
      return sentence;
    }
  }
}
