package dev.drover.cli;

import dev.drover.model.Host;
import dev.drover.plan.Plan;
import dev.drover.plan.Probing;
import dev.drover.remote.RemoteException;
import dev.drover.report.PlanText;
import dev.drover.report.Style;
import dev.drover.review.PlanDocument;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows what a run would do. */
@Command(
    name = "plan",
    description = "Shows what a run would do: looks at every host, changes nothing.",
    footer = {
      "%nSigns:",
      "  ~ will change   = already so   . changes nothing: waits or looks   - will be skipped",
      "  ? decided by an earlier step   x will fail   ! not checked   (blank) not looked at",
      "%nExample:",
      "  drover plan runbooks/bitbucket-rolling-upgrade.yml -i inventories/example \\",
      "      -e to_version=7.9.4 -e archive=atlassian-bitbucket-7.9.4.tar.gz"
    })
final class PlanCommand implements Callable<Integer> {

  @Mixin private RunbookOptions options = new RunbookOptions();

  @Option(
      names = "--offline",
      description = "Connects to nothing; what hosts would say stays open.")
  private boolean offline;

  @Option(names = "--json", description = "Prints the plan as JSON.")
  private boolean json;

  private final Terminal terminal;

  PlanCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws InterruptedException {
    Compiled compiled =
        Compiled.of(Requests.of(options), options.vault.vault(terminal), json, terminal);
    PlanDocument view =
        offline ? document(compiled, compiled.plan(), Map.of(), true) : looked(compiled);
    if (json) {
      terminal.json(view);
    } else {
      terminal.print(PlanText.of(view, terminal.style()));
    }
    return view.problems().isEmpty() ? ExitCode.OK.code() : ExitCode.UNREACHABLE.code();
  }

  private PlanDocument looked(Compiled compiled) throws InterruptedException {
    try (Connections connections = Connections.of(compiled, terminal)) {
      return look(compiled, connections, terminal);
    }
  }

  /** Looks at every host, and at every step if all hosts can be worked with. */
  static PlanDocument look(Compiled compiled, Connections connections, Terminal terminal)
      throws InterruptedException {
    Map<Host, RemoteException> problems = Probing.unreachable(compiled.plan(), connections.doors());
    Plan plan =
        problems.isEmpty()
            ? Probing.look(
                compiled.plan(),
                connections.doors(),
                play -> terminal.tell(terminal.style().of(Style.Tone.QUIET, "looking: " + play)))
            : compiled.plan();
    return document(compiled, plan, problems, false);
  }

  private static PlanDocument document(
      Compiled compiled, Plan plan, Map<Host, RemoteException> problems, boolean offline) {
    return PlanDocument.of(plan, compiled.basis(offline), problems, compiled.scopes().masker());
  }
}
