package dev.drover.task;

import java.util.List;

/** How a step ended. */
public sealed interface Outcome {

  /** The result of a kind that has nothing to tell beyond whether it changed something. */
  record Nothing() {}

  /**
   * It is as it should be.
   *
   * @param changed whether this step made it so
   * @param summary what was done or seen, in a few words
   * @param result what {@code register} offers
   */
  record Done(boolean changed, String summary, Record result) implements Outcome {}

  /**
   * It is not as it should be.
   *
   * @param cause one sentence: what, where, what was last seen
   * @param evidence lines that help to understand it: output, answers
   * @param next what to do next: a sentence or a command
   * @param result what {@code register} offers all the same
   */
  record Failed(String cause, List<String> evidence, String next, Record result)
      implements Outcome {
    public Failed {
      evidence = List.copyOf(evidence);
    }

    /** One that has nothing to offer. */
    public Failed(String cause, List<String> evidence, String next) {
      this(cause, evidence, next, new Nothing());
    }
  }

  /** It was not run, because its condition was false. */
  record Skipped(String reason) implements Outcome {}

  /** It was not run, because something before it failed. */
  record Blocked(String by) implements Outcome {}

  /** Done, and something was changed. */
  static Outcome changed(String summary) {
    return new Done(true, summary, new Nothing());
  }

  /** Done, and something was changed, with values for {@code register}. */
  static Outcome changed(String summary, Record result) {
    return new Done(true, summary, result);
  }

  /** Done, and nothing had to be changed. */
  static Outcome unchanged(String summary) {
    return new Done(false, summary, new Nothing());
  }

  /** Done, and nothing had to be changed, with values for {@code register}. */
  static Outcome unchanged(String summary, Record result) {
    return new Done(false, summary, result);
  }

  /** Failed, with what to do next. */
  static Outcome failed(String cause, String next) {
    return new Failed(cause, List.of(), next);
  }

  /** Failed, with evidence and what to do next. */
  static Outcome failed(String cause, List<String> evidence, String next) {
    return new Failed(cause, evidence, next);
  }

  /** Failed, with evidence, what to do next and values for {@code register}. */
  static Outcome failed(String cause, List<String> evidence, String next, Record result) {
    return new Failed(cause, evidence, next, result);
  }
}
