package dev.drover.cli;

import dev.drover.run.OperatorRequest.Verb;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lets a paused run go on. */
@Command(
    name = "continue",
    description = {"Lets a paused run go on."},
    footer = {"%nExamples:", "  drover continue last"})
final class ContinueCommand implements Callable<Integer> {

  @Mixin private RunToAsk target = new RunToAsk();

  private final Terminal terminal;

  ContinueCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Exception {
    OperatorCall call = target.call(terminal);
    call.ask(Verb.CONTINUE);
    terminal.line("Run " + call.id() + " goes on.");
    return ExitCode.OK.code();
  }
}
