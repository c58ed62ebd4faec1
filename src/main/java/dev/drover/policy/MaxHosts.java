package dev.drover.policy;

import dev.drover.model.Host;
import java.util.List;
import java.util.Optional;

/** No more hosts are changed than somebody expected. */
final class MaxHosts implements Rule {

  @Override
  public String name() {
    return "max_hosts";
  }

  @Override
  public Optional<String> says(Subject subject) {
    return subject.policy().radius().maxHosts().stream()
        .mapToObj("At most %d hosts are changed in all."::formatted)
        .findFirst();
  }

  @Override
  public String enforced() {
    return "No further host is taken into work once so many have been.";
  }

  @Override
  public Judgement judge(Subject subject) {
    int most = subject.policy().radius().maxHosts().orElse(Integer.MAX_VALUE);
    List<String> changed = subject.plan().hosts().stream().map(Host::name).toList();
    return changed.size() <= most
        ? new Judgement.Kept()
        : Judgement.broken(
            "%d hosts would be changed: %s".formatted(changed.size(), Words.some(changed)),
            "change fewer with `--limit`, or raise `max_hosts` if so many are meant");
  }
}
