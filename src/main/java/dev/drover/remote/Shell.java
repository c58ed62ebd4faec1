package dev.drover.remote;

import java.io.InputStream;
import java.io.OutputStream;

/**
 * A POSIX shell on a machine: the one thing that ways to reach a machine differ in. {@link
 * ShellRemote} makes everything else of it.
 */
public interface Shell {

  /** The machine's name in the inventory. */
  String host();

  /**
   * Runs a command to its end and returns its exit status, 128 + n if signal n ended it. At its
   * time limit, when the thread is interrupted, or when {@code out} or {@code err} fails to take
   * more, the command is ended with all that it has started.
   *
   * @param body what it gets on standard input after the command's own
   */
  int run(Command command, InputStream body, OutputStream out, OutputStream err)
      throws RemoteException, InterruptedException;

  /** Opens a socket from the machine. */
  Socket connect(Address address) throws RemoteException, InterruptedException;
}
