package dev.drover.remote;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.commons.exec.CommandLine;
import org.apache.commons.exec.DefaultExecutor;
import org.apache.commons.exec.ExecuteException;
import org.apache.commons.exec.ExecuteResultHandler;
import org.apache.commons.exec.PumpStreamHandler;

/** This machine itself. Commands run by the same shell line as elsewhere, so they mean the same. */
final class LocalRemote implements Remote {

  private static final Duration CONNECT = Duration.ofSeconds(10);

  private final String host;

  LocalRemote(String host) {
    this.host = host;
  }

  @Override
  public String host() {
    return host;
  }

  @Override
  public CommandResult exec(Command command) throws RemoteException, InterruptedException {
    ProcessTree tree = new ProcessTree();
    Capture out = new Capture(tree::end);
    Capture err = new Capture(tree::end);
    int status = run(command, tree, out, err);
    if (out.full() || err.full()) {
      throw Capture.tooMuch(host, command);
    }
    return new CommandResult(status, out.text(), err.text());
  }

  private int run(Command command, ProcessTree tree, Capture out, Capture err)
      throws RemoteException, InterruptedException {
    CommandLine line = new CommandLine("sh");
    line.addArgument("-c", false).addArgument(ShellLine.READER, false).addArgument("drover", false);
    DefaultExecutor executor = DefaultExecutor.builder().get();
    executor.setExitValues(null);
    executor.setWatchdog(tree);
    InputStream input = new ByteArrayInputStream(ShellLine.bytes(command));
    executor.setStreamHandler(new PumpStreamHandler(out, err, input));
    Ending ending = new Ending();
    try {
      executor.execute(line, ending);
      return ending.status.get(command.timeout().toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException late) {
      tree.end();
      throw TimeLimit.exceeded(host, command, late);
    } catch (InterruptedException stop) {
      tree.end();
      throw stop;
    } catch (IOException | ExecutionException failure) {
      throw new RemoteException.Unreachable(
          "%s: `sh` can't be started here: %s".formatted(host, failure.getMessage()),
          "check that a POSIX shell is on the search path",
          failure);
    }
  }

  @Override
  public void upload(Path local, String target, int mode)
      throws RemoteException, InterruptedException {
    LocalCopy.copy(host, local, Path.of(target), mode);
  }

  @Override
  public void download(String source, Path local) throws RemoteException, InterruptedException {
    LocalCopy.copy(host, Path.of(source), local, 0600);
  }

  @Override
  public Socket connect(Address address) throws RemoteException {
    try {
      return switch (address) {
        case Address.Tcp tcp -> tcp(tcp);
        case Address.UnixSocket unix -> unix(unix);
      };
    } catch (IOException failure) {
      throw new RemoteException.Unreachable(
          "%s: nobody answers at %s: %s".formatted(host, address, failure.getMessage()),
          "check that the service runs and listens at " + address,
          failure);
    }
  }

  private static Socket tcp(Address.Tcp address) throws IOException {
    java.net.Socket socket = new java.net.Socket();
    try {
      socket.setTcpNoDelay(true);
      socket.connect(
          new InetSocketAddress(address.host(), address.port()), (int) CONNECT.toMillis());
    } catch (IOException failure) {
      socket.close();
      throw failure;
    }
    return new OpenSocket(
        socket.getInputStream(), socket.getOutputStream(), socket::shutdownOutput, socket);
  }

  private static Socket unix(Address.UnixSocket address) throws IOException {
    SocketAddress path = UnixDomainSocketAddress.of(address.path());
    SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
    try {
      channel.connect(path);
    } catch (IOException failure) {
      channel.close();
      throw failure;
    }
    return new OpenSocket(
        Channels.newInputStream(channel),
        Channels.newOutputStream(channel),
        channel::shutdownOutput,
        channel);
  }

  /** Takes the exit status from the thread that waits for the process. */
  private static final class Ending implements ExecuteResultHandler {

    private final CompletableFuture<Integer> status = new CompletableFuture<>();

    @Override
    public void onProcessComplete(int exitValue) {
      status.complete(exitValue);
    }

    @Override
    public void onProcessFailed(ExecuteException failure) {
      status.completeExceptionally(failure);
    }
  }
}
