package dev.drover.remote;

import java.nio.file.Path;

/** A door in front of another one: what it does not do in its own way, the one behind does. */
public interface ForwardingRemote extends Remote {

  /** The door behind. */
  Remote remote();

  @Override
  default String host() {
    return remote().host();
  }

  @Override
  default CommandResult exec(Command command) throws RemoteException, InterruptedException {
    return remote().exec(command);
  }

  @Override
  default void upload(Path local, String target, int mode)
      throws RemoteException, InterruptedException {
    remote().upload(local, target, mode);
  }

  @Override
  default void download(String source, Path local) throws RemoteException, InterruptedException {
    remote().download(source, local);
  }

  @Override
  default Socket connect(Address address) throws RemoteException, InterruptedException {
    return remote().connect(address);
  }

  @Override
  default void saw(String name, String value) {
    remote().saw(name, value);
  }
}
