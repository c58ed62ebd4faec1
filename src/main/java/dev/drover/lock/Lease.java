package dev.drover.lock;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A lease as it is written down where it is kept.
 *
 * @param cluster of what
 * @param chain a random word that stays the same for as long as it is kept there
 * @param held whether somebody has it; if not, {@code claim} is who had it last
 * @param hold a random word of the one controller that took it
 * @param beat how often it was renewed
 * @param token higher than those of all who had it before
 * @param since when it was taken, by the clock there
 * @param renewed when it was renewed last, by the clock there
 * @param stamp the same by a clock that nobody can set
 * @param notes what runs have left open
 */
record Lease(
    String cluster,
    String chain,
    boolean held,
    Claim claim,
    String hold,
    long beat,
    long token,
    Instant since,
    Instant renewed,
    Stamp stamp,
    List<Note> notes) {

  private static final String HEADER = "drover-lease 1";
  private static final int MOST_NOTES = 20;
  private static final int LONGEST = 500;

  /**
   * A moment on a machine that does not turn back.
   *
   * @param boot tells a start of a machine from all others; {@code -} if that can't be told
   * @param up seconds since that start
   * @param node the machine's own name
   */
  record Stamp(String boot, long up, String node) {

    /** How long ago it was, if {@code now} is a moment of the same clock. */
    Optional<Duration> age(Stamp now) {
      return boot.equals(now.boot) && !boot.equals("-")
          ? Optional.of(Duration.ofSeconds(now.up - up))
          : Optional.empty();
    }
  }

  /** What a run has left open. */
  record Note(String run, String words) {}

  Lease {
    notes = List.copyOf(notes.subList(Math.max(0, notes.size() - MOST_NOTES), notes.size()));
  }

  /** What its tokens are for, where machines keep the highest. */
  String key() {
    String word = (cluster + "-" + chain).replaceAll("[^A-Za-z0-9_-]", "_");
    return word.substring(Math.max(0, word.length() - 80));
  }

  /** When it ends if it is not renewed, by the clock there. */
  Instant expires() {
    return renewed.plus(claim.expiry());
  }

  /** The same in other hands, or in nobody's. */
  Lease by(boolean taken, Claim other, String word, List<Note> left) {
    return new Lease(cluster, chain, taken, other, word, 0, token, since, renewed, stamp, left);
  }

  /** The same, renewed once more. */
  Lease renewedOnce() {
    return new Lease(
        cluster, chain, held, claim, hold, beat + 1, token, since, renewed, stamp, notes);
  }

  /** The notes without those of a run, and with those that it leaves now. */
  List<Note> notes(String run, List<String> left) {
    List<Note> all = new ArrayList<>(notes.stream().filter(note -> !note.run.equals(run)).toList());
    left.forEach(words -> all.add(new Note(run, words)));
    return all;
  }

  /** The notes for whoever takes it next: also that somebody has never given it back. */
  List<Note> notesOfNext(Claim next) {
    return held && !claim.isSameRun(next)
        ? notes(
            claim.run(),
            List.of(
                "it never gave the lease back; what it had begun may still run (%s, its journal is %s)"
                    .formatted(claim.owner(), claim.journal())))
        : notes;
  }

  /**
   * What is written; token and moments are added where it is kept, as only the clock there counts.
   *
   * @param since whether it goes on since it was taken
   */
  String text(boolean since) {
    StringBuilder text = new StringBuilder(HEADER).append('\n');
    line(text, "cluster", cluster);
    line(text, "chain", chain);
    line(text, "state", held ? "held" : "free");
    line(text, "owner", claim.owner());
    line(text, "run", claim.run());
    line(text, "journal", claim.journal());
    line(text, "reason", claim.reason());
    line(text, "expiry", Long.toString(claim.expiry().toSeconds()));
    line(text, "hold", hold);
    line(text, "beat", Long.toString(beat));
    if (since) {
      line(text, "since", Long.toString(this.since.getEpochSecond()));
    }
    notes.forEach(note -> line(text, "note", note.run() + " " + note.words()));
    return text.toString();
  }

  private static void line(StringBuilder text, String name, String value) {
    String plain = value.replaceAll("\\p{Cntrl}", " ").strip();
    text.append(name).append(' ').append(plain, 0, Math.min(LONGEST, plain.length())).append('\n');
  }

  /** Reads what is written; empty if that is no lease, or only a part of one. */
  static Optional<Lease> parse(String text) {
    List<String> lines = text.lines().toList();
    if (lines.size() < 2 || !lines.getFirst().equals(HEADER) || !lines.getLast().equals("end")) {
      return Optional.empty();
    }
    Map<String, String> fields = new HashMap<>();
    List<Note> notes = new ArrayList<>();
    for (String line : lines.subList(1, lines.size() - 1)) {
      String[] words = line.split(" ", 2);
      String value = words.length > 1 ? words[1] : "";
      if (words[0].equals("note")) {
        String[] note = value.split(" ", 2);
        notes.add(new Note(note[0], note.length > 1 ? note[1] : ""));
      } else {
        fields.put(words[0], value);
      }
    }
    try {
      return Optional.of(of(fields, notes));
    } catch (IllegalArgumentException damaged) {
      return Optional.empty();
    }
  }

  private static Lease of(Map<String, String> fields, List<Note> notes) {
    String[] clock = field(fields, "clock").split(" ", 3);
    if (clock.length < 3) {
      throw new IllegalArgumentException("clock");
    }
    return new Lease(
        field(fields, "cluster"),
        field(fields, "chain"),
        held(field(fields, "state")),
        new Claim(
            field(fields, "owner"),
            field(fields, "run"),
            field(fields, "journal"),
            field(fields, "reason"),
            Duration.ofSeconds(number(field(fields, "expiry")))),
        field(fields, "hold"),
        number(field(fields, "beat")),
        number(field(fields, "token")),
        Instant.ofEpochSecond(number(field(fields, "since"))),
        Instant.ofEpochSecond(number(field(fields, "renewed"))),
        new Stamp(clock[0], number(clock[1]), clock[2]),
        notes);
  }

  private static boolean held(String state) {
    return switch (state) {
      case "held" -> true;
      case "free" -> false;
      default -> throw new IllegalArgumentException(state);
    };
  }

  private static String field(Map<String, String> fields, String name) {
    String value = fields.get(name);
    if (value == null) {
      throw new IllegalArgumentException(name);
    }
    return value;
  }

  private static long number(String text) {
    if (!text.matches("\\d{1,15}")) {
      throw new IllegalArgumentException(text);
    }
    return Long.parseLong(text);
  }
}
