package dev.drover.policy;

import java.util.Optional;
import java.util.stream.Collectors;

/** So many hosts of a play are in work at once. */
final class Windows implements Rule {

  @Override
  public String name() {
    return "window";
  }

  @Override
  public Optional<String> says(Subject subject) {
    return Optional.of(
        "At most so many hosts are in work at once: %s."
            .formatted(
                subject.document().plays().stream()
                    .map(play -> play.window() + " in `" + play.name() + "`")
                    .collect(Collectors.joining(", "))));
  }

  @Override
  public String enforced() {
    return "The next host begins when one of the window ends.";
  }

  @Override
  public Judgement judge(Subject subject) {
    return new Judgement.Kept();
  }
}
