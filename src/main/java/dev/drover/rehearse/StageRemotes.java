package dev.drover.rehearse;

import dev.drover.remote.Address;
import dev.drover.remote.Command;
import dev.drover.remote.CommandResult;
import dev.drover.remote.Patience;
import dev.drover.remote.Remote;
import dev.drover.remote.RemoteException;
import dev.drover.remote.Remotes;
import dev.drover.remote.Socket;
import dev.drover.remote.Target;
import dev.drover.sim.SimRemote;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/** The doors to the machines of a stage. */
record StageRemotes(Stage stage) implements Remotes {

  private static final Duration FIRST = Duration.ofMillis(250);
  private static final Duration MOST = Duration.ofSeconds(15);

  @Override
  public Remote to(Target target) {
    return new Door(
        stage,
        new SimRemote(stage.world(), target.name()),
        target.patience(Patience.USUAL).longest());
  }

  @Override
  public void close() {}

  private record Door(Stage stage, SimRemote door, Duration patience) implements Remote {

    @Override
    public String host() {
      return door.host();
    }

    @Override
    public CommandResult exec(Command command) throws RemoteException, InterruptedException {
      boolean harmless = command.reads() || command.job().isPresent();
      return patiently(
          harmless,
          !command.reads(),
          () ->
              stage.interference().cannotWrite(host(), command)
                  ? new CommandResult(1, "", "write error: No space left on device\n")
                  : door.exec(command));
    }

    @Override
    public void upload(Path local, String target, int mode)
        throws RemoteException, InterruptedException {
      patiently(
          true,
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
      patiently(
          true,
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

    /**
     * As the real doors do: a machine that was reached before is tried again for a while. What it
     * may have begun is done again only if that does no harm.
     */
    private <T> T patiently(boolean harmless, boolean changes, Stage.Way<T> way)
        throws RemoteException, InterruptedException {
      Instant end = stage.baton().now().plus(patience);
      Duration pause = FIRST;
      while (true) {
        try {
          T answer = stage.through(host(), changes, way);
          stage.reached(host());
          return answer;
        } catch (RemoteException.Unreachable lost) {
          boolean over = !stage.baton().now().isBefore(end);
          if (!stage.wasReached(host()) || over || (lost.begun() && !harmless)) {
            throw lost;
          }
        }
        stage.baton().sleep(pause);
        pause = pause.multipliedBy(2).compareTo(MOST) < 0 ? pause.multipliedBy(2) : MOST;
      }
    }
  }
}
