package dev.drover.cli;

import dev.drover.journal.Entry;
import dev.drover.journal.Journal;
import dev.drover.journal.JournalException;
import dev.drover.journal.Request;
import dev.drover.journal.RunState;
import dev.drover.journal.Runs;
import dev.drover.policy.Backups;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Looks for backups among the runs whose journals are kept here. */
final class KeptRuns implements Backups {

  private final Runs runs;
  private final List<String> inventories;

  /** Among runs for the inventories of a request: a backup of another cluster is of no use. */
  KeptRuns(Runs runs, Request request) {
    this.runs = runs;
    this.inventories = request.inventories();
  }

  @Override
  public Optional<Taken> newest(String runbook) {
    try {
      for (String run : runs.all().reversed()) {
        Optional<Taken> taken = taken(run, runbook);
        if (taken.isPresent()) {
          return taken;
        }
      }
    } catch (IOException e) {
      throw new EndException(
          ExitCode.JOURNAL,
          "the runs in " + Places.state() + " can't be looked through: " + e.getMessage(),
          "check that the state directory may be read; nothing was changed");
    }
    return Optional.empty();
  }

  private Optional<Taken> taken(String run, String runbook) throws IOException {
    Path journal = runs.journal(run);
    try {
      RunState state = RunState.of(Journal.read(journal));
      return state
          .began()
          .filter(began -> began.runbook().equals(runbook))
          .filter(
              began -> Set.copyOf(began.request().inventories()).equals(Set.copyOf(inventories)))
          .flatMap(_ -> state.end())
          .filter(end -> end.verdict() == Entry.Verdict.FINISHED)
          .map(end -> new Taken(run, end.at()));
    } catch (JournalException damaged) {
      return Optional.empty(); // a run of which nobody can tell how it ended proves no backup
    }
  }
}
