package dev.drover.remote;

import java.nio.file.Path;
import java.util.function.BiConsumer;

/** A door through which one can only look: planning gets no other. */
public final class ReadOnly implements ForwardingRemote {

  private final Remote remote;
  private final BiConsumer<String, String> notes;

  /** Looks through {@code remote}. */
  public ReadOnly(Remote remote) {
    this(remote, (_, _) -> {});
  }

  /**
   * Looks through {@code remote}, and notes what was seen.
   *
   * @param notes is told names and values
   */
  public ReadOnly(Remote remote, BiConsumer<String, String> notes) {
    this.remote = remote;
    this.notes = notes;
  }

  @Override
  public Remote remote() {
    return remote;
  }

  @Override
  public CommandResult exec(Command command) throws RemoteException, InterruptedException {
    if (!command.reads()) {
      throw new IllegalStateException(
          "planning only looks, but tried to run on " + host() + ": " + command);
    }
    return remote.exec(command);
  }

  @Override
  public void upload(Path local, String target, int mode) {
    throw new IllegalStateException(
        "planning only looks, but tried to upload " + target + " to " + host());
  }

  @Override
  public void saw(String name, String value) {
    notes.accept(name, value);
  }
}
