package dev.drover.doctor;

import dev.drover.remote.Address;
import dev.drover.remote.Command;
import dev.drover.remote.CommandResult;
import dev.drover.remote.Remote;
import dev.drover.remote.RemoteException;
import dev.drover.remote.Remotes;
import dev.drover.remote.Socket;
import dev.drover.remote.Target;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Doors to machines that are tried once: where one does not get in, nobody knocks again. Every node
 * asks for its balancer, and as many refused logins would lock the account there.
 */
record TriedOnce(Remotes remotes, Map<Target, Remote> doors) implements Remotes {

  static TriedOnce of(Remotes remotes) {
    return new TriedOnce(remotes, new ConcurrentHashMap<>());
  }

  @Override
  public Remote to(Target target) {
    return doors.computeIfAbsent(target, key -> Door.to(remotes.to(key)));
  }

  @Override
  public void close() {
    remotes.close();
  }

  private record Door(Remote remote, Once<CommandResult> entry) implements Remote {

    static Door to(Remote remote) {
      return new Door(remote, new Once<>(() -> remote.exec(Command.probe("true"))));
    }

    @Override
    public String host() {
      return remote.host();
    }

    @Override
    public CommandResult exec(Command command) throws RemoteException, InterruptedException {
      entry.get();
      return remote.exec(command);
    }

    @Override
    public void upload(Path local, String target, int mode) {
      throw new IllegalStateException("the doctor only reads: " + target);
    }

    @Override
    public void download(String source, Path local) throws RemoteException, InterruptedException {
      entry.get();
      remote.download(source, local);
    }

    @Override
    public Socket connect(Address address) throws RemoteException, InterruptedException {
      entry.get();
      return remote.connect(address);
    }
  }
}
