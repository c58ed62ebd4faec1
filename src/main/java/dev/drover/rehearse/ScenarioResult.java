package dev.drover.rehearse;

import java.util.List;

/**
 * What became of a scenario.
 *
 * @param id names it; {@code drover rehearse --only ID} plays it alone
 * @param words what goes wrong in it
 * @param sorts the sorts of its faults
 * @param struck false if its faults never came to their places
 * @param ended how the first attempt ended
 * @param open what that left open, each with the command that closes it
 * @param resumes how often it was resumed, after what had gone wrong was mended
 * @param finished whether it came to its end, with everything as it is if nothing goes wrong
 * @param lowest the fewest hosts in service at any moment
 * @param violations what it did that it must not, and what it did not do that it must
 */
public record ScenarioResult(
    String id,
    String words,
    List<String> sorts,
    boolean struck,
    Ending ended,
    List<String> open,
    int resumes,
    boolean finished,
    int lowest,
    List<String> violations) {
  public ScenarioResult {
    sorts = List.copyOf(sorts);
    open = List.copyOf(open);
    violations = List.copyOf(violations);
  }

  /** The same result, for a scenario that is another in words alone. */
  ScenarioResult as(Scenario scenario) {
    return new ScenarioResult(
        scenario.id(),
        scenario.words(),
        scenario.sorts(),
        struck,
        ended,
        open,
        resumes,
        finished,
        lowest,
        violations);
  }

  /** Whether all was as it must be. */
  public boolean kept() {
    return violations.isEmpty();
  }
}
