package dev.drover.remote;

import java.nio.file.Path;
import java.util.Map;
import java.util.function.LongConsumer;

/**
 * A door behind which every command has some more variables in its environment; those that a
 * command has of its own count more.
 *
 * @param remote the machine
 * @param environment the variables
 */
public record WithEnvironment(Remote remote, Map<String, Word> environment)
    implements ForwardingRemote {

  public WithEnvironment {
    environment = Map.copyOf(environment);
  }

  @Override
  public void upload(Path local, String target, int mode, LongConsumer sent)
      throws RemoteException, InterruptedException {
    remote.upload(local, target, mode, sent);
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
}
