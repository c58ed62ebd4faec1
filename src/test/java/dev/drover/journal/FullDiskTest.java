package dev.drover.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FullDiskTest {

  private static final List<Entry> ENTRIES = EveryEntry.list();

  /** A disk on which so many bytes have room. */
  private static final class Disk implements Medium {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private int room;
    private boolean cutFails;

    private Disk(int room) {
      this.room = room;
    }

    @Override
    public long length() {
      return bytes.size();
    }

    @Override
    public void append(byte[] more) throws IOException {
      int fits = Math.min(more.length, room - bytes.size());
      bytes.write(more, 0, fits);
      if (fits < more.length) {
        throw new IOException("No space left on device");
      }
    }

    @Override
    public void cut(long length) throws IOException {
      if (cutFails) {
        throw new IOException("Input/output error");
      }
      byte[] left = Arrays.copyOf(bytes.toByteArray(), (int) length);
      bytes.reset();
      bytes.write(left);
    }

    @Override
    public void close() {}
  }

  @Test
  void leavesAWholeJournalAndWritesNothingMore() throws Exception {
    int first = Frames.frame(Journal.json(ENTRIES.getFirst())).length;
    Disk disk = new Disk(first + 20);
    Journal journal = new Journal(disk, Optional.empty(), "journal", 0);
    journal.append(ENTRIES.getFirst());
    assertThatThrownBy(() -> journal.append(ENTRIES.get(1)))
        .isInstanceOf(JournalWriteException.class)
        .hasMessage("journal can't be written: No space left on device");
    assertThat(disk.length()).isEqualTo(first);
    disk.room = Integer.MAX_VALUE; // what was refused once stays so: the run is to be resumed
    assertThatThrownBy(() -> journal.append(ENTRIES.get(1)))
        .hasMessage("journal can't be written: No space left on device");
    assertThat(read(disk)).containsExactly(ENTRIES.getFirst());
  }

  @Test
  void aRestThatCantBeTakenBackIsATornRecord() throws Exception {
    int first = Frames.frame(Journal.json(ENTRIES.getFirst())).length;
    Disk disk = new Disk(first + 20);
    disk.cutFails = true;
    Journal journal = new Journal(disk, Optional.empty(), "journal", 0);
    journal.append(ENTRIES.getFirst());
    assertThatThrownBy(() -> journal.append(ENTRIES.get(1)))
        .isInstanceOf(JournalWriteException.class);
    assertThat(disk.length()).isEqualTo(first + 20);
    assertThat(read(disk)).containsExactly(ENTRIES.getFirst());
  }

  private static List<Entry> read(Disk disk) throws JournalException {
    return JournalText.entries(Frames.readOn(disk.bytes.toByteArray(), 0, "journal"), "journal");
  }
}
