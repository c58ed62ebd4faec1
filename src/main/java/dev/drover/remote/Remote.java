package dev.drover.remote;

import java.nio.file.Path;
import java.util.Map;
import java.util.function.LongConsumer;

/**
 * The only door to a machine. Every call has a time limit, is safe to make from several threads,
 * and ends with a {@link RemoteException} that says what, where and what next, if the machine can't
 * be worked with.
 */
public interface Remote {

  /** The machine's name in the inventory. */
  String host();

  /** Runs a command to its end and returns how it ended, whatever its status. */
  CommandResult exec(Command command) throws RemoteException, InterruptedException;

  /**
   * Copies a local file to the machine. The content is checked by SHA-256 there and renamed into
   * place at the end, so that the target is the old file or the whole new one.
   *
   * @param mode permissions of the new file, for instance 0644
   */
  void upload(Path local, String target, int mode) throws RemoteException, InterruptedException;

  /**
   * The same, and tells as it goes how many bytes have been sent; a door that can't tell does not.
   */
  default void upload(Path local, String target, int mode, LongConsumer sent)
      throws RemoteException, InterruptedException {
    upload(local, target, mode);
  }

  /**
   * Copies a file of the machine to a local path, checked and renamed into place like an upload.
   */
  void download(String source, Path local) throws RemoteException, InterruptedException;

  /** Opens a socket from the machine to an address that it can reach. */
  Socket connect(Address address) throws RemoteException, InterruptedException;

  /**
   * Told by whoever has looked through this door, so that a plan can write down what it rests on.
   *
   * @param name of what, for instance {@code content of /etc/motd}
   * @param value what it was; nothing that changes all the time
   */
  default void saw(String name, String value) {}

  /**
   * A door to the same machine through which nothing is changed for whoever has a lower token than
   * the machine has seen; where machines can't tell, the same door.
   *
   * @param tokens by what they are for, in letters, digits and hyphens
   */
  default Remote guarded(Map<String, Long> tokens) {
    return this;
  }
}
