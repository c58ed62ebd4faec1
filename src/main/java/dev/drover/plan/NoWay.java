package dev.drover.plan;

import dev.drover.diag.Diagnostic;
import dev.drover.remote.Address;
import dev.drover.remote.Command;
import dev.drover.remote.CommandResult;
import dev.drover.remote.Remote;
import dev.drover.remote.RemoteException;
import dev.drover.remote.Socket;
import java.nio.file.Path;
import java.util.List;

/**
 * A host that the inventory gives no way to which is understood here. That is told before a run for
 * all hosts that the runbook names; a task may still come upon another one.
 */
record NoWay(String host, List<Diagnostic> why) implements Remote {

  NoWay {
    why = List.copyOf(why);
  }

  @Override
  public CommandResult exec(Command command) throws RemoteException {
    throw refused();
  }

  @Override
  public void upload(Path local, String target, int mode) throws RemoteException {
    throw refused();
  }

  @Override
  public void download(String source, Path local) throws RemoteException {
    throw refused();
  }

  @Override
  public Socket connect(Address address) throws RemoteException {
    throw refused();
  }

  private RemoteException refused() {
    return new RemoteException.Refused(
        "`" + host + "` can't be reached as the inventory says: " + why.getFirst().message(),
        "correct its variables in the inventory",
        null);
  }
}
