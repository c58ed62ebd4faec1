package dev.drover.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.journal.Entry;
import dev.drover.journal.Journal;
import dev.drover.journal.RunState;
import dev.drover.run.Ledger;
import dev.drover.run.Stop;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SteeringTest {

  @TempDir Path directory;

  @Test
  void anAbortInterruptsTheRunAndNotWhatComesAfterIt() throws Exception {
    try (Journal journal = Journal.create(directory.resolve("journal"))) {
      Ledger ledger = new Ledger(journal, new RunState(), List.of());
      Steering steering = new Steering(new Stop(), ledger, Terminal.ofProcess());
      Entry lost = new Entry.LeaseLost(Instant.EPOCH, "bitbucket", "another one has it");
      steering.abort(lost, "the lease was lost");
      assertThat(Thread.currentThread().isInterrupted()).isTrue();
      steering.walked();
      assertThat(Thread.currentThread().isInterrupted()).isFalse();
      steering.abort(lost, "the lease was lost");
      assertThat(Thread.interrupted()).isFalse();
    }
  }
}
