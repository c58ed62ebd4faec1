package dev.drover.demo;

import dev.drover.remote.Printed;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.sshd.server.Environment;
import org.apache.sshd.server.ExitCallback;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;
import org.apache.sshd.server.command.CommandFactory;

/** Runs what clients ask for with {@code /bin/sh}, as OpenSSH does with the login shell. */
final class ShellCommands implements CommandFactory, AutoCloseable {

  private final Path home;
  private final Set<Process> running = ConcurrentHashMap.newKeySet();

  ShellCommands(Path home) {
    this.home = home;
  }

  @Override
  public Command createCommand(ChannelSession channel, String text) {
    return new ShellCommand(text);
  }

  /** Ends the commands that clients still wait for; daemons that they left are not theirs. */
  @Override
  public void close() {
    running.forEach(process -> {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    });
  }

  /** One command; its process outlives the channel, as with OpenSSH. */
  private final class ShellCommand implements Command {

    private final String text;
    private InputStream in = InputStream.nullInputStream();
    private OutputStream out = OutputStream.nullOutputStream();
    private OutputStream err = OutputStream.nullOutputStream();
    private ExitCallback callback = (_, _, _) -> {};

    ShellCommand(String text) {
      this.text = text;
    }

    @Override
    public void setInputStream(InputStream stream) {
      in = stream;
    }

    @Override
    public void setOutputStream(OutputStream stream) {
      out = stream;
    }

    @Override
    public void setErrorStream(OutputStream stream) {
      err = stream;
    }

    @Override
    public void setExitCallback(ExitCallback exit) {
      callback = exit;
    }

    @Override
    public void start(ChannelSession channel, Environment environment) throws IOException {
      Process process = new ProcessBuilder("/bin/sh", "-c", text).directory(home.toFile()).start();
      running.add(process);
      Printed printed = new Printed(out, err, () -> {});
      CompletableFuture<Void> ended =
          CompletableFuture.allOf(
              pump(process.getInputStream(), printed.out()),
              pump(process.getErrorStream(), printed.err()));
      OutputStream stdin = process.getOutputStream();
      Thread.ofVirtual().start(() -> feed(stdin));
      Thread.ofVirtual().start(() -> await(process, printed, ended));
    }

    @Override
    public void destroy(ChannelSession channel) {
      closed(in);
    }

    private void await(Process process, Printed printed, CompletableFuture<Void> ended) {
      try {
        int status = process.waitFor();
        printed.settle(ended);
        running.remove(process);
        out.flush();
        err.flush();
        callback.onExit(status);
      } catch (InterruptedException | IOException gone) {
        callback.onExit(255);
      }
    }

    private void feed(OutputStream stdin) {
      pump(in, stdin).join();
      closed(stdin);
    }

    private CompletableFuture<Void> pump(InputStream from, OutputStream to) {
      CompletableFuture<Void> done = new CompletableFuture<>();
      Thread.ofVirtual()
          .start(() -> {
            byte[] block = new byte[32 << 10];
            try {
              for (int n = from.read(block); n >= 0; n = from.read(block)) {
                to.write(block, 0, n);
                to.flush();
              }
            } catch (IOException over) {
              done.complete(null);
            }
            done.complete(null);
          });
      return done;
    }

    private static void closed(java.io.Closeable stream) {
      try {
        stream.close();
      } catch (IOException already) {
        return;
      }
    }
  }
}
