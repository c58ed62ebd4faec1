package dev.drover.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drover.task.Bracket;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {

  private static final Instant AT = Instant.parse("2026-11-21T03:00:00Z");
  private static final Bracket OUT = new Bracket(Bracket.Type.NODE_OUT_OF_SERVICE, "bb1");
  private static final List<Entry> ENTRIES =
      List.of(
          new Entry.RunBegan(
              AT,
              "1121-0300",
              "upgrade",
              "1.0.0",
              "ops@bastion",
              new Entry.Request(
                  "up.yml", List.of("inventory"), List.of("to_version=7.9.4"), List.of(), 7),
              Map.of("up.yml", "ab12"),
              List.of("upgrade-each-node/lb_detach[bb1]", "upgrade-each-node/start[bb1]")),
          new Entry.HostChosen(AT, "upgrade-each-node", "bb1", "least busy: 0 sessions"),
          new Entry.BracketOpened(AT, OUT, "upgrade-each-node/lb_detach[bb1]", "set server …"),
          new Entry.StepBegan(AT, "upgrade-each-node/lb_detach[bb1]", 1, Map.of("drain", "60s")),
          new Entry.StepEnded(
              AT,
              "upgrade-each-node/lb_detach[bb1]",
              Entry.Ending.DONE,
              true,
              "out of git_http: Grüße",
              Map.of("sessions", 0),
              true,
              List.of(),
              ""),
          new Entry.HandlerNotified(AT, "p/handlers/restart[bb1]", "p/configure[bb1]"),
          new Entry.RescueBegan(AT, "p/upgrade[bb1]", List.of("p/upgrade/start[bb1]")),
          new Entry.GroupRepeated(
              AT, "p/wait[bb1]", 1, "p/wait/look[bb1] failed", List.of("p/wait/look[bb1]")),
          new Entry.GroupHeld(AT, "p/wait[bb1]"),
          new Entry.GroupFailed(AT, "p/wait[bb2]", "`state.rc == 0` is still false"),
          new Entry.HandlerStarted(
              AT, "p/handlers/restart[bb1]", "p/handlers[bb1]", List.of("p/handlers/restart[bb1]")),
          new Entry.RunEnded(AT, Entry.Verdict.STOPPED, "asked by ops"));

  @TempDir Path directory;

  @Test
  void readsBackWhatWasWritten() throws Exception {
    Path file = recorded();
    assertThat(Journal.read(file)).isEqualTo(ENTRIES);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void aFileCutAnywhereGivesTheWholeRecordsBeforeTheCut() throws Exception {
    byte[] whole = Files.readAllBytes(recorded());
    Path cut = directory.resolve("cut");
    int before = 0;
    for (int length = 0; length <= whole.length; length++) {
      Files.write(cut, java.util.Arrays.copyOf(whole, length));
      List<Entry> read = Journal.read(cut);
      assertThat(read).isEqualTo(ENTRIES.subList(0, read.size()));
      assertThat(read.size()).isBetween(before, before + 1);
      before = read.size();
    }
    assertThat(before).isEqualTo(ENTRIES.size());
  }

  @Test
  void aFlippedBitIsRefusedOrTearsTheTailButNeverLies() throws Exception {
    byte[] whole = Files.readAllBytes(recorded());
    Path flipped = directory.resolve("flipped");
    for (int at = 0; at < whole.length; at++) {
      byte[] damaged = whole.clone();
      damaged[at] ^= 1;
      Files.write(flipped, damaged);
      try {
        List<Entry> read = Journal.read(flipped);
        assertThat(read).isEqualTo(ENTRIES.subList(0, read.size())).hasSizeLessThan(ENTRIES.size());
      } catch (JournalException e) {
        assertThat(e).hasMessageContaining("flipped");
        assertThat(e.next()).isNotBlank();
      }
    }
  }

  @Test
  void goesOnBehindATornRecord() throws Exception {
    Path file = recorded();
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, java.util.Arrays.copyOf(whole, whole.length - 3));
    Entry resumed = new Entry.RunResumed(AT, "ops@bastion");
    try (Journal journal = Journal.open(file)) {
      journal.append(resumed);
    }
    assertThat(Journal.read(file)).hasSize(ENTRIES.size()).endsWith(resumed);
  }

  @Test
  void hasOneWriterOnly() throws Exception {
    Path file = recorded();
    try (Journal first = Journal.open(file)) {
      assertThatThrownBy(() -> Journal.open(file))
          .isInstanceOf(JournalException.class)
          .hasMessage(file + " is being written by another process");
      first.append(new Entry.RunResumed(AT, "ops@bastion"));
    }
    assertThat(Journal.read(file)).hasSize(ENTRIES.size() + 1);
  }

  @Test
  void staysItsWritersAlsoAfterItHasReadIt() throws Exception {
    Path file = recorded();
    try (Journal first = Journal.open(file)) {
      assertThat(Journal.read(file)).hasSize(ENTRIES.size());
      assertThat(SecondWriter.end(file)).isEqualTo(7);
      first.append(new Entry.RunResumed(AT, "ops@bastion"));
    }
    assertThat(SecondWriter.end(file)).isEqualTo(0);
  }

  @Test
  void theStateIsTheSumOfTheEntries() throws Exception {
    RunState state = RunState.of(ENTRIES);
    assertThat(state.open())
        .singleElement()
        .extracting(Entry.BracketOpened::bracket)
        .isEqualTo(OUT);
    assertThat(state.isFinished("upgrade-each-node/lb_detach[bb1]")).isTrue();
    assertThat(state.end()).map(Entry.RunEnded::verdict).contains(Entry.Verdict.STOPPED);

    state.apply(new Entry.StepBegan(AT, "upgrade-each-node/start[bb1]", 1, Map.of()));
    state.apply(new Entry.BracketClosed(AT, OUT, "upgrade-each-node/lb_attach[bb1]", false));
    assertThat(state.isInDoubt("upgrade-each-node/start[bb1]")).isTrue();
    assertThat(state.isFinished("upgrade-each-node/start[bb1]")).isFalse();
    assertThat(state.open()).isEmpty();
  }

  private Path recorded() throws IOException, JournalException {
    Path file = directory.resolve("journal");
    try (Journal journal = Journal.create(file)) {
      ENTRIES.forEach(journal::append);
    }
    return file;
  }
}
