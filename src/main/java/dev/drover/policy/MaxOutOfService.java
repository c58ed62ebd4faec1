package dev.drover.policy;

import dev.drover.plan.Capacity;
import java.util.Optional;

/** No more hosts are out of service at once than somebody allowed. */
final class MaxOutOfService implements Rule {

  @Override
  public String name() {
    return "max_out_of_service";
  }

  @Override
  public Optional<String> says(Subject subject) {
    return subject
        .policy()
        .maxOutOfService()
        .filter(_ -> subject.plan().plays().stream().anyMatch(Capacity::takesOut))
        .map("Of the hosts of a play, never more than %s are out of service at once."::formatted);
  }

  @Override
  public String enforced() {
    return "A host leaves service only if few enough others are out; else it waits for one to come"
        + " back.";
  }

  /** A plan that could never keep it is none; the run keeps it whatever the windows are. */
  @Override
  public Judgement judge(Subject subject) {
    return subject
        .policy()
        .maxOutOfService()
        .flatMap(limit ->
            AlreadyOut.judge(
                subject.plan(),
                (play, _, out) -> out.size() < limit.of(play.hosts().size()),
                held -> AlreadyOut.left(held) + ", and no more than " + limit + " may be out",
                "raise `max_out_of_service`"))
        .orElseGet(Judgement.Kept::new);
  }
}
