package dev.drover.cli;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.drover.plugin.Plugin;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists plugins. */
@Command(
    name = "plugins",
    description = "Lists the plugins that are found, loads each, and tells what is wrong with it.",
    footer = {
      "%nWithout a runbook, `plugins/` in the current directory is the project's.",
      "%nExamples:",
      "  drover plugins",
      "  drover plugins --plugins /etc/drover/plugins --json"
    })
final class PluginsCommand implements Callable<Integer> {

  /** A plugin as it is listed. */
  @JsonInclude(JsonInclude.Include.NON_ABSENT)
  record Row(
      String name,
      String state,
      Optional<String> form,
      Optional<String> version,
      Optional<String> description,
      List<String> adds,
      String file,
      Optional<String> problem,
      Optional<String> next) {

    static Row of(Plugin plugin) {
      Optional<Plugin.Problem> problem = plugin.check();
      return new Row(
          plugin.name(),
          problem.isEmpty() ? "ready" : plugin.isBuilt() ? "broken" : "not built",
          plugin.card().map(Plugin.Card::form),
          plugin.card().map(Plugin.Card::version),
          plugin.card().map(Plugin.Card::description),
          plugin.card().map(Plugin.Card::adds).orElse(List.of()),
          plugin.card().map(Plugin.Card::file).orElse(plugin.path()).toString(),
          problem.map(Plugin.Problem::words),
          problem.map(Plugin.Problem::next));
    }
  }

  @Mixin private PluginOptions plugins = new PluginOptions();

  @Option(names = "--json", description = "Prints the list as JSON.")
  private boolean json;

  private final Terminal terminal;

  PluginsCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    List<Row> rows =
        PluginOptions.plugins(plugins.directories(), Path.of("runbook.yml")).all().stream()
            .map(Row::of)
            .toList();
    if (json) {
      terminal.json(rows);
    } else if (rows.isEmpty()) {
      terminal.line("There is no plugin here; docs/plugins.md tells how to write one.");
    } else {
      rows.forEach(this::show);
    }
    return rows.stream().anyMatch(row -> row.state().equals("broken"))
        ? ExitCode.MISTAKES.code()
        : ExitCode.OK.code();
  }

  private void show(Row row) {
    terminal.line(
        "%-16s %-9s %-11s %-8s %s"
            .formatted(
                row.name(),
                row.state(),
                row.form().orElse("?"),
                row.version().orElse("?"),
                String.join(", ", row.adds())));
    terminal.line("  " + row.file());
    row.problem().ifPresent(words -> terminal.line("  " + words));
    row.next().ifPresent(words -> terminal.line("  next: " + words));
  }
}
