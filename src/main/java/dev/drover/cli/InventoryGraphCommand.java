package dev.drover.cli;

import dev.drover.diag.Suggestion;
import dev.drover.model.Group;
import dev.drover.report.InventoryView;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows the groups of an inventory as a tree. */
@Command(
    name = "graph",
    description =
        "Shows the groups of an inventory as a tree, as `ansible-inventory --graph` does.",
    footer = {
      "%nExamples:",
      "  drover inventory graph -i inventories/example",
      "  drover inventory graph bitbucket --vars -i inventories/example"
    })
final class InventoryGraphCommand implements Callable<Integer> {

  @Parameters(
      arity = "0..1",
      paramLabel = "GROUP",
      description = "The group at the top; all if left out.")
  private String group = "all";

  @Mixin private InventoryOptions options = new InventoryOptions();

  @Option(
      names = {"-l", "--limit"},
      paramLabel = "PATTERN",
      description = "Shows only these hosts: a host pattern, or @FILE with one on each line.")
  private Optional<String> limit = Optional.empty();

  @Option(names = "--vars", description = "Shows the variables of each host and group too.")
  private boolean vars;

  private final Terminal terminal;

  InventoryGraphCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    InventoryOptions.Selected selected = options.load(limit, terminal);
    Group top = selected.inventory().tree().get(group);
    if (top == null) {
      throw new EndException(
          ExitCode.USAGE,
          "there is no group `" + group + "` in the inventory",
          Suggestion.nearest(group, selected.inventory().tree().keySet())
              .map(near -> "did you mean `" + near + "`?")
              .orElse("leave the group out to see all of them"));
    }
    InventoryView.graph(selected.inventory(), top, selected.hosts(), vars).forEach(terminal::line);
    return ExitCode.OK.code();
  }
}
