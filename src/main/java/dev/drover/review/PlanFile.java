package dev.drover.review;

import dev.drover.remote.Sha256;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.security.DigestInputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;

/**
 * A plan that is kept in a file. Its first line names the format and the SHA-256 of all that stands
 * behind that line, which is the document as {@code --json} prints it. The hash names the plan: two
 * plans with the same hash are the same, byte for byte.
 *
 * @param document what it says
 * @param hash the SHA-256 of what it says, in hexadecimal
 */
public record PlanFile(PlanDocument document, String hash) {

  private static final String MARK = "drover-plan ";
  private static final Pattern HEADER =
      Pattern.compile(MARK + "(\\d{1,9})( sha256:([0-9a-f]{64}))?.*");

  /** No line that begins as a header does is longer. */
  private static final int LONGEST_HEADER = 120;

  private static final int SHOWN = 12;

  /** True if a file begins as a plan does, of whatever version. */
  public static boolean isOne(Path file) {
    if (!Files.isRegularFile(file)) {
      return false;
    }
    try (InputStream in = Files.newInputStream(file)) {
      return new String(in.readNBytes(MARK.length()), StandardCharsets.ISO_8859_1).equals(MARK);
    } catch (IOException e) {
      return false; // whoever reads it as something else tells why that can't be done
    }
  }

  /**
   * Writes a plan. The file is there whole or not at all.
   *
   * @return what was written
   */
  public static PlanFile write(PlanDocument document, Path file, FileAttribute<?>... attributes)
      throws IOException {
    Path part = file.resolveSibling(file.getFileName() + ".part");
    Files.deleteIfExists(part);
    try {
      String hash = writeTo(part, document, attributes);
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      return new PlanFile(document, hash);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  private static String writeTo(Path file, PlanDocument document, FileAttribute<?>... attributes)
      throws IOException {
    MessageDigest digest = Sha256.digest();
    try (FileChannel channel =
        FileChannel.open(
            file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), attributes)) {
      // The hash is known last and stands first: its place is kept for it.
      channel.write(ByteBuffer.wrap(header("0".repeat(64))));
      OutputStream out =
          new DigestOutputStream(
              new BufferedOutputStream(Channels.newOutputStream(channel)), digest);
      PlanJson.write(document, out);
      String hash = Sha256.hex(digest);
      channel.write(ByteBuffer.wrap(header(hash)), 0);
      channel.force(true);
      return hash;
    }
  }

  private static byte[] header(String hash) {
    return (MARK + PlanDocument.FORMAT + " sha256:" + hash + "\n")
        .getBytes(StandardCharsets.US_ASCII);
  }

  /**
   * Reads a plan.
   *
   * @throws PlanFileException if it is none, is damaged, or was written by a newer Drover
   * @throws IOException if the file can't be read
   */
  public static PlanFile read(Path file) throws IOException, PlanFileException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      String expected = expected(line(in), file);
      MessageDigest digest = Sha256.digest();
      DigestInputStream rest = new DigestInputStream(in, digest);
      Optional<PlanDocument> document;
      String foreign = "it says nothing";
      try {
        document = PlanJson.read(rest);
      } catch (JacksonException e) {
        document = Optional.empty();
        foreign = e.getOriginalMessage();
      }
      rest.transferTo(OutputStream.nullOutputStream());
      check(expected, digest, file); // damage is the likelier cause, and the better word
      String why = foreign;
      return document
          .map(read -> new PlanFile(read, expected))
          .orElseThrow(() ->
              new PlanFileException(
                  file + " is whole, but not written as this Drover writes plans: " + why,
                  "use the Drover that wrote it, or make a new plan with `drover plan … -o FILE`"));
    }
  }

  /** The first line without its end, or as much of it as a header could have. */
  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
      line.append((char) next);
      if (line.length() > LONGEST_HEADER) {
        break;
      }
    }
    return line.toString();
  }

  private static String expected(String header, Path file) throws PlanFileException {
    Matcher parts = HEADER.matcher(header);
    if (!parts.matches()) {
      throw new PlanFileException(
          file
              + " is no plan: its first line should begin with `"
              + MARK
              + PlanDocument.FORMAT
              + "`",
          "make a plan with `drover plan RUNBOOK -i INVENTORY -o change.plan`");
    }
    int format = Integer.parseInt(parts.group(1));
    if (format != PlanDocument.FORMAT) {
      throw new PlanFileException(
          file
              + " is a plan of format "
              + format
              + ", and this Drover knows format "
              + PlanDocument.FORMAT,
          "use the Drover that wrote it, or make a new plan with `drover plan … -o FILE`");
    }
    String hash = parts.group(3);
    if (hash == null
        || !header.equals(new String(header(hash), StandardCharsets.US_ASCII).strip())) {
      throw new PlanFileException(
          file + " is damaged: its first line does not hold the SHA-256 of the rest",
          "get it again from where it was made; a plan can't be mended by hand");
    }
    return hash;
  }

  private static void check(String expected, MessageDigest digest, Path file)
      throws PlanFileException {
    String found = Sha256.hex(digest);
    if (!found.equals(expected)) {
      throw new PlanFileException(
          file
              + " is damaged or was edited: expected SHA-256 "
              + shown(expected)
              + ", found "
              + shown(found),
          "get it again from where it was made; a plan can't be changed by hand");
    }
  }

  /** As much of a hash as people compare. */
  public static String shown(String hash) {
    return hash.substring(0, Math.min(SHOWN, hash.length()));
  }
}
