package dev.drover.journal;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;

/**
 * The lines of a journal file. The first names the format; each further one is the length of its
 * text in bytes, the text's CRC-32C, and the text, which holds no end of a line.
 *
 * <p>A torn last record is told from a damaged one: a record is written by one process, from its
 * first byte to its last, and its last byte ends the line. So what a kill or a power cut leaves of
 * it has no end of a line, and is shorter than its length says; where the file had grown already
 * and the content had not reached the disk, zeros follow. Such a rest was never acted on, and is
 * left out. Whatever ends its line is whole, and must be as it was written; and what is as long as
 * it says, but does not end its line, has lost that end later. So any single bit that flips in a
 * whole journal is refused, in the header, in a length and in the last record too. Two things can't
 * be decided, and are refused: a last record of many blocks which a power cut left with its end and
 * without its middle, and one of which nothing but the end of the line became a zero.
 */
final class Frames {

  /** The first line of a file of the format that is written. */
  static final String HEADER = "drover-journal 1\n";

  /** Length in 8 and checksum in 8 hexadecimal digits, each with a blank behind. */
  private static final int PREFIX = 18;

  private static final int NUMBER = 9;
  private static final Pattern DIGITS = Pattern.compile("[0-9a-f]{8} ");

  /**
   * What is whole in a file, or in the part of it that was read.
   *
   * @param length the bytes that it takes, with the header; anything behind is a torn record
   */
  record Content(List<Framed> records, int length) {
    Content {
      records = List.copyOf(records);
    }
  }

  /**
   * The text of a record.
   *
   * @param at the offset in the file at which the record begins
   */
  record Framed(long at, String text) {}

  private final byte[] bytes;
  private final long base;
  private final String name;

  private Frames(byte[] bytes, long base, String name) {
    this.bytes = bytes;
    this.base = base;
    this.name = name;
  }

  static byte[] frame(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    HexFormat hex = HexFormat.of();
    String prefix =
        "%s %s "
            .formatted(
                hex.toHexDigits(bytes.length), hex.toHexDigits(checksum(bytes, 0, bytes.length)));
    byte[] framed = new byte[PREFIX + bytes.length + 1];
    System.arraycopy(prefix.getBytes(StandardCharsets.US_ASCII), 0, framed, 0, PREFIX);
    System.arraycopy(bytes, 0, framed, PREFIX, bytes.length);
    framed[framed.length - 1] = '\n';
    return framed;
  }

  /** Reads a file from its beginning. */
  static Content read(byte[] file, String name) throws JournalException {
    byte[] header = HEADER.getBytes(StandardCharsets.US_ASCII);
    int known = Math.min(header.length, unpadded(file, 0));
    if (!Arrays.equals(file, 0, known, header, 0, known)) {
      throw new JournalException(
          "%s is no journal, or damaged, or a newer Drover wrote it: expected `%s` in its first line, found `%s`"
              .formatted(
                  name,
                  HEADER.strip(),
                  new String(file, 0, known, StandardCharsets.US_ASCII)
                      .replaceFirst("\n$", "")
                      .replaceAll("[^ -~]", "?")),
          "name the journal of a run, as `drover runs` lists it; a damaged one is restored from a"
              + " copy");
    }
    return known < header.length
        ? new Content(List.of(), 0)
        : new Frames(file, 0, name).records(header.length);
  }

  /**
   * Reads on behind what was read before.
   *
   * @param base the offset in the file of the first of the bytes, which begins a record
   */
  static Content readOn(byte[] bytes, long base, String name) throws JournalException {
    return new Frames(bytes, base, name).records(0);
  }

  private Content records(int from) throws JournalException {
    List<Framed> records = new ArrayList<>();
    int at = from;
    while (at < bytes.length) {
      int end = at;
      while (end < bytes.length && bytes[end] != '\n') {
        end++;
      }
      if (end == bytes.length) {
        checkTorn(at);
        break;
      }
      records.add(whole(at, end));
      at = end + 1;
    }
    return new Content(records, at);
  }

  /** A record whose line ends at {@code end}. */
  private Framed whole(int at, int end) throws JournalException {
    long length = number(at, end);
    int expected = (int) number(at + NUMBER, end);
    int from = at + PREFIX;
    if (length != end - from) {
      throw damaged(at, "a record of " + length + " bytes", "one of " + (end - from), end);
    }
    int found = checksum(bytes, from, end - from);
    if (expected != found) {
      throw damaged(at, "checksum %08x".formatted(expected), "%08x".formatted(found), end);
    }
    return new Framed(base + at, new String(bytes, from, end - from, StandardCharsets.UTF_8));
  }

  /** What does not end its line is torn if it is shorter than it was to be. */
  private void checkTorn(int at) throws JournalException {
    int end = unpadded(bytes, at);
    if (end - at < PREFIX) {
      return;
    }
    long left = number(at, end) - (end - at - PREFIX);
    if (left < 0 || (left == 0 && end < bytes.length)) {
      int last = end + (int) Math.min(left, 0);
      throw damaged(
          at, "the end of the line", "byte %02x".formatted(bytes[last]), bytes.length - 1);
    }
  }

  /** Where zeros begin that go on to the end, which are in no text. */
  private static int unpadded(byte[] bytes, int from) {
    int end = bytes.length;
    while (end > from && bytes[end - 1] == 0) {
      end--;
    }
    return end;
  }

  /** Eight hexadecimal digits and a blank. */
  private long number(int at, int end) throws JournalException {
    int length = Math.max(0, Math.min(NUMBER, end - at));
    String digits = new String(bytes, at, length, StandardCharsets.ISO_8859_1);
    if (!DIGITS.matcher(digits).matches()) {
      throw damaged(
          at,
          "eight hexadecimal digits and a blank",
          "`" + digits.replaceAll("[^ -~]", "?") + "`",
          end);
    }
    return Long.parseLong(digits.strip(), 16);
  }

  private JournalException damaged(int at, String expected, String found, int end) {
    boolean last = end >= bytes.length - 1;
    return new JournalException(
        name + " is damaged at byte " + (base + at) + ": expected " + expected + ", found " + found,
        "restore the file from a copy; a run can't be resumed from a journal that may lie"
            + (last
                ? ". It is the last record: if power was cut while it was written, and only"
                : "")
            + (last ? " then, nothing rests on it, and it may be cut off" : ""));
  }

  private static int checksum(byte[] bytes, int from, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, from, length);
    return (int) crc.getValue();
  }
}
