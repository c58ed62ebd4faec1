package dev.drover.cli;

import dev.drover.report.PlanText;
import dev.drover.review.PlanDocument;
import dev.drover.review.PlanDocument.ProblemView;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Runs a runbook. */
@Command(
    name = "run",
    description =
        "Runs a runbook: checks and looks first, then changes what differs, host by host.",
    footer = {
      "%nCtrl-C once: nothing new is started, hosts in work go on to their safe point.",
      "Ctrl-C twice: aborts.",
      "%nExample:",
      "  drover run runbooks/bitbucket-rolling-upgrade.yml -i inventories/example \\",
      "      -e to_version=7.9.4 -e archive=atlassian-bitbucket-7.9.4.tar.gz"
    })
final class RunCommand implements Callable<Integer> {

  @Mixin private RunbookOptions options = new RunbookOptions();
  @Mixin private AskOptions ask = new AskOptions();

  private final Terminal terminal;

  RunCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Exception {
    ask.check(terminal);
    Compiled compiled =
        Compiled.of(Requests.of(options), options.vault.vault(terminal), ask.json, terminal);
    try (Connections connections = Connections.of(compiled, terminal)) {
      PlanDocument view = PlanCommand.look(compiled, connections, terminal);
      for (ProblemView problem : view.problems()) {
        PlanText.problem(problem, terminal.style()).forEach(terminal::tell);
      }
      if (!view.problems().isEmpty()) {
        if (ask.json) {
          terminal.json(view);
        }
        throw new EndException(
            ExitCode.UNREACHABLE, "The run was not begun; nothing was changed.", "");
      }
      return new RunSession(compiled, connections, terminal, ask).begin().code();
    }
  }
}
