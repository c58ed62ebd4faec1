package dev.drover.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What every command that compiles a runbook is told. */
final class RunbookOptions {

  @Parameters(paramLabel = "RUNBOOK", description = "The runbook's file.")
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

  @Mixin VaultOptions vault = new VaultOptions();
}
