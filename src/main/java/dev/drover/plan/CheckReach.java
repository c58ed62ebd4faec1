package dev.drover.plan;

import dev.drover.diag.Code;
import dev.drover.diag.Diagnostics;
import dev.drover.model.Host;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Checks how every host is reached, whether it is changed or not: tasks may look at others. Ways
 * that Ansible knows and Drover does not are a mistake only for hosts that are used: an inventory
 * of all machines has switches in it too.
 */
final class CheckReach implements Pass {

  @Override
  public Plan apply(Plan plan, Planning planning) {
    Set<Host> used =
        plan.plays().stream().flatMap(play -> play.hosts().stream()).collect(Collectors.toSet());
    for (Host host : planning.scopes().inventory().hosts().values()) {
      if (used.contains(host)) {
        check(host, planning);
      } else {
        checkUnused(host, planning);
      }
    }
    return plan;
  }

  /** Reports all that is wrong with the variables that say how a host is reached. */
  static void check(Host host, Planning planning) {
    planning.diagnostics().addFor(host.name(), found(host, planning));
  }

  private static void checkUnused(Host host, Planning planning) {
    Diagnostics misprints = new Diagnostics();
    found(host, planning).sorted().stream()
        .filter(one -> one.code() != Code.ARGS_INVALID)
        .forEach(misprints::add);
    planning.diagnostics().addFor(host.name(), misprints);
  }

  private static Diagnostics found(Host host, Planning planning) {
    Diagnostics found = new Diagnostics();
    new Inventoried(planning.scopes()).target(host, found);
    return found;
  }
}
