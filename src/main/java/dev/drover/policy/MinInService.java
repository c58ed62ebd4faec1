package dev.drover.policy;

import dev.drover.plan.Capacity;
import java.util.Optional;

/** So many nodes take traffic at any moment. */
final class MinInService implements Rule {

  @Override
  public String name() {
    return "min_in_service";
  }

  @Override
  public Optional<String> says(Subject subject) {
    return subject.plan().plays().stream().anyMatch(Capacity::takesOut)
        ? Optional.of(
            "Of the hosts of a play, never fewer than %d take traffic."
                .formatted(subject.policy().minInService()))
        : Optional.empty();
  }

  @Override
  public String enforced() {
    return "A host leaves service only if enough others stay; else it waits for one to come back.";
  }

  @Override
  public Judgement judge(Subject subject) {
    int minimum = subject.policy().minInService();
    return AlreadyOut.judge(
            subject.plan(),
            (play, _, out) -> play.hosts().size() - out.size() > minimum,
            held -> AlreadyOut.left(held) + ", and " + minimum + " must",
            "lower `min_in_service`")
        .orElseGet(() -> judge(subject.document().capacity().lowest(), minimum));
  }

  private static Judgement judge(int lowest, int minimum) {
    return lowest >= minimum
        ? new Judgement.Kept()
        : Judgement.broken(
            "%d would take traffic at the lowest, and %d must".formatted(lowest, minimum),
            "make `window` smaller, or lower `min_in_service`");
  }
}
