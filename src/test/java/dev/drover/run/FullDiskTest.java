package dev.drover.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drover.journal.Entry;
import dev.drover.journal.Entry.Verdict;
import dev.drover.journal.Journal;
import dev.drover.journal.JournalWriteException;
import dev.drover.journal.Medium;
import dev.drover.journal.RunState;
import dev.drover.plan.Doors;
import dev.drover.plan.Limited;
import dev.drover.secret.Masker;
import dev.drover.sim.SimRemotes;
import dev.drover.sim.SimRests;
import dev.drover.sim.World;
import dev.drover.time.SteppedTime;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The disk of the controller is full when any of its records is to be written. */
class FullDiskTest {

  private static final List<String> HOSTS = List.of("h1", "h2");

  @TempDir Path directory;

  /** A disk that has room for so many records. */
  private static final class Disk implements Medium {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private int room;

    private Disk(int room) {
      this.room = room;
    }

    @Override
    public synchronized long length() {
      return bytes.size();
    }

    @Override
    public synchronized void append(byte[] more) throws IOException {
      if (room-- <= 0) {
        bytes.write(more, 0, more.length / 2);
        throw new IOException("No space left on device");
      }
      bytes.write(more);
    }

    @Override
    public synchronized void cut(long length) throws IOException {
      byte[] left = Arrays.copyOf(bytes.toByteArray(), (int) length);
      bytes.reset();
      bytes.write(left);
    }

    @Override
    public void close() {}

    synchronized List<Entry> entries() throws Exception {
      return Journal.entries(bytes.toByteArray(), "journal");
    }
  }

  @Test
  void nothingIsDoneThatTheJournalDoesNotSayAndTheRunIsResumed() throws Exception {
    Disk whole = new Disk(Integer.MAX_VALUE);
    assertThat(run(new Fleet(2), whole)).isEqualTo(Verdict.FINISHED);
    int records = whole.entries().size();
    assertThat(records).isGreaterThan(15);
    for (int room = 1; room <= records; room++) { // the header is one of them
      Fleet fleet = new Fleet(2);
      Disk disk = new Disk(room);
      assertThatThrownBy(() -> run(fleet, disk))
          .as("room for %d records", room)
          .isInstanceOf(JournalWriteException.class)
          .hasMessage("journal can't be written: No space left on device");
      assertThat(intents(disk.entries())).containsAll(fleet.done());
      disk.room = Integer.MAX_VALUE;
      assertThat(run(fleet, disk)).isEqualTo(Verdict.FINISHED);
      assertThat(fleet.out()).isEmpty();
      assertThat(RunState.of(disk.entries()).open()).isEmpty();
    }
  }

  private static List<String> intents(List<Entry> entries) {
    List<String> intents = new ArrayList<>();
    for (Entry entry : entries) {
      if (entry instanceof Entry.StepBegan began) {
        String host = began.step().replaceFirst(".*\\[(.*)]", "$1");
        String task = began.step().replaceFirst(".*/(.*)\\[.*", "$1");
        intents.add(
            switch (task) {
              case "take_out" -> "out " + host;
              case "work" -> "work " + host;
              default -> "in " + host;
            });
      }
    }
    return intents;
  }

  private Verdict run(Fleet fleet, Disk disk) throws Exception {
    Path place = Files.createTempDirectory(directory, "run");
    String text = Files.readString(Path.of("src/test/resources/operator/two-hosts.yml"));
    FleetRun run = FleetRun.of(fleet, place, text, HOSTS, Limited.NOT);
    World world = new World();
    SteppedTime time = new SteppedTime(FleetRun.START);
    Doors doors = new Doors(run.scopes(), new SimRemotes(world), new SimRests(world), time);
    Means means = new Means(doors, time, Asker.NOBODY, Map.of(), new Masker());
    RunState state = RunState.of(disk.entries());
    try (Journal journal = Journal.on(disk, disk.bytes.toByteArray(), "journal")) {
      Ledger ledger = new Ledger(journal, state, List.of());
      return new Engine("test", run.plan(), ledger, new Stop(), means, (_, _) -> {}).run();
    }
  }
}
