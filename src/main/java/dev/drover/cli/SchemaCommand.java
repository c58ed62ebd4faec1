package dev.drover.cli;

import dev.drover.load.RunbookSchema;
import dev.drover.review.PlanSchema;
import dev.drover.task.Kinds;
import dev.drover.tasks.BuiltIn;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Prints the JSON Schema of runbooks or of plans. */
@Command(
    name = "schema",
    description =
        "Prints a JSON Schema (2020-12) of runbooks, with every task kind and those of plugins, so"
            + " that editors complete and check; or that of plans.",
    footer = {
      "%nExample:",
      "  drover schema > .drover-schema.json",
      "%nThen begin a runbook with this line:",
      "  # yaml-language-server: $schema=.drover-schema.json"
    })
final class SchemaCommand implements Callable<Integer> {

  @Mixin private PluginOptions plugins = new PluginOptions();

  @Option(names = "--plan", description = "Prints that of plans, as `drover plan --json` has them.")
  private boolean plan;

  private final Terminal terminal;

  SchemaCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    if (plan) {
      terminal.json(PlanSchema.json());
      return ExitCode.OK.code();
    }
    Kinds kinds =
        new Kinds(
            BuiltIn.list(), PluginOptions.plugins(plugins.directories(), Path.of("runbook.yml")));
    terminal.json(RunbookSchema.of(kinds));
    return ExitCode.OK.code();
  }
}
