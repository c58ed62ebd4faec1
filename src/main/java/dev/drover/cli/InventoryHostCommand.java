package dev.drover.cli;

import dev.drover.diag.Suggestion;
import dev.drover.model.Host;
import dev.drover.report.InventoryView;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Shows the variables of a host. */
@Command(
    name = "host",
    description =
        "Shows the variables of a host as JSON, as `ansible-inventory --host` does; no secret.",
    footer = {"%nExample:", "  drover inventory host bb1 -i inventories/example"})
final class InventoryHostCommand implements Callable<Integer> {

  @Parameters(paramLabel = "HOST", description = "The host's name in the inventory.")
  private String name = "";

  @Mixin private InventoryOptions options = new InventoryOptions();

  private final Terminal terminal;

  InventoryHostCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    InventoryOptions.Selected selected = options.load(Optional.empty(), terminal);
    Host host =
        selected
            .inventory()
            .host(name)
            .orElseThrow(() ->
                new EndException(
                    ExitCode.USAGE,
                    "there is no host `" + name + "` in the inventory",
                    Suggestion.nearest(name, selected.inventory().hosts().keySet())
                        .map(near -> "did you mean `" + near + "`?")
                        .orElse("see `drover inventory list`")));
    terminal.json(InventoryView.host(host));
    return ExitCode.OK.code();
  }
}
