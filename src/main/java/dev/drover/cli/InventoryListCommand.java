package dev.drover.cli;

import dev.drover.model.Host;
import dev.drover.report.InventoryView;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists the hosts of an inventory. */
@Command(
    name = "list",
    description = "Lists the hosts of an inventory; connects to nothing, shows no secret.",
    footer = {
      "%nFormats:",
      "  text    a host on each line, with its address and groups",
      "  names   a host on each line, nothing else",
      "  json    what `ansible-inventory --list` prints, with all variables in _meta",
      "%nExamples:",
      "  drover inventory list -i inventories/example",
      "  drover inventory list -i inventories/example --format json",
      "  drover inventory list -i inventories/example --format names --limit 'bitbucket:!bb1'",
      "  drover inventory list -i inventories/example --limit @failed-hosts.txt"
    })
final class InventoryListCommand implements Callable<Integer> {

  private enum Format {
    TEXT,
    NAMES,
    JSON
  }

  @Mixin private InventoryOptions options = new InventoryOptions();

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "text, names or json; text if left out.")
  private Format format = Format.TEXT;

  @Option(
      names = {"-l", "--limit"},
      paramLabel = "PATTERN",
      description = "Lists only these hosts: a host pattern, or @FILE with one on each line.")
  private Optional<String> limit = Optional.empty();

  private final Terminal terminal;

  InventoryListCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    InventoryOptions.Selected selected = options.load(limit, terminal);
    switch (format) {
      case JSON -> terminal.json(InventoryView.list(selected.inventory(), selected.hosts()));
      case NAMES -> selected.hosts().forEach(host -> terminal.line(host.name()));
      case TEXT -> text(selected.hosts());
    }
    return ExitCode.OK.code();
  }

  private void text(List<Host> hosts) {
    int names = hosts.stream().mapToInt(host -> host.name().length()).max().orElse(0);
    List<String> addresses = hosts.stream().map(InventoryListCommand::address).toList();
    int widest = addresses.stream().mapToInt(String::length).max().orElse(0);
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < hosts.size(); i++) {
      out.append(
          "%%-%ds  %%-%ds  %%s"
              .formatted(Math.max(1, names), Math.max(1, widest))
              .formatted(
                  hosts.get(i).name(),
                  addresses.get(i),
                  String.join(" ", hosts.get(i).groupNames()))
              .stripTrailing());
      out.append('\n');
    }
    terminal.print(out.toString());
  }

  /** The address as it is written; empty if the name is it. */
  private static String address(Host host) {
    Map<String, Object> vars = InventoryView.host(host);
    return String.valueOf(vars.getOrDefault("ansible_host", ""));
  }
}
