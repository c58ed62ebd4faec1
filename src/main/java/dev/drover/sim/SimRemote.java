package dev.drover.sim;

import dev.drover.remote.Address;
import dev.drover.remote.Command;
import dev.drover.remote.CommandResult;
import dev.drover.remote.Remote;
import dev.drover.remote.RemoteException;
import dev.drover.remote.Socket;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The door to a simulated host. It knows commands by the name of their script or program; one that
 * it does not know is a mistake of the test or a gap of the simulation, and ends both.
 */
public record SimRemote(World world, String host) implements Remote {

  /** What the names of scripts begin with that see to jobs, not to what a runbook says. */
  private static final String JOBS = "jobs.";

  @Override
  public CommandResult exec(Command command) throws RemoteException {
    synchronized (world) {
      SimHost there = reach();
      return command.job().isPresent()
          ? there.jobs().run(command, command.job().get(), () -> run(there, command))
          : run(there, command);
    }
  }

  private CommandResult run(SimHost there, Command command) {
    List<String> arguments = command.arguments();
    if (!arguments.getFirst().startsWith(JOBS)) {
      there.commands().add(command.toString());
    }
    Optional<CommandResult> canned = Optional.ofNullable(there.answers().get(command.toString()));
    if (canned.isPresent()) {
      return canned.get();
    }
    return find(arguments.getFirst())
        .orElseThrow(() ->
            new IllegalStateException(
                "the simulated host " + host + " does not know the command: " + command))
        .run(there, command, arguments.subList(1, arguments.size()));
  }

  private Optional<SimCommand> find(String name) {
    return Optional.ofNullable(world.commands().get(name))
        .or(() ->
            Optional.ofNullable(world.commands().get(name.substring(name.lastIndexOf('/') + 1))))
        .or(world::otherwise);
  }

  private SimHost reach() throws RemoteException {
    Optional<SimHost> there = world.findHost(host).filter(SimHost::reachable);
    if (there.isEmpty()) {
      throw new RemoteException.Unreachable(
          host + " does not answer", "check the machine and the network to it", null);
    }
    return there.get();
  }

  @Override
  public void upload(Path local, String target, int mode) throws RemoteException {
    synchronized (world) {
      SimHost there = reach();
      String parent = target.substring(0, Math.max(1, target.lastIndexOf('/')));
      if (!there.files().isDirectory(parent)) {
        throw new RemoteException.Refused(
            "%s: %s is no directory".formatted(host, parent), "check the path", null);
      }
      String owner = there.files().follow(target).map(SimFile::owner).orElse(there.user());
      there.files().put(target, new SimFile.Plain(Content.ofLocal(local), mode, owner));
    }
  }

  @Override
  public void download(String source, Path local) throws RemoteException {
    synchronized (world) {
      SimFile.Plain file =
          reach()
              .files()
              .plain(source)
              .orElseThrow(() ->
                  new RemoteException.Refused(
                      "%s: there is no file %s".formatted(host, source), "check the path", null));
      try {
        Files.write(local, file.content().bytes());
      } catch (IOException e) {
        throw new RemoteException.Refused(
            "%s: cannot download %s: can't write %s".formatted(host, source, local),
            "check both paths, the rights on them and the free space",
            e);
      }
    }
  }

  @Override
  public Socket connect(Address address) throws RemoteException {
    synchronized (world) {
      boolean controller = world.findHost(host).isEmpty();
      if (!controller) {
        reach();
      }
      Optional<SimBalancer> balancer = world.listener(host, address);
      if (balancer.isEmpty() && !world.listens(host, address)) {
        throw new RemoteException.Refused(
            "%s: nobody listens at %s".formatted(host, address),
            "check the address, and whether the service runs",
            null);
      }
      return new SimSocket(world, balancer);
    }
  }
}
