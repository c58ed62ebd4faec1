package dev.drover.lock;

import dev.drover.remote.Address;
import dev.drover.remote.Command;
import dev.drover.remote.CommandResult;
import dev.drover.remote.ForwardingRemote;
import dev.drover.remote.Remote;
import dev.drover.remote.RemoteException;
import dev.drover.remote.Socket;
import java.nio.file.Path;
import java.util.function.LongConsumer;

/**
 * A door through which nothing is changed unless the fence lets it.
 *
 * @param remote the door behind
 */
record FencedRemote(Remote remote, Fence fence) implements ForwardingRemote {

  @Override
  public Remote remote() {
    return remote;
  }

  @Override
  public CommandResult exec(Command command) throws RemoteException, InterruptedException {
    if (command.reads()) {
      return remote.exec(command);
    }
    fence.check();
    try {
      return remote.exec(command);
    } catch (RemoteException.Fenced refused) {
      fence.doubt();
      throw refused;
    }
  }

  @Override
  public void upload(Path local, String target, int mode)
      throws RemoteException, InterruptedException {
    upload(local, target, mode, _ -> {});
  }

  @Override
  public void upload(Path local, String target, int mode, LongConsumer sent)
      throws RemoteException, InterruptedException {
    fence.check();
    try {
      remote.upload(local, target, mode, sent);
    } catch (RemoteException.Fenced refused) {
      fence.doubt();
      throw refused;
    }
  }

  /** Nobody knows what is said through a socket, so it counts as a change. */
  @Override
  public Socket connect(Address address) throws RemoteException, InterruptedException {
    fence.check();
    return remote.connect(address);
  }
}
