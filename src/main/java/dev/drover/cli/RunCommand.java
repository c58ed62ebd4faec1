package dev.drover.cli;

import dev.drover.report.PlanText;
import dev.drover.review.PlanDocument;
import dev.drover.review.PlanFile;
import dev.drover.review.PlanJson;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Runs a runbook, or a plan that was made of one. */
@Command(
    name = "run",
    description = {
      "Runs a runbook: checks and looks first, then changes what differs, host by host.",
      "At a terminal it shows the first screen of the plan and asks before it begins.",
      "Runs a plan that `drover plan -o` wrote, if what it rests on is as it was."
    },
    footer = {
      "%nCtrl-C once: nothing new is started, hosts in work go on to their safe point.",
      "Ctrl-C twice: aborts.",
      "%nExamples:",
      "  drover run runbooks/bitbucket-rolling-upgrade.yml -i inventories/example \\",
      "      -e to_version=7.9.4 -e archive=atlassian-bitbucket-7.9.4.tar.gz",
      "  drover run change.plan"
    })
final class RunCommand implements Callable<Integer> {

  @Mixin private RunbookOptions options = new RunbookOptions();
  @Mixin private ReplanOptions replan = new ReplanOptions();
  @Mixin private AskOptions ask = new AskOptions();

  private final Terminal terminal;

  RunCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Exception {
    ask.check(terminal);
    boolean plan = PlanFile.isOne(options.runbook);
    replan.check(plan);
    ExitCode code =
        plan
            ? PlannedRun.of(options, replan, ask, terminal).go(options.parameters, options.vault)
            : planned();
    return code.code();
  }

  /** Plans and runs in one go. */
  private ExitCode planned() throws Exception {
    Compiled compiled =
        Compiled.of(Requests.of(options), options.vault.vault(terminal), ask.json, terminal);
    SameVersion.tell(compiled, terminal);
    SignedPlan.refuseUnplanned(options.runbook, compiled.plan().runbook().policy());
    try (Connections connections = Connections.of(compiled, terminal)) {
      Look look = Look.before(compiled, connections, terminal);
      refuse(look.document(), ask, terminal);
      confirm(look.document());
      return new RunSession(compiled, connections, terminal, ask)
          .begin(look.document(), look.plan(), SignedPlan.UNSIGNED);
    }
  }

  /** Shows a person at the terminal what would be done; nobody has seen a plan of it yet. */
  private void confirm(PlanDocument plan) throws InterruptedException {
    if (!ask.asks(terminal)) {
      return;
    }
    terminal.tell(PlanText.first(plan, terminal.style(), terminal.width()));
    if (!ask.asker(terminal).confirm("Run it?")) {
      throw new EndException(
          ExitCode.STOPPED,
          "It was not begun; nothing was changed.",
          "`drover plan` shows every step; with `--yes` nothing is asked");
    }
  }

  /** Ends the command if it is seen beforehand that the run would fail, or breaks a policy. */
  static void refuse(PlanDocument plan, AskOptions ask, Terminal terminal) throws IOException {
    ExitCode code = ExitCode.of(plan);
    if (code == ExitCode.OK) {
      return;
    }
    terminal.tellProblems(plan);
    if (ask.json) {
      PlanJson.write(plan, terminal.out());
    }
    throw new EndException(code, "The run was not begun; nothing was changed.", "");
  }
}
