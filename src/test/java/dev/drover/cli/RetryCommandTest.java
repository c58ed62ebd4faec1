package dev.drover.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.journal.Entry;
import dev.drover.journal.Journal;
import dev.drover.journal.Request;
import dev.drover.journal.RunState;
import dev.drover.model.Inventory;
import dev.drover.model.Scopes;
import dev.drover.plan.Doors;
import dev.drover.run.Asker;
import dev.drover.run.Inbox;
import dev.drover.run.Ledger;
import dev.drover.run.Means;
import dev.drover.run.Operator;
import dev.drover.secret.Masker;
import dev.drover.secret.Vault;
import dev.drover.task.Extensions;
import dev.drover.time.SystemTime;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RetryCommandTest {

  private static final Instant START = Instant.parse("2026-11-21T03:00:00Z");
  private static final String ID = "20261121-030000";
  private static final List<String> STEPS = List.of("one/check[h1]", "two/check[h2]");

  @TempDir Path directory;

  @Test
  void saysFromWhenOnItCounts() throws Exception {
    try (Journal journal = Journal.create(directory.resolve("journal"))) {
      Ledger ledger = new Ledger(journal, new RunState(), List.of());
      ledger.write(
          new Entry.RunBegan(
              START,
              ID,
              "up",
              "1",
              "ops@bastion",
              new Request("", List.of(), List.of(), List.of(), 0),
              Map.of(),
              STEPS));
      for (String step : STEPS) {
        ledger.write(new Entry.PlayBegan(START, step.replaceFirst("/.*", "")));
        ledger.write(failed(step));
      }
      CountDownLatch listens = new CountDownLatch(1);
      Operator operator =
          new Operator(new Inbox(directory.resolve("requests")), ledger, means(listens), _ -> {});
      try (Companion _ = Companion.of(() -> listen(operator))) {
        listens.await();
        assertThat(retry(STEPS.getFirst()))
            .isEqualTo(
                """
                one/check[h1] runs again when the run is resumed: its play is over, and the run goes on with others.
                  next: once the run has ended, drover resume 20261121-030000
                """);
        assertThat(retry("check h2")).isEqualTo("two/check[h2] runs again\n");
        ledger.write(new Entry.PauseAsked(START, "ops@bastion", "to look"));
        assertThat(retry(STEPS.getLast()))
            .isEqualTo("two/check[h2] runs again after `drover continue 20261121-030000`\n");
        assertThat(Shell.drover("resume", directory.toString()).err())
            .contains(
                "run 20261121-030000 is paused: process ",
                " works on it, by ops@bastion",
                "`drover continue 20261121-030000` lets it go on");
      }
    }
    assertThat(retry(STEPS.getLast()))
        .isEqualTo(
            """
            two/check[h2] runs again when the run is resumed.
              next: drover resume 20261121-030000
            """);
  }

  private String retry(String step) {
    return Shell.drover("retry", directory.toString(), step, "--reason", "mended").out();
  }

  private static void listen(Operator operator) {
    try {
      operator.listen();
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static Entry failed(String step) {
    return new Entry.StepEnded(
        START, step, Entry.Ending.FAILED, false, "", Map.of(), false, List.of(), "");
  }

  private static Means means(CountDownLatch listens) {
    Scopes scopes =
        Scopes.ofInventory(new Inventory(Map.of(), Map.of()), new Masker(), Vault.locked());
    return new Means(
        Doors.closed(scopes, Extensions.NONE),
        time -> {
          listens.countDown();
          SystemTime.SYSTEM.sleep(time);
        },
        Asker.NOBODY,
        Map.of(),
        new Masker());
  }
}
