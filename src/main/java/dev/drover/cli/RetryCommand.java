package dev.drover.cli;

import dev.drover.run.OperatorRequest.Verb;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Lets a step that failed run again while its run still goes on. */
@Command(
    name = "retry",
    description = {
      "Lets a step that failed run again while its run still goes on, as when a cause is mended; its"
          + " host goes on behind it.",
      "A run that nobody runs any more runs failed steps again when it is resumed."
    },
    footer = {
      "%nA run ends when no host is left in work. To have time, pause it first: no step begins then,",
      "and it does not end.",
      "%nExample:",
      "  drover retry last start[bb2] --reason \"the disk has space again\""
    })
final class RetryCommand implements Callable<Integer> {

  @Mixin private RunToAsk target = new RunToAsk();

  @Parameters(
      index = "1",
      paramLabel = "STEP",
      description = "The step's address, or a part of it that fits no other step that failed.")
  private String words = "";

  private final Terminal terminal;

  RetryCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Exception {
    OperatorCall call = target.call(terminal);
    String step = call.step(words, Verb.RETRY);
    String when = call.ask(Verb.RETRY, step);
    terminal.line(step + " runs again" + (when.isEmpty() ? call.oncePaused() : when));
    return ExitCode.OK.code();
  }
}
