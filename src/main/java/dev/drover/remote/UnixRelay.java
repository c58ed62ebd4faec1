package dev.drover.remote;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.Pipe;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** A socket made by a program on the machine, where its SSH server does not open it. */
public final class UnixRelay {

  /** Longer than any talk to a balancer; the other side's end ends it anyway. */
  private static final Duration LONGEST = Duration.ofHours(1);

  private static final Duration OPENING = Duration.ofSeconds(10);

  private static final String SCRIPT =
      """
      [ -S "$1" ] || { echo "there is no socket" >&2; exit 1; }
      [ -w "$1" ] || { echo "no permission" >&2; exit 1; }
      if command -v socat >/dev/null 2>&1; then echo open; exec socat -t 3600 - "UNIX-CONNECT:$1"
      elif command -v nc >/dev/null 2>&1; then echo open; exec nc -U "$1"
      else echo "neither socat nor nc is installed there" >&2; exit 1
      fi
      """;

  private UnixRelay() {}

  /** Opens the socket through {@code shell}. */
  public static Socket open(Shell shell, Address.UnixSocket address)
      throws RemoteException, InterruptedException {
    if (!address.path().matches("[\\w./+@-]+")) {
      throw refused(shell, address, "its path has unusual characters", new IOException());
    }
    Command command = Command.script("sockets.relay", SCRIPT, address.path()).within(LONGEST);
    try {
      Pipe there = Pipe.open();
      Pipe back = Pipe.open();
      Capture err = new Capture();
      Thread runner = start(shell, command, there, back, err);
      InputStream in = Channels.newInputStream(back.source());
      Socket socket =
          new OpenSocket(
              in,
              Channels.newOutputStream(there.sink()),
              there.sink(),
              () -> {
                there.sink().close();
                back.source().close();
                runner.interrupt();
              });
      if (!opened(in)) {
        socket.close();
        throw refused(shell, address, err.text().strip(), new IOException(err.text()));
      }
      return socket;
    } catch (IOException failure) {
      throw refused(shell, address, String.valueOf(failure.getMessage()), failure);
    }
  }

  private static Thread start(Shell shell, Command command, Pipe there, Pipe back, Capture err) {
    return Thread.ofVirtual()
        .start(() -> {
          try (OutputStream out = Channels.newOutputStream(back.sink());
              InputStream in = Channels.newInputStream(there.source())) {
            shell.run(command, in, out, err);
          } catch (RemoteException | InterruptedException | IOException over) {
            Thread.currentThread().interrupt();
          }
        });
  }

  /** Reads the line that the script prints right before it becomes the relay. */
  private static boolean opened(InputStream in) throws InterruptedException {
    CompletableFuture<Boolean> line = new CompletableFuture<>();
    Thread.ofVirtual()
        .start(() -> {
          try {
            line.complete(
                new String(in.readNBytes(5), java.nio.charset.StandardCharsets.US_ASCII)
                    .equals("open\n"));
          } catch (IOException broken) {
            line.complete(false);
          }
        });
    try {
      return line.get(OPENING.toMillis(), java.util.concurrent.TimeUnit.MILLISECONDS);
    } catch (java.util.concurrent.TimeoutException | java.util.concurrent.ExecutionException late) {
      return false;
    }
  }

  private static RemoteException refused(
      Shell shell, Address address, String why, IOException cause) {
    return new RemoteException.Unreachable(
        "%s: cannot open %s: %s".formatted(shell.host(), address, why),
        "check that the service runs and that the login user may open " + address,
        cause);
  }
}
