package dev.drover.cli;

import dev.drover.load.RunbookSchema;
import dev.drover.task.Kinds;
import dev.drover.tasks.BuiltIn;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Prints the JSON Schema of runbooks. */
@Command(
    name = "schema",
    description =
        "Prints a JSON Schema (2020-12) of runbooks, with every task kind and those of plugins, so"
            + " that editors complete and check.",
    footer = {
      "%nExample:",
      "  drover schema > .drover-schema.json",
      "%nThen begin a runbook with this line:",
      "  # yaml-language-server: $schema=.drover-schema.json"
    })
final class SchemaCommand implements Callable<Integer> {

  @Mixin private PluginOptions plugins = new PluginOptions();

  private final Terminal terminal;

  SchemaCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    Kinds kinds =
        new Kinds(
            BuiltIn.list(), PluginOptions.plugins(plugins.directories(), Path.of("runbook.yml")));
    terminal.json(RunbookSchema.of(kinds));
    return ExitCode.OK.code();
  }
}
