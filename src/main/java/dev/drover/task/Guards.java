package dev.drover.task;

import dev.drover.model.Host;
import dev.drover.remote.Command;
import dev.drover.remote.Files;
import dev.drover.remote.Remote;
import dev.drover.remote.RemoteException;
import dev.drover.remote.Word;
import dev.drover.sim.SimRemote;
import dev.drover.sim.World;
import java.util.List;
import java.util.Optional;

/**
 * What makes an opaque command safe to repeat: signs by which it is seen that it has been run.
 *
 * @param creates a path that it makes
 * @param removes a path that it takes away
 * @param unless a command that ends with 0 if there is nothing left to do
 */
public record Guards(
    Optional<String> creates, Optional<String> removes, Optional<List<String>> unless) {

  /** True if there is any sign. */
  public boolean any() {
    return creates.isPresent() || removes.isPresent() || unless.isPresent();
  }

  /** With a sign it can be seen whether it took place; without one its machine knows. */
  public Recovery recovery() {
    return any() ? Recovery.PROBE : Recovery.ATTACH;
  }

  /** Why there is nothing to do; empty if there is. */
  public Optional<String> nothingToDo(Remote remote) throws RemoteException, InterruptedException {
    Files files = new Files(remote);
    if (creates.isPresent() && files.exists(creates.get())) {
      return Optional.of(creates.get() + " is there");
    }
    if (removes.isPresent() && !files.exists(removes.get())) {
      return Optional.of(removes.get() + " is gone");
    }
    if (unless.isPresent()) {
      Command command = Command.of(unless.get().stream().map(Word::of).toList()).reading();
      boolean done = remote.exec(command).ok();
      remote.saw("`" + command + "`", done ? "ends well" : "fails");
      if (done) {
        return Optional.of("`" + command + "` says so");
      }
    }
    return Optional.empty();
  }

  /** What runs on a machine under these guards. */
  @FunctionalInterface
  public interface Execution {
    /** Runs it there. */
    Outcome on(Remote remote) throws RemoteException, InterruptedException;
  }

  /** What a run would change: nothing if a sign says so, else {@code otherwise}. */
  public Changes plan(Remote remote, Changes otherwise)
      throws RemoteException, InterruptedException {
    return nothingToDo(remote).map(Changes::none).orElse(otherwise);
  }

  /** Looks for the signs, runs what there is to run, and looks again. */
  public Outcome run(Remote remote, Execution execution)
      throws RemoteException, InterruptedException {
    Optional<String> nothing = nothingToDo(remote);
    return nothing.isPresent()
        ? Outcome.unchanged(nothing.get(), Executed.none())
        : proved(execution.on(remote), remote);
  }

  /**
   * Leaves what {@link #run} would leave, as far as the simulated host knows the program by its
   * name; else nobody does.
   */
  public void simulate(Host host, World world, Execution execution) {
    try {
      SimRemote remote = new SimRemote(world, host.name());
      if (nothingToDo(remote).isEmpty()) {
        execution.on(remote);
      }
    } catch (RemoteException | InterruptedException e) {
      throw new IllegalStateException("the simulated host could not be worked with", e);
    }
  }

  /** The outcome of a command, with a second look at the signs: a status of 0 proves nothing. */
  private Outcome proved(Outcome outcome, Remote remote)
      throws RemoteException, InterruptedException {
    boolean unproved = outcome instanceof Outcome.Done && any() && nothingToDo(remote).isEmpty();
    return unproved
        ? Outcome.failed(
            "it ended well, but left no sign of it: "
                + creates
                    .map(path -> path + " is not there")
                    .or(() -> removes.map(path -> path + " is still there"))
                    .orElse("`unless` still fails"),
            "correct the command, or what it is said to create or remove")
        : outcome;
  }
}
