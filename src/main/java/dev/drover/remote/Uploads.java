package dev.drover.remote;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * Copies files to a machine. What has arrived of one before the connection was lost, or the
 * controller died, stays there beside the target, and is not sent again; the checksum of the whole
 * decides whether it is put in place.
 */
final class Uploads {

  /** What is smaller is sent again as a whole: that is quicker than to ask how much is there. */
  private static final long SMALL = 1 << 20;

  private static final int DIFFERS = 67;
  private static final int MOVED = 68;
  private static final int CUT = 69;

  /** How often what has arrived may turn out to be something else. */
  private static final int MOST = 3;

  private final Shell shell;
  private final Retries retries;

  Uploads(Shell shell, Retries retries) {
    this.shell = shell;
    this.retries = retries;
  }

  /** A file on its way. */
  private record Sending(
      Path local, long size, String sum, String target, int mode, LongConsumer sent) {}

  /** What is read of a file, counted. */
  private static final class Counted extends FilterInputStream {
    private final LongConsumer sent;
    private long count;

    Counted(InputStream content, long offset, LongConsumer sent) {
      super(content);
      this.count = offset;
      this.sent = sent;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int read = super.read(bytes, offset, length);
      if (read > 0) {
        count += read;
        sent.accept(count);
      }
      return read;
    }
  }

  void send(Path local, String target, int mode, LongConsumer sent)
      throws RemoteException, InterruptedException {
    Sending sending;
    try {
      sending = new Sending(local, Files.size(local), Sha256.of(local), target, mode, sent);
    } catch (IOException unreadable) {
      throw unreadable(local, unreadable);
    }
    Optional<RemoteException.TooSlow> slow =
        retries.whileLost(
            _ -> {},
            () -> {
              try {
                whole(sending);
                return Optional.empty();
              } catch (RemoteException.TooSlow late) {
                return Optional.of(late); // a new connection is not quicker
              }
            });
    if (slow.isPresent()) {
      throw slow.get();
    }
  }

  private void whole(Sending sending) throws RemoteException, InterruptedException {
    for (int i = 1; ; i++) {
      long offset = sending.size() < SMALL ? 0 : arrived(sending);
      Capture err = new Capture();
      int status = rest(sending, offset, err);
      boolean again = status == MOVED || (status == DIFFERS && offset > 0);
      if (status == 0) {
        return;
      }
      if (!again || i == MOST) {
        throw refused(sending, why(status, err));
      }
    }
  }

  /** How much of it has been sent before. */
  private long arrived(Sending sending) throws RemoteException, InterruptedException {
    Capture out = new Capture();
    Capture err = new Capture();
    Command look =
        Command.script("files.arrived", FileScripts.ARRIVED, sending.target(), sending.sum())
            .reading();
    int status = shell.run(look, InputStream.nullInputStream(), out, err);
    if (status != 0) {
      throw refused(sending, why(status, err));
    }
    long there =
        Said.read(
            shell.host(),
            "how much of " + sending.target() + " has arrived",
            () -> Long.parseLong(out.text().strip()));
    return there > sending.size() ? 0 : there;
  }

  private int rest(Sending sending, long offset, Capture err)
      throws RemoteException, InterruptedException {
    Command command =
        Command.script(
                "files.upload",
                FileScripts.UPLOAD,
                sending.target(),
                "%04o".formatted(sending.mode()),
                sending.sum(),
                Long.toString(sending.size()),
                Long.toString(offset))
            .within(limit(sending.size() - offset));
    int status;
    try (InputStream content = Files.newInputStream(sending.local())) {
      content.skipNBytes(offset);
      InputStream counted = new Counted(content, offset, sending.sent());
      status = shell.run(command, counted, OutputStream.nullOutputStream(), err);
    } catch (IOException unreadable) {
      throw unreadable(sending.local(), unreadable);
    }
    if (Guard.refused(status, err.text())) {
      throw Guard.fenced(shell.host(), command);
    }
    return status;
  }

  /** A minute, and time for the content at a speed that is slow today. */
  private static Duration limit(long size) {
    return Duration.ofMinutes(1).plusSeconds(size >> 18);
  }

  private static String why(int status, Capture err) {
    return switch (status) {
      case DIFFERS -> "its checksum there is another";
      case MOVED -> "somebody else sends the same";
      case CUT -> "less of it could be read here than before";
      default -> new CommandResult(status, "", err.text()).reason();
    };
  }

  private RemoteException unreadable(Path local, IOException cause) {
    return new RemoteException.Refused(
        "%s: cannot upload %s: can't read it here: %s"
            .formatted(shell.host(), local, Sha256.why(cause)),
        "check the path, and the rights on it",
        cause);
  }

  private RemoteException refused(Sending sending, String why) {
    return new RemoteException.Refused(
        "%s: cannot upload %s to %s: %s"
            .formatted(shell.host(), sending.local(), sending.target(), why),
        "check both paths, the rights on them and the free space",
        null);
  }
}
