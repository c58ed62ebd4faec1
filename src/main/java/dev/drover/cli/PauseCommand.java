package dev.drover.cli;

import dev.drover.run.OperatorRequest.Verb;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Pauses a run from another terminal. */
@Command(
    name = "pause",
    description = {
      "Lets no further step of a run begin, anywhere, until `drover continue`. Steps in work go to their end;",
      "what is open stays open. The journal says who paused the run, and why."
    },
    footer = {"%nExamples:", "  drover pause last --reason \"the balancer is being looked at\""})
final class PauseCommand implements Callable<Integer> {

  @Mixin private RunToAsk target = new RunToAsk();

  private final Terminal terminal;

  PauseCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Exception {
    target.wantReason();
    OperatorCall call = target.call(terminal);
    call.ask(Verb.PAUSE);
    terminal.line(
        "Run "
            + call.id()
            + " is paused: no step begins, steps in work go to their end.\n  next: drover continue "
            + call.id());
    return ExitCode.OK.code();
  }
}
