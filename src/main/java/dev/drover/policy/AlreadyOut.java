package dev.drover.policy;

import dev.drover.plan.Capacity;
import dev.drover.plan.HeldUp;
import dev.drover.plan.Plan;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Tells why a run could not go on because of hosts that are out before it begins. */
final class AlreadyOut {

  private AlreadyOut() {}

  /**
   * Broken if a host could never leave.
   *
   * @param problem what would become of it, behind who is out already
   * @param or what else than bringing hosts back would help
   */
  static Optional<Judgement> judge(
      Plan plan, HeldUp.MayLeave rule, Function<HeldUp, String> problem, String or) {
    return HeldUp.of(plan, rule)
        .map(held ->
            Judgement.broken(
                who(plan, held) + ": " + problem.apply(held),
                "bring %s back into service and plan again, let %s come first, or %s"
                    .formatted(
                        String.join(", ", held.out()), held.out().size() > 1 ? "them" : "it", or)));
  }

  private static String who(Plan plan, HeldUp held) {
    Map<String, String> down = Capacity.down(plan);
    List<String> hosts = held.out();
    return hosts.stream()
        .map(host ->
            down.containsKey(host)
                ? "%s is down already (%s)".formatted(host, down.get(host))
                : host + " is out of service already")
        .collect(Collectors.joining(", "));
  }

  /** How many of a play's hosts would take traffic if the host left too. */
  static String left(HeldUp held) {
    int hosts = held.play().hosts().size();
    return "with %s out too %d of %d would take traffic"
        .formatted(held.host(), hosts - held.out().size() - 1, hosts);
  }
}
