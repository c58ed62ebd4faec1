package dev.drover.cli;

import dev.drover.journal.Entry;
import dev.drover.journal.Journal;
import dev.drover.journal.RunState;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Goes on with a run that failed, was stopped or was cut off. */
@Command(
    name = "resume",
    description = {
      "Goes on with a run that failed, was stopped or was cut off. Finished steps are not repeated.",
      "The directory of a run is all that is needed: copied to another machine, it is resumed there by its path.",
      "What was read when the run began is looked for where it lay, then as seen from the current directory;"
          + " if some of it is not there, the copies that the run keeps are used."
    },
    footer = {
      "%nExamples:",
      "  drover resume last",
      "  drover resume 20261121-030000 --as-begun",
      "  drover resume /mnt/rescued/20261121-030000"
    })
final class ResumeCommand implements Callable<Integer> {

  @Parameters(
      paramLabel = "RUN",
      description = "The run's id, the end of it, `last`, or the directory of a run.")
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
    Path directory = KeptRun.directory(words);
    Path file = KeptRun.journal(directory);
    RunState state = RunState.of(Journal.read(file));
    String run = KeptRun.name(directory, state);
    KeptRun.refuseAtWork(run, directory);
    if (state.end().map(end -> end.verdict() == Entry.Verdict.FINISHED).orElse(false)) {
      terminal.line("Run " + run + " has finished; there is nothing to resume.");
      return ExitCode.OK.code();
    }
    Compiled compiled = again.compiled(directory, state, "resume", ask.json, terminal);
    try (Journal journal = Journal.open(file);
        Connections connections = Connections.of(compiled, terminal)) {
      return new RunSession(compiled, connections, terminal, ask)
          .resume(new OpenRun(run, file, journal))
          .code();
    }
  }
}
