package dev.drover.remote.ssh;

import dev.drover.remote.Address;
import dev.drover.remote.Command;
import dev.drover.remote.Printed;
import dev.drover.remote.RemoteException;
import dev.drover.remote.Shell;
import dev.drover.remote.ShellLine;
import dev.drover.remote.Socket;
import dev.drover.remote.TimeLimit;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.EnumSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.sshd.client.channel.ChannelExec;
import org.apache.sshd.client.channel.ClientChannelEvent;
import org.apache.sshd.common.SshException;
import org.apache.sshd.common.channel.exception.SshChannelOpenException;

/** A login user's shell behind SSH: each command in a channel of the machine's one connection. */
final class SshShell implements Shell {

  private static final Duration OPENING = Duration.ofSeconds(20);
  private static final Duration ENDING = Duration.ofSeconds(15);

  /** A server frees a session only when the process is reaped too, so it may seem full a moment. */
  private static final Duration FREEING = Duration.ofMillis(50);

  private static final int ATTEMPTS = 12;

  private final Connection connection;

  SshShell(Connection connection) {
    this.connection = connection;
  }

  @Override
  public String host() {
    return connection.login().name();
  }

  @Override
  public int run(Command command, InputStream body, OutputStream out, OutputStream err)
      throws RemoteException, InterruptedException {
    connection.channels().acquire();
    try {
      return run(command, ShellLine.create(), body, out, err);
    } finally {
      connection.channels().release();
    }
  }

  @Override
  public Socket connect(Address address) throws RemoteException, InterruptedException {
    return SshSockets.open(this, connection, address);
  }

  private int run(
      Command command, ShellLine line, InputStream body, OutputStream out, OutputStream err)
      throws RemoteException, InterruptedException {
    CompletableFuture<Boolean> ended = new CompletableFuture<>();
    Printed printed = new Printed(out, err, () -> ended.complete(false));
    ChannelExec channel = open(command, line, printed);
    boolean finished = false;
    try {
      feed(channel, ShellLine.stream(command, body));
      watch(channel, ended);
      finished = ended.get(command.timeout().toMillis(), TimeUnit.MILLISECONDS);
      if (finished) {
        settle(channel, printed);
      }
      printed.check(host(), command);
      return status(channel, command);
    } catch (TimeoutException late) {
      throw TimeLimit.exceeded(host(), command, late);
    } catch (ExecutionException impossible) {
      throw new IllegalStateException(impossible);
    } finally {
      // Not at once: a channel whose end the server is not told of counts against its limit for
      // ever.
      channel.close(false);
      if (!finished) {
        end(line);
      }
    }
  }

  private ChannelExec open(Command command, ShellLine line, Printed printed)
      throws RemoteException, InterruptedException {
    try {
      for (int attempt = 1; ; attempt++) {
        ChannelExec channel = connection.session().createExecChannel(line.launchText());
        channel.setOut(printed.out());
        channel.setErr(printed.err());
        try {
          Waiting.of(channel.open(), OPENING);
          return channel;
        } catch (SshException full) {
          if (attempt == ATTEMPTS || !(full.getCause() instanceof SshChannelOpenException)) {
            throw full;
          }
          Waiting.pause(FREEING.multipliedBy(attempt));
        }
      }
    } catch (TimeoutException late) {
      throw new RemoteException.TooSlow(
          "%s: the SSH server did not start `%s` within %s"
              .formatted(host(), command, TimeLimit.inWords(OPENING)),
          "look at the load of " + connection.login().host(),
          late);
    } catch (IOException failure) {
      throw connection.unreachable("it does not start a command: " + failure.getMessage(), failure);
    }
  }

  /** On a thread of its own: a command that does not read its input must not hold us up. */
  private static void feed(ChannelExec channel, InputStream input) {
    OutputStream stdin = channel.getInvertedIn();
    Thread.ofVirtual()
        .start(() -> {
          try (stdin) {
            byte[] block = new byte[128 << 10];
            for (int n = input.read(block); n >= 0; n = input.read(block)) {
              stdin.write(block, 0, n);
              stdin.flush();
            }
          } catch (IOException over) {
            // It ended before it took everything; its status tells whether that is an error.
            return;
          }
        });
  }

  private static void watch(ChannelExec channel, CompletableFuture<Boolean> ended) {
    Thread.ofVirtual()
        .start(() -> {
          channel.waitFor(
              EnumSet.of(
                  ClientChannelEvent.EXIT_STATUS,
                  ClientChannelEvent.EXIT_SIGNAL,
                  ClientChannelEvent.CLOSED),
              0);
          ended.complete(true);
        });
  }

  private static void settle(ChannelExec channel, Printed printed) throws InterruptedException {
    CompletableFuture<Boolean> closed = new CompletableFuture<>();
    channel.addCloseFutureListener(_ -> closed.complete(true));
    printed.settle(closed);
  }

  private int status(ChannelExec channel, Command command) throws RemoteException {
    Integer status = channel.getExitStatus();
    if (status != null) {
      return status;
    }
    String signal = channel.getExitSignal();
    if (signal != null) {
      return 128 + Signals.number(signal);
    }
    throw RemoteException.Unreachable.lost(
        "%s: the connection was lost while `%s` ran; how it ended is not known, it may run on"
            .formatted(host(), command),
        "look at %s, then repeat the command if that is safe".formatted(connection.login().host()),
        null);
  }

  /** Ends what the command left, from a second channel; on a lost connection there is no way. */
  private void end(ShellLine line) throws InterruptedException {
    boolean interrupted = Thread.interrupted();
    try {
      run(
          line.ending().within(ENDING),
          ShellLine.create(),
          InputStream.nullInputStream(),
          OutputStream.nullOutputStream(),
          OutputStream.nullOutputStream());
    } catch (RemoteException unreachable) {
      return;
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
