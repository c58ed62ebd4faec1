package dev.drover.plan;

import dev.drover.diag.Code;
import dev.drover.diag.Diagnostics;
import dev.drover.expr.Resolution;
import dev.drover.expr.Scope;
import dev.drover.model.Host;
import dev.drover.model.Play;
import dev.drover.yaml.Node.ScalarNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds the failure domain of each host of a play; that one has none is a mistake. */
final class FailureDomains {

  private FailureDomains() {}

  /** The domains by the names of the hosts; empty if the play does not speak of them. */
  static Map<String, String> of(Play play, List<Host> hosts, Planning planning) {
    Map<String, String> domains = new LinkedHashMap<>();
    Optional<ScalarNode> written = play.rolling().domain();
    if (written.isEmpty()) {
      return domains;
    }
    ScalarNode variable = written.get();
    List<String> without = new ArrayList<>();
    for (Host host : hosts) {
      value(variable, planning.scopes().ofHost(host), planning.diagnostics())
          .ifPresentOrElse(
              domain -> domains.put(host.name(), domain), () -> without.add(host.name()));
    }
    if (!without.isEmpty()) {
      planning
          .diagnostics()
          .error(
              Code.NAME_UNDEFINED,
              variable.span(),
              "`%s` is not defined for %s".formatted(variable.text(), String.join(", ", without)),
              "give each host of the play its `%s` in the inventory".formatted(variable.text()));
    }
    return domains;
  }

  private static Optional<String> value(ScalarNode variable, Scope scope, Diagnostics diagnostics) {
    if (scope.find(variable.text()).isEmpty()) {
      return Optional.empty();
    }
    return scope.resolve(variable.text(), variable.span(), diagnostics)
            instanceof Resolution.Ready ready
        ? Optional.of(ready.value().toString()).filter(domain -> !domain.isBlank())
        : Optional.empty();
  }
}
