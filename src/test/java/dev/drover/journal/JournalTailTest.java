package dev.drover.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTailTest {

  private static final List<Entry> ENTRIES = EveryEntry.list();

  @TempDir Path directory;

  @Test
  void givesEachEntryOnceWhenItIsWhole() throws Exception {
    Path file = directory.resolve("journal");
    try (Journal journal = Journal.create(file)) {
      ENTRIES.forEach(journal::append);
    }
    byte[] whole = Files.readAllBytes(file);
    Path growing = Files.createFile(directory.resolve("growing"));
    JournalTail tail = new JournalTail(growing);
    List<Entry> seen = new ArrayList<>();
    for (byte next : whole) {
      Files.write(growing, new byte[] {next}, StandardOpenOption.APPEND);
      List<Entry> more = tail.next();
      assertThat(more).hasSizeLessThan(2);
      assertThat(more).hasSize(next == '\n' && seen.size() + more.size() > 0 ? 1 : 0);
      seen.addAll(more);
    }
    assertThat(seen).isEqualTo(ENTRIES);
    assertThat(tail.next()).isEmpty();
  }

  @Test
  void followsARunOverItsResume() throws Exception {
    Path file = directory.resolve("journal");
    JournalTail tail = new JournalTail(file);
    try (Journal journal = Journal.create(file)) {
      journal.append(ENTRIES.getFirst());
    }
    Files.write(
        file, "000000".getBytes(StandardCharsets.US_ASCII), StandardOpenOption.APPEND); // torn
    assertThat(tail.next()).containsExactly(ENTRIES.getFirst());
    try (Journal journal = Journal.open(file)) {
      journal.append(ENTRIES.getLast());
    }
    assertThat(tail.next()).containsExactly(ENTRIES.getLast());
  }

  @Test
  void refusesWhatIsDamagedBehindWhatItHasRead() throws Exception {
    Path file = directory.resolve("journal");
    JournalTail tail = new JournalTail(file);
    try (Journal journal = Journal.create(file)) {
      journal.append(ENTRIES.getFirst());
      long length = Files.size(file);
      assertThat(tail.next()).hasSize(1);
      journal.append(ENTRIES.get(1));
      byte[] damaged = Files.readAllBytes(file);
      damaged[(int) length + 20] ^= 1;
      Files.write(file, damaged);
      assertThatThrownBy(tail::next)
          .isInstanceOf(JournalException.class)
          .hasMessageStartingWith(file + " is damaged at byte " + length + ": expected checksum ");
      Files.write(file, Arrays.copyOf(damaged, 30));
      assertThatThrownBy(tail::next)
          .isInstanceOf(JournalException.class)
          .hasMessage(
              "%s was %d bytes long and is 30 now: something cut it off".formatted(file, length));
    }
  }
}
