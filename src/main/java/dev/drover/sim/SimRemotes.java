package dev.drover.sim;

import dev.drover.remote.Remote;
import dev.drover.remote.Remotes;
import dev.drover.remote.Target;

/** Finds the doors to the hosts of a world, by their names. */
public record SimRemotes(World world) implements Remotes {
  @Override
  public Remote to(Target target) {
    return new SimRemote(world, target.name());
  }

  @Override
  public void close() {}
}
