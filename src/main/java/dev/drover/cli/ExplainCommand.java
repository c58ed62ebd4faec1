package dev.drover.cli;

import dev.drover.diag.Code;
import dev.drover.diag.Diagnostic.Severity;
import dev.drover.diag.Diagnostics;
import dev.drover.diag.Suggestion;
import dev.drover.expr.Value;
import dev.drover.load.HostList;
import dev.drover.load.InventoryLoader;
import dev.drover.load.Parameters;
import dev.drover.load.RunbookLoader;
import dev.drover.model.Host;
import dev.drover.model.Inventory;
import dev.drover.model.Runbook;
import dev.drover.model.Scopes;
import dev.drover.report.Style;
import dev.drover.secret.Masker;
import dev.drover.secret.Vault;
import dev.drover.task.Extensions;
import dev.drover.task.Kinds;
import dev.drover.tasks.BuiltIn;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Tells what a name stands for on a host, and who says so. */
@Command(
    name = "explain",
    description =
        "Tells what a name stands for on a host: its value, its type, and every definition, the one"
            + " that counts first.",
    footer = {
      "%nExamples:",
      "  drover explain install_base --host bb1 -i inventories/example",
      "  drover explain product.url --host bb1 -i inventories/example",
      "  drover explain to_version --host bb1 runbooks/bitbucket-rolling-upgrade.yml \\",
      "      -i inventories/example -e to_version=7.9.4"
    })
final class ExplainCommand implements Callable<Integer> {

  @picocli.CommandLine.Parameters(
      index = "0",
      paramLabel = "NAME",
      description = "A name, or a dotted name of a field.")
  private String name = "";

  @picocli.CommandLine.Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "RUNBOOK",
      description = "A runbook, whose parameters and variables count too.")
  private Optional<Path> runbook = Optional.empty();

  @Option(names = "--host", required = true, paramLabel = "HOST", description = "The host.")
  private String host = "";

  @Option(names = "--json", description = "Prints it as JSON.")
  private boolean json;

  @Mixin private SurveyOptions options = new SurveyOptions();

  private final Terminal terminal;

  ExplainCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    Diagnostics diagnostics = new Diagnostics();
    Scopes scopes = scopes(diagnostics);
    Host of = host(scopes.inventory());
    Explanation explanation = Explanation.of(name, of, scopes);
    // A parameter that is not given is told where it is asked for.
    if (diagnostics.sorted().stream()
        .anyMatch(one -> one.severity() == Severity.ERROR && one.code() != Code.PARAMS_MISSING)) {
      terminal.tell(
          "note: there are mistakes, so this may not be all; `drover validate` tells them");
    }
    if (json) {
      terminal.json(explanation.data());
    } else {
      terminal.print(Style.PLAIN.shown(explanation.text()));
    }
    return (explanation.found() ? ExitCode.OK : ExitCode.MISTAKES).code();
  }

  private Scopes scopes(Diagnostics diagnostics) {
    Vault vault = options.vault(terminal);
    Masker masker = new Masker();
    Extensions extensions = options.extensions(runbook);
    Inventory inventory =
        InventoryLoader.load(
            HostList.normalized(options.inventories),
            runbook.map(Path::toAbsolutePath).map(Path::getParent),
            vault,
            extensions,
            diagnostics);
    Runbook book =
        runbook
            .flatMap(file -> load(file, extensions, vault, diagnostics))
            .orElseGet(Runbook::none);
    Map<String, Value> given =
        Parameters.read(
            book, options.parameters, Path.of("").toAbsolutePath(), masker, vault, diagnostics);
    return new Scopes(book, inventory, given, masker, vault);
  }

  private Optional<Runbook> load(
      Path file, Extensions extensions, Vault vault, Diagnostics diagnostics) {
    return RunbookLoader.load(file, new Kinds(BuiltIn.list(), extensions), vault, diagnostics);
  }

  private Host host(Inventory inventory) {
    return inventory
        .host(host)
        .orElseThrow(() ->
            new EndException(
                ExitCode.USAGE,
                "there is no host `" + host + "` in the inventory",
                Suggestion.hint(host, inventory.hosts().keySet(), "its hosts")));
  }
}
