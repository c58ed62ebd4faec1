package dev.drover.rehearse;

import dev.drover.diag.Diagnostics;
import dev.drover.diag.Span;
import dev.drover.expr.Resolution;
import dev.drover.expr.Scope;
import dev.drover.expr.Values;
import dev.drover.model.Host;
import dev.drover.remote.CommandResult;
import dev.drover.sim.SimHost;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the variable {@code rehearsal} of a host says of its simulated twin: files that are there,
 * and what commands answer that nobody emulates.
 */
record Told(Map<?, ?> fields) {

  static final String VARIABLE = "rehearsal";

  /** What is told of each host, by its name. */
  static Map<String, Told> of(Rehearsable site) {
    Map<String, Told> told = new LinkedHashMap<>();
    Span use = Span.startOf(site.scopes().runbook().source());
    for (Host host : site.scopes().inventory().hosts().values()) {
      Scope scope = site.scopes().ofHost(host);
      if (scope.names().contains(VARIABLE)
          && scope.resolve(VARIABLE, use, new Diagnostics()) instanceof Resolution.Ready ready
          && Values.plain(ready.value()) instanceof Map<?, ?> fields) {
        told.put(host.name(), new Told(fields));
      }
    }
    return told;
  }

  void tell(SimHost host) {
    if (fields.get("files") instanceof Map<?, ?> files) {
      files.forEach((path, text) -> host.files().write(path.toString(), text.toString()));
    }
    if (fields.get("commands") instanceof Map<?, ?> commands) {
      commands.forEach((command, answer) -> host.answers().put(command.toString(), answer(answer)));
    }
  }

  private static CommandResult answer(Object answer) {
    if (!(answer instanceof Map<?, ?> fields)) {
      return new CommandResult(0, answer + "\n", "");
    }
    int status = fields.get("status") instanceof Number number ? number.intValue() : 0;
    return new CommandResult(status, text(fields, "out"), text(fields, "err"));
  }

  private static String text(Map<?, ?> fields, String name) {
    return fields.get(name) == null ? "" : fields.get(name) + "\n";
  }
}
