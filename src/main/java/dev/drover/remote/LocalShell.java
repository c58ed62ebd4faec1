package dev.drover.remote;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.commons.exec.CommandLine;
import org.apache.commons.exec.DefaultExecutor;
import org.apache.commons.exec.ExecuteException;
import org.apache.commons.exec.ExecuteResultHandler;

/**
 * The shell of this machine itself. Commands mean the same as elsewhere, by the same shell line.
 */
public final class LocalShell implements Shell {

  private final String host;

  /** This machine under its name in the inventory. */
  public LocalShell(String host) {
    this.host = host;
  }

  @Override
  public String host() {
    return host;
  }

  @Override
  public int run(Command command, InputStream body, OutputStream out, OutputStream err)
      throws RemoteException, InterruptedException {
    CommandLine line = new CommandLine("sh");
    ShellLine.create().launch().stream()
        .skip(1)
        .forEach(word -> line.addArgument(word.text(), false));
    ProcessTree tree = new ProcessTree();
    Printed printed = new Printed(out, err, tree::end);
    DefaultExecutor executor = DefaultExecutor.builder().get();
    executor.setExitValues(null);
    executor.setWatchdog(tree);
    executor.setStreamHandler(new ProcessStreams(ShellLine.stream(command, body), printed));
    Ending ending = new Ending();
    try {
      executor.execute(line, ending);
      int status = ending.status.get(command.timeout().toMillis(), TimeUnit.MILLISECONDS);
      printed.check(host, command);
      return status;
    } catch (TimeoutException late) {
      throw TimeLimit.exceeded(host, command, late);
    } catch (IOException | ExecutionException failure) {
      throw new RemoteException.Unreachable(
          "%s: `sh` can't be run here: %s".formatted(host, failure.getMessage()),
          "check that a POSIX shell is on the search path",
          failure);
    } finally {
      tree.end();
    }
  }

  @Override
  public Socket connect(Address address) throws RemoteException {
    try {
      return LocalSockets.open(address);
    } catch (IOException failure) {
      throw new RemoteException.Unreachable(
          "%s: nobody answers at %s: %s".formatted(host, address, failure.getMessage()),
          "check that the service runs and listens at " + address,
          failure);
    }
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
