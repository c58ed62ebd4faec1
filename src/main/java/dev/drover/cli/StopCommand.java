package dev.drover.cli;

import dev.drover.run.OperatorRequest.Verb;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Stops a run from another terminal. */
@Command(
    name = "stop",
    description = {
      "Stops a run, as Ctrl-C in its own terminal does: nothing new is started, hosts in work go on to their safe",
      "point. With --abort it stops at once, as a second Ctrl-C does, and lists what is open."
    },
    footer = {
      "%nExamples:",
      "  drover stop last --reason \"enough for tonight\"",
      "  drover stop 20261121-030000 --abort --reason \"the wrong cluster\""
    })
final class StopCommand implements Callable<Integer> {

  @Mixin private RunToAsk target = new RunToAsk();

  @Option(
      names = "--abort",
      description = "Stops at once: commands on hosts are ended, what is open is listed.")
  private boolean abort;

  private final Terminal terminal;

  StopCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Exception {
    OperatorCall call = target.call(terminal);
    call.ask(abort ? Verb.ABORT : Verb.STOP);
    terminal.line(
        "Run "
            + call.id()
            + (abort ? " is aborted" : " stops: hosts in work go on to their safe point")
            + ".\n  next: drover show "
            + call.id()
            + " --follow tells when it has ended");
    return ExitCode.OK.code();
  }
}
