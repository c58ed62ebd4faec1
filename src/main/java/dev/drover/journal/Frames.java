package dev.drover.journal;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * The lines of a journal file. The first names the format; each further one is the length of its
 * text in bytes, the text's CRC-32C, and the text, so that a torn last line is told from a damaged
 * one.
 */
final class Frames {

  /** The first line of a file of the format that is written. */
  static final String HEADER = "drover-journal 1\n";

  /** Length in 8 and checksum in 8 hexadecimal digits, each with a blank behind. */
  private static final int PREFIX = 18;

  /**
   * What a file holds.
   *
   * @param texts the whole records
   * @param length the bytes that they take with the header; anything behind is a torn record
   */
  record Content(List<String> texts, int length) {}

  private Frames() {}

  static byte[] frame(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    String prefix = "%08x %08x ".formatted(bytes.length, checksum(bytes, 0, bytes.length));
    byte[] framed = new byte[PREFIX + bytes.length + 1];
    System.arraycopy(prefix.getBytes(StandardCharsets.US_ASCII), 0, framed, 0, PREFIX);
    System.arraycopy(bytes, 0, framed, PREFIX, bytes.length);
    framed[framed.length - 1] = '\n';
    return framed;
  }

  /**
   * Reads a whole file. A record that ends with the file is torn and left out; any other damage is
   * an error.
   */
  static Content read(byte[] file, String name) throws JournalException {
    byte[] header = HEADER.getBytes(StandardCharsets.US_ASCII);
    int known = Math.min(header.length, file.length);
    if (!java.util.Arrays.equals(file, 0, known, header, 0, known)) {
      throw new JournalException(
          name
              + " does not begin with `"
              + HEADER.strip()
              + "`: it is no journal, or a newer Drover wrote it",
          "name the journal of a run, as `drover runs` lists it");
    }
    if (file.length < header.length) {
      return new Content(List.of(), 0);
    }
    List<String> texts = new ArrayList<>();
    int at = header.length;
    while (at < file.length) {
      int end = end(file, at, name);
      if (end > file.length) {
        break;
      }
      check(file, at, end, name);
      texts.add(new String(file, at + PREFIX, end - 1 - at - PREFIX, StandardCharsets.UTF_8));
      at = end;
    }
    return new Content(texts, at);
  }

  /** Where the record that begins at {@code at} ends; behind the file if it is torn. */
  private static int end(byte[] file, int at, String name) throws JournalException {
    if (at + PREFIX > file.length) {
      return Integer.MAX_VALUE;
    }
    long length = number(file, at, name) + PREFIX + 1;
    return (int) Math.min(at + length, Integer.MAX_VALUE);
  }

  private static void check(byte[] file, int at, int end, String name) throws JournalException {
    int expected = (int) number(file, at + 9, name);
    int found = checksum(file, at + PREFIX, end - 1 - at - PREFIX);
    if (expected != found || file[end - 1] != '\n') {
      throw damaged(name, at, "checksum %08x".formatted(expected), "%08x".formatted(found));
    }
  }

  /** Eight hexadecimal digits and a blank. */
  private static long number(byte[] file, int at, String name) throws JournalException {
    String digits = new String(file, at, 9, StandardCharsets.ISO_8859_1);
    if (!digits.matches("[0-9a-f]{8} ")) {
      throw damaged(name, at, "eight hexadecimal digits", "`" + digits + "`");
    }
    return Long.parseLong(digits.strip(), 16);
  }

  private static JournalException damaged(String name, int at, String expected, String found) {
    return new JournalException(
        name + " is damaged at byte " + at + ": expected " + expected + ", found " + found,
        "restore the file from a copy; a run can't be resumed from a journal that may lie");
  }

  private static int checksum(byte[] bytes, int from, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, from, length);
    return (int) crc.getValue();
  }
}
