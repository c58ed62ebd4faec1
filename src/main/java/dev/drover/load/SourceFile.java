package dev.drover.load;

import dev.drover.diag.Code;
import dev.drover.diag.Diagnostics;
import dev.drover.diag.Source;
import dev.drover.diag.Span;
import dev.drover.secret.Vault;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** Reads a text file that a user wrote. */
final class SourceFile {

  /** What YAML allows us, and one more to notice that there is more. */
  private static final int MOST_BYTES = 12 * 1024 * 1024;

  private SourceFile() {}

  /**
   * The text of a file, opened if it is encrypted; empty if it can't be read or is no text, which
   * is then reported.
   */
  static Optional<Source> read(Path file, Vault vault, Diagnostics diagnostics) {
    return read(file, diagnostics).flatMap(source -> opened(source, vault, diagnostics));
  }

  private static Optional<Source> opened(Source source, Vault vault, Diagnostics diagnostics) {
    return Vault.isSealed(source.text())
        ? vault
            .open(source.text(), Span.startOf(source), diagnostics)
            .map(text -> source.opened(withoutMark(text)))
        : Optional.of(source);
  }

  /** Some editors begin a text in UTF-8 with a mark that says so. */
  private static String withoutMark(String text) {
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }

  private static Optional<Source> read(Path file, Diagnostics diagnostics) {
    Source nothing = new Source(file.toString(), "");
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MOST_BYTES + 1);
      if (bytes.length > MOST_BYTES) {
        diagnostics.error(
            Code.YAML_LIMIT,
            Span.startOf(nothing),
            "`" + file + "` is larger than a file written by hand",
            "at most 12 MiB are read");
        return Optional.empty();
      }
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return Optional.of(new Source(file.toString(), withoutMark(text)));
    } catch (NoSuchFileException e) {
      diagnostics.error(
          Code.FILE_UNREADABLE,
          Span.startOf(nothing),
          "there is no file `" + file + "`",
          "check the path; a relative one is relative to the current directory");
    } catch (CharacterCodingException e) {
      diagnostics.error(
          Code.FILE_ENCODING,
          Span.startOf(nothing),
          "`" + file + "` is not a text in UTF-8",
          "save it as UTF-8");
    } catch (IOException e) {
      diagnostics.error(
          Code.FILE_UNREADABLE,
          Span.startOf(nothing),
          "`" + file + "` can't be read: " + reason(e),
          "check that it is a file and that you may read it");
    }
    return Optional.empty();
  }

  private static String reason(IOException e) {
    return e instanceof java.nio.file.AccessDeniedException
        ? "permission denied"
        : String.valueOf(e.getMessage());
  }
}
