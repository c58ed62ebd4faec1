package dev.drover.cli;

import dev.drover.model.Selection;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What every command that compiles a runbook is told. */
final class RunbookOptions {

  @Parameters(
      paramLabel = "RUNBOOK",
      description =
          "The runbook's file, or NAME@VERSION: runbooks/NAME.yml in the Git tag of that version."
              + " `drover plan`, `graph` and `run` also take the file of a plan.")
  Path runbook = Path.of("");

  @Option(
      names = {"-i", "--inventory"},
      paramLabel = "INVENTORY",
      description =
          "Inventory file or directory; may be given several times. Needed for a runbook; a plan has"
              + " its own.")
  List<Path> inventories = new ArrayList<>();

  @Option(
      names = {"-e", "--extra-vars"},
      paramLabel = "NAME=VALUE|@FILE",
      description =
          "A parameter of the runbook, or a YAML file of several; may be given several times.")
  List<String> parameters = new ArrayList<>();

  @Option(
      names = "--seed",
      paramLabel = "NUMBER",
      description = "Decides shuffled orders; if left out, they follow from the inputs.")
  Optional<Long> seed = Optional.empty();

  @Mixin SelectionOptions selection = new SelectionOptions();

  @Mixin PluginOptions plugins = new PluginOptions();

  @Mixin PolicyOptions policies = new PolicyOptions();

  @Mixin VaultOptions vault = new VaultOptions();

  /** The same of a plan that is only shown: then parameters, too, are of no use. */
  void refuseAll() {
    refuseContradictions(parameters.isEmpty() ? List.of() : List.of("--extra-vars"));
  }

  /** A plan says already what else a command line would say; secrets are given when it is run. */
  void refuseContradictions() {
    refuseContradictions(List.of());
  }

  private void refuseContradictions(List<String> more) {
    List<String> given = new ArrayList<>(more);
    if (!inventories.isEmpty()) {
      given.add("--inventory");
    }
    if (!selection.selection().equals(Selection.ALL)) {
      given.add("--limit, --tags, --skip-tags or --start-at");
    }
    if (plugins.isGiven()) {
      given.add("--plugins");
    }
    if (!policies.directories().isEmpty()) {
      given.add("--policies");
    }
    if (seed.isPresent()) {
      given.add("--seed");
    }
    if (!given.isEmpty()) {
      throw new EndException(
          ExitCode.USAGE,
          runbook
              + " is a plan, which has its own inventory, hosts and tasks: "
              + String.join(", ", given)
              + " can't change it",
          "leave that out, or make another plan with it: drover plan RUNBOOK … -o FILE");
    }
  }
}
