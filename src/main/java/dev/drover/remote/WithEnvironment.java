package dev.drover.remote;

import java.nio.file.Path;
import java.util.Map;

/**
 * A door behind which every command has some more variables in its environment; those that a
 * command has of its own count more.
 *
 * @param remote the machine
 * @param environment the variables
 */
public record WithEnvironment(Remote remote, Map<String, Word> environment) implements Remote {

  public WithEnvironment {
    environment = Map.copyOf(environment);
  }

  @Override
  public String host() {
    return remote.host();
  }

  @Override
  public CommandResult exec(Command command) throws RemoteException, InterruptedException {
    Command with = command;
    for (Map.Entry<String, Word> variable : environment.entrySet()) {
      if (!command.environment().containsKey(variable.getKey())) {
        with = with.with(variable.getKey(), variable.getValue());
      }
    }
    return remote.exec(with);
  }

  @Override
  public void upload(Path local, String target, int mode)
      throws RemoteException, InterruptedException {
    remote.upload(local, target, mode);
  }

  @Override
  public void download(String source, Path local) throws RemoteException, InterruptedException {
    remote.download(source, local);
  }

  @Override
  public Socket connect(Address address) throws RemoteException, InterruptedException {
    return remote.connect(address);
  }
}
