package dev.drover.load;

import dev.drover.diag.Code;
import dev.drover.diag.Diagnostics;
import dev.drover.diag.Source;
import dev.drover.diag.Span;
import dev.drover.remote.Command;
import dev.drover.remote.LocalShell;
import dev.drover.remote.RemoteException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * A program that prints an inventory. It is given one argument or two and nothing on its standard
 * input, and it has to end in time.
 */
final class InventoryProgram {

  /**
   * Asking a cloud for thousands of machines takes a while; a program that hangs takes for ever.
   */
  static final Duration LONGEST = Duration.ofSeconds(60);

  /** A hundred thousand machines with a screenful of variables each. */
  private static final int MOST_BYTES = 64 << 20;

  private static final int MOST_SHOWN = 400;

  private final Path file;
  private final Duration longest;

  InventoryProgram(Path file, Duration longest) {
    this.file = file;
    this.longest = longest;
  }

  /** Keeps what was printed up to a size. */
  private static final class Kept extends OutputStream {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final int most;
    private final boolean refuses;

    Kept(int most, boolean refuses) {
      this.most = most;
      this.refuses = refuses;
    }

    @Override
    public void write(int one) throws IOException {
      write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public synchronized void write(byte[] some, int offset, int length) throws IOException {
      if (refuses && bytes.size() + length > most) {
        throw new IOException("it printed more than " + (most >> 20) + " MiB");
      }
      bytes.write(some, offset, Math.min(length, most - bytes.size()));
    }

    synchronized byte[] bytes() {
      return bytes.toByteArray();
    }
  }

  /** What it prints for these arguments; empty if it fails, which is reported. */
  Optional<Source> print(Diagnostics diagnostics, String... arguments) {
    String[] words = new String[arguments.length + 1];
    words[0] = file.toAbsolutePath().toString();
    System.arraycopy(arguments, 0, words, 1, arguments.length);
    String name = file + " " + String.join(" ", arguments);
    Kept out = new Kept(MOST_BYTES, true);
    Kept err = new Kept(8 << 10, false);
    try {
      int status =
          new LocalShell("this machine")
              .run(Command.of(words).within(longest), InputStream.nullInputStream(), out, err);
      if (status != 0) {
        return failed(name, "it ended with status " + status + said(err), diagnostics);
      }
      String text =
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(out.bytes())).toString();
      return Optional.of(new Source(name, text));
    } catch (CharacterCodingException e) {
      return failed(name, "what it printed is not UTF-8", diagnostics);
    } catch (RemoteException e) {
      return failed(name, e.getMessage(), diagnostics);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return failed(name, "it was interrupted", diagnostics);
    }
  }

  /** The last of what it complained of. */
  private static String said(Kept err) {
    String text = new String(err.bytes(), StandardCharsets.UTF_8).strip();
    String shown = text.substring(Math.max(0, text.length() - MOST_SHOWN)).replace('\n', ' ');
    return shown.isEmpty() ? "" : ", and said: " + shown;
  }

  private Optional<Source> failed(String name, String why, Diagnostics diagnostics) {
    diagnostics.error(
        Code.INVENTORY_PROGRAM,
        Span.startOf(new Source(file.toString(), "")),
        "the inventory program `" + name + "` failed: " + why,
        "run it yourself to see; or save what it prints with `--list`, and give that file");
    return Optional.empty();
  }
}
