package dev.drover.cli;

import dev.drover.journal.Journal;
import dev.drover.journal.JournalException;
import dev.drover.journal.RunState;
import java.io.IOException;
import java.nio.file.Path;

/** A run whose journal this process writes. */
record OpenRun(String id, Path file, Journal journal) {

  /** Where it stands, by what its journal says. */
  RunState state() throws IOException, JournalException {
    return RunState.of(Journal.read(file));
  }

  Path directory() {
    return file.resolveSibling("");
  }

  /** Where other terminals leave what they ask for. */
  Path requests() {
    return file.resolveSibling("requests");
  }
}
