package dev.drover.cli;

import dev.drover.load.RunbookSchema;
import dev.drover.report.RunView;
import dev.drover.review.PlanSchema;
import dev.drover.schema.RecordSchema;
import dev.drover.task.Kinds;
import dev.drover.tasks.BuiltIn;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Prints the JSON Schema of runbooks, of plans or of runs. */
@Command(
    name = "schema",
    description =
        "Prints a JSON Schema (2020-12) of runbooks, with every task kind and those of plugins, so"
            + " that editors complete and check; or that of plans, or of runs.",
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

  @Option(names = "--run", description = "Prints that of runs, as `drover show --json` has them.")
  private boolean run;

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
    if (run) {
      terminal.json(new RecordSchema(RunView.class).json("Drover run, format " + RunView.FORMAT));
      return ExitCode.OK.code();
    }
    Kinds kinds =
        new Kinds(
            BuiltIn.list(), PluginOptions.plugins(plugins.directories(), Path.of("runbook.yml")));
    terminal.json(RunbookSchema.of(kinds));
    return ExitCode.OK.code();
  }
}
