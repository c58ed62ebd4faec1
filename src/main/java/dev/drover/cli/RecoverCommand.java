package dev.drover.cli;

import dev.drover.journal.Journal;
import dev.drover.journal.RunState;
import dev.drover.run.Asker;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Closes what a run has left open. */
@Command(
    name = "recover",
    description = {
      "Closes what a run has left open, as far as that is safe now: a node goes back into the load"
          + " balancer if its cluster and the balancer find it healthy, upgrade mode is switched off"
          + " if no node is upgraded. What stays open is listed with the reason.",
      "Asks before each. Refuses while a controller works on the run. `drover resume` goes on"
          + " afterwards, and opens again what it needs."
    },
    footer = {
      "%nEnds with 0 if nothing is open any more, with 32 if something is.",
      "%nExamples:",
      "  drover recover last",
      "  drover recover 20261121-030000 --yes"
    })
final class RecoverCommand implements Callable<Integer> {

  @Parameters(paramLabel = "RUN", description = "The run's id, the end of it, or `last`.")
  private String words = "";

  @Option(
      names = {"-y", "--yes"},
      description = "Closes all that can be closed, without asking.")
  private boolean yes;

  @Option(names = "--no-input", description = "Asks nothing, and so closes nothing; lists only.")
  private boolean noInput;

  @Option(
      names = "--json",
      description = "Prints how the run stands as JSON; events go to standard error.")
  private boolean json;

  @Mixin private AgainOptions again = new AgainOptions();

  private final Terminal terminal;

  RecoverCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Exception {
    Path directory = KeptRun.directory(words);
    Path file = KeptRun.journal(directory);
    RunState state = RunState.of(Journal.read(file));
    String run = KeptRun.name(directory, state);
    KeptRun.refuseAtWork(run, directory);
    if (state.open().isEmpty()) {
      terminal.line("Nothing of run " + run + " is open.");
      return ExitCode.OK.code();
    }
    Compiled compiled = again.compiled(directory, state, "recover", json, terminal);
    AskOptions ask = new AskOptions();
    ask.yes = yes;
    ask.noInput = noInput;
    ask.json = json;
    Asker asker = ask.asker(terminal);
    try (Journal journal = Journal.open(file);
        Connections connections = Connections.of(compiled, terminal)) {
      return new RunSession(compiled, connections, terminal, ask)
          .recover(
              new OpenRun(run, file, journal),
              open -> asker.confirm("Close " + open.bracket() + ", if that is safe?"))
          .code();
    }
  }
}
