package dev.drover.cli;

import dev.drover.journal.Entry;
import dev.drover.journal.Journal;
import dev.drover.journal.RunState;
import dev.drover.journal.Runs;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Goes on with a run that failed, was stopped or was cut off. */
@Command(
    name = "resume",
    description = {
      "Goes on with a run that failed, was stopped or was cut off. Finished steps are not repeated."
    },
    footer = {"%nExamples:", "  drover resume last", "  drover resume 20261121-030000"})
final class ResumeCommand implements Callable<Integer> {

  @Parameters(paramLabel = "RUN", description = "The run's id, the end of it, or `last`.")
  private String words = "";

  @Mixin private AgainOptions again = new AgainOptions();
  @Mixin private AskOptions ask = new AskOptions();

  private final Terminal terminal;

  ResumeCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Exception {
    ask.check(terminal);
    Runs runs = Places.runs();
    String run = runs.find(words);
    Path file = runs.journal(run);
    RunState state = RunState.of(Journal.read(file));
    if (state.end().map(end -> end.verdict() == Entry.Verdict.FINISHED).orElse(false)) {
      terminal.line("Run " + run + " has finished; there is nothing to resume.");
      return ExitCode.OK.code();
    }
    Compiled compiled = again.compiled(runs.plan(run), state, "resume", ask.json, terminal);
    try (Journal journal = Journal.open(file);
        Connections connections = Connections.of(compiled, terminal)) {
      return new RunSession(compiled, connections, terminal, ask).resume(run, file, journal).code();
    }
  }
}
