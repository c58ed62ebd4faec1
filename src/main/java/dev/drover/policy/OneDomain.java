package dev.drover.policy;

import java.util.List;
import java.util.Optional;

/** Hosts of two failure domains are never in work at once. */
final class OneDomain implements Rule {

  @Override
  public String name() {
    return "domain";
  }

  @Override
  public Optional<String> says(Subject subject) {
    List<String> domains =
        subject.document().plays().stream()
            .filter(play -> !play.domain().isEmpty())
            .map(play -> "of two `%s` in `%s`".formatted(play.domain(), play.name()))
            .toList();
    return domains.isEmpty()
        ? Optional.empty()
        : Optional.of("Never in work at once: hosts " + String.join(", ", domains) + ".");
  }

  @Override
  public String enforced() {
    return "A host begins only if all that are in work or still out of service are of its domain.";
  }

  /** Every host of such a play has a domain, or there would be no plan. */
  @Override
  public Judgement judge(Subject subject) {
    return new Judgement.Kept();
  }
}
