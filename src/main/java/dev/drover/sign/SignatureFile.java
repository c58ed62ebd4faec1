package dev.drover.sign;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** The signatures of a plan, one behind the other in a file beside it. */
public final class SignatureFile {

  /** A signature has about 500 bytes; nobody needs a thousand of them. */
  private static final int MOST_BYTES = 1 << 20;

  private static final int LONGEST_ARMOUR = 400;

  private final Path file;

  private SignatureFile(Path file) {
    this.file = file;
  }

  /** The signatures of the plan in this file: {@code change.plan.sig} of {@code change.plan}. */
  public static SignatureFile of(Path plan) {
    return new SignatureFile(plan.resolveSibling(plan.getFileName() + ".sig"));
  }

  /** Where they lie. */
  public Path path() {
    return file;
  }

  /** All of them; none if there is no such file. */
  public List<Signature> read() throws SigningException {
    if (!Files.exists(file)) {
      return List.of();
    }
    return parse(text().lines().toList());
  }

  private String text() throws SigningException {
    try {
      if (!Files.isRegularFile(file) || Files.size(file) > MOST_BYTES) {
        throw damaged("it is no file of signatures");
      }
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(Files.readAllBytes(file)))
          .toString();
    } catch (CharacterCodingException e) {
      throw damaged("it is no text in UTF-8");
    } catch (IOException e) {
      throw new SigningException(
          file + " can't be read: " + e.getMessage(), "check that you may read it");
    }
  }

  private List<Signature> parse(List<String> lines) throws SigningException {
    List<Signature> signatures = new ArrayList<>();
    int at = 0;
    while (at < lines.size()) {
      if (lines.get(at).isBlank()) {
        at++;
        continue;
      }
      int begin = at + Statement.LINES;
      int end = begin;
      while (end < lines.size()
          && end - begin < LONGEST_ARMOUR
          && !lines.get(end).equals(Armour.END)) {
        end++;
      }
      if (begin >= lines.size()
          || end >= lines.size()
          || !lines.get(begin).equals(Armour.BEGIN)
          || !lines.get(end).equals(Armour.END)) {
        throw damaged("line " + (at + 1) + ": a statement and an SSH signature were expected");
      }
      try {
        signatures.add(
            new Signature(
                Statement.parse(lines.subList(at, begin)),
                String.join("\n", lines.subList(begin, end + 1)) + "\n"));
      } catch (IllegalArgumentException e) {
        throw damaged("line " + (at + 1) + ": " + e.getMessage());
      }
      at = end + 1;
    }
    return signatures;
  }

  private SigningException damaged(String why) {
    return new SigningException(
        file + " is damaged: " + why,
        "get it again from who signed, or remove it and have the plan signed anew");
  }

  /** Adds one behind the others; several signers may do so at the same time. */
  public void append(Signature signature) throws SigningException {
    byte[] bytes = signature.text().getBytes(StandardCharsets.UTF_8);
    try (FileChannel out =
            FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        FileLock held = out.lock()) {
      ByteBuffer left = ByteBuffer.wrap(bytes);
      while (held.isValid() && left.hasRemaining()) {
        out.write(left);
      }
      out.force(true);
    } catch (IOException e) {
      throw new SigningException(
          file + " can't be written: " + e.getMessage(),
          "check the rights on its directory and the free space; the plan is not signed");
    }
  }
}
