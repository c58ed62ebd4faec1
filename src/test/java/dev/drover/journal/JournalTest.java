package dev.drover.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {

  private static final List<Entry> ENTRIES = EveryEntry.list();

  @TempDir Path directory;

  @Test
  void everyKindOfEntryIsTried() {
    assertThat(ENTRIES.stream().<Class<?>>map(Entry::getClass).distinct())
        .containsExactlyInAnyOrder(Entry.class.getPermittedSubclasses());
  }

  @Test
  void readsBackWhatWasWritten() throws Exception {
    Path file = recorded();
    assertThat(Journal.read(file)).isEqualTo(ENTRIES);
    assertThat(Journal.began(file)).contains((Entry.RunBegan) ENTRIES.getFirst());
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void aFileCutAnywhereGivesTheWholeRecordsBeforeTheCut() throws Exception {
    byte[] whole = Files.readAllBytes(recorded());
    int before = 0;
    for (int length = 0; length <= whole.length; length++) {
      List<Entry> read = read(Arrays.copyOf(whole, length));
      assertThat(read).isEqualTo(ENTRIES.subList(0, read.size()));
      assertThat(read.size()).isBetween(before, before + 1);
      before = read.size();
    }
    assertThat(before).isEqualTo(ENTRIES.size());
  }

  /** The file had grown when power was cut, and the last block had not reached the disk. */
  @Test
  void zerosInPlaceOfTheEndOfTheLastRecordAreATornRecord() throws Exception {
    byte[] whole = Files.readAllBytes(recorded());
    int last = Frames.frame(Journal.json(ENTRIES.getLast())).length;
    for (int zeros = 2; zeros <= last; zeros++) {
      byte[] torn = Arrays.copyOf(Arrays.copyOf(whole, whole.length - zeros), whole.length);
      assertThat(read(torn)).isEqualTo(ENTRIES.subList(0, ENTRIES.size() - 1));
    }
    byte[] noEnd = Arrays.copyOf(Arrays.copyOf(whole, whole.length - 1), whole.length);
    assertThatThrownBy(() -> read(noEnd))
        .isInstanceOf(JournalException.class)
        .hasMessageContaining("expected the end of the line, found byte 00");
  }

  @Test
  void anyBitThatFlipsIsRefusedWithWhatWasExpectedAndFound() throws Exception {
    byte[] whole = Files.readAllBytes(recorded());
    for (int bit = 0; bit < whole.length * 8; bit++) {
      byte[] damaged = whole.clone();
      damaged[bit / 8] ^= (byte) (1 << bit % 8);
      assertThatThrownBy(() -> read(damaged))
          .as("bit %d", bit)
          .isInstanceOfSatisfying(JournalException.class, e -> assertThat(e.next()).isNotBlank())
          .hasMessageMatching("(?s).*flipped.*: expected .*, found .*");
    }
  }

  @Test
  void saysWhereItIsDamagedAndHow() throws Exception {
    byte[] whole = Files.readAllBytes(recorded());
    int first = Frames.HEADER.length();
    String name = directory.resolve("flipped").toString();
    assertThat(
            List.of(
                refusal(whole, 0, 'D'),
                refusal(whole, first + 7, '0'),
                refusal(whole, first + 9, 'x'),
                refusal(whole, first + 30, '\n'),
                refusal(whole, whole.length - 1, '+')))
        .containsExactly(
            name
                + " is no journal, or damaged, or a newer Drover wrote it: expected"
                + " `drover-journal 1` in its first line, found `Drover-journal 1`",
            name + " is damaged at byte 17: expected a record of 528 bytes, found one of 542",
            name
                + " is damaged at byte 26: expected eight hexadecimal digits and a blank, found"
                + " `x"
                + new String(whole, first + 10, 8, java.nio.charset.StandardCharsets.US_ASCII)
                + "`",
            name + " is damaged at byte 17: expected a record of 542 bytes, found one of 12",
            name
                + " is damaged at byte "
                + (whole.length - Frames.frame(Journal.json(ENTRIES.getLast())).length)
                + ": expected the end of the line, found byte 2b");
  }

  @Test
  void aRecordOfANewerDroverIsRefusedByName() throws Exception {
    Path file = recorded();
    long at = Files.size(file);
    Files.write(
        file,
        Frames.frame("{\"type\":\"moon-landed\",\"at\":\"2026-11-21T03:00:00Z\"}"),
        java.nio.file.StandardOpenOption.APPEND);
    assertThatThrownBy(() -> Journal.read(file))
        .isInstanceOfSatisfying(
            JournalException.class,
            e ->
                assertThat(e.next())
                    .isEqualTo("its checksum is right, so a newer Drover wrote it: use that one"))
        .hasMessageStartingWith(
            file + " holds a record that this Drover does not know, at byte " + at + ": ")
        .hasMessageContaining("moon-landed");
  }

  @Test
  void goesOnBehindATornRecord() throws Exception {
    Path file = recorded();
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(whole, whole.length - 3));
    Entry resumed = new Entry.StepBegan(EveryEntry.AT, "upgrade/start[bb1]", 2, Map.of());
    try (Journal journal = Journal.open(file)) {
      journal.append(resumed);
    }
    assertThat(Journal.read(file)).hasSize(ENTRIES.size()).endsWith(resumed);
  }

  @Test
  void staysItsWritersAlsoAfterItHasReadIt() throws Exception {
    Path file = recorded();
    try (Journal first = Journal.open(file)) {
      assertThat(Journal.read(file)).hasSize(ENTRIES.size());
      assertThat(SecondWriter.end(file)).isEqualTo(7);
      first.append(ENTRIES.getLast());
    }
    assertThat(SecondWriter.end(file)).isEqualTo(0);
  }

  @Test
  void aThreadThatIsInterruptedCanStillWrite() throws Exception {
    Path file = directory.resolve("journal");
    try (Journal journal = Journal.create(file)) {
      Thread.currentThread().interrupt();
      journal.append(ENTRIES.getFirst());
      assertThat(Thread.interrupted()).isTrue();
      journal.append(ENTRIES.get(1));
    }
    assertThat(Journal.read(file)).isEqualTo(ENTRIES.subList(0, 2));
  }

  @Test
  void writesNothingBehindWhatAnotherProcessWrote() throws Exception {
    Path file = recorded();
    try (Journal journal = Journal.open(file)) {
      long length = Files.size(file);
      byte[] other = Frames.frame(Journal.json(ENTRIES.getFirst()));
      Files.write(file, other, java.nio.file.StandardOpenOption.APPEND);
      assertThatThrownBy(() -> journal.append(ENTRIES.getLast()))
          .isInstanceOf(JournalWriteException.class)
          .hasMessage(
              "%s can't be written: another process has written to it (expected %d bytes, found %d)"
                  .formatted(file, length, length + other.length));
    }
    assertThat(Journal.read(file)).hasSize(ENTRIES.size() + 1);
  }

  private String refusal(byte[] whole, int at, char other) {
    byte[] damaged = whole.clone();
    damaged[at] = (byte) other;
    try {
      return "read: " + read(damaged);
    } catch (JournalException | IOException e) {
      return String.valueOf(e.getMessage());
    }
  }

  private List<Entry> read(byte[] content) throws IOException, JournalException {
    String name = directory.resolve("flipped").toString();
    return JournalText.entries(Frames.read(content, name), name);
  }

  private Path recorded() throws IOException, JournalException {
    Path file = directory.resolve("journal");
    try (Journal journal = Journal.create(file)) {
      ENTRIES.forEach(journal::append);
    }
    return file;
  }
}
