package dev.drover.rehearse;

import dev.drover.remote.Address;
import dev.drover.remote.Command;
import dev.drover.remote.CommandResult;
import dev.drover.remote.Remote;
import dev.drover.remote.RemoteException;
import dev.drover.remote.Remotes;
import dev.drover.remote.Socket;
import dev.drover.remote.Target;
import dev.drover.sim.SimRemote;
import java.nio.file.Path;

/** The doors to the machines of a stage. */
record StageRemotes(Stage stage) implements Remotes {

  @Override
  public Remote to(Target target) {
    return new Door(stage, new SimRemote(stage.world(), target.name()));
  }

  @Override
  public void close() {}

  private record Door(Stage stage, SimRemote door) implements Remote {

    @Override
    public String host() {
      return door.host();
    }

    @Override
    public CommandResult exec(Command command) throws RemoteException, InterruptedException {
      return stage.through(
          host(),
          !command.reads(),
          () ->
              stage.interference().cannotWrite(host(), command)
                  ? new CommandResult(1, "", "write error: No space left on device\n")
                  : door.exec(command));
    }

    @Override
    public void upload(Path local, String target, int mode)
        throws RemoteException, InterruptedException {
      stage.through(
          host(),
          true,
          () -> {
            if (stage.interference().isFull(host())) {
              throw new RemoteException.Refused(
                  host() + ": " + target + ": No space left on device", "make room there", null);
            }
            door.upload(local, target, mode);
            return true;
          });
    }

    @Override
    public void download(String source, Path local) throws RemoteException, InterruptedException {
      stage.through(
          host(),
          false,
          () -> {
            door.download(source, local);
            return true;
          });
    }

    @Override
    public Socket connect(Address address) throws RemoteException, InterruptedException {
      return stage.through(
          host(), false, () -> new Conversation(stage, host(), door.connect(address)));
    }
  }
}
