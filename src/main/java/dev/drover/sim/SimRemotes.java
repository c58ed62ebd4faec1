package dev.drover.sim;

import dev.drover.remote.Remote;
import dev.drover.remote.Remotes;
import dev.drover.remote.Target;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Finds the doors to the hosts of a world, by their names.
 *
 * @param asked whose doors were asked for
 */
public record SimRemotes(World world, Set<String> asked) implements Remotes {

  /** No door was asked for yet. */
  public SimRemotes(World world) {
    this(world, ConcurrentHashMap.newKeySet());
  }

  @Override
  public Remote to(Target target) {
    asked.add(target.name());
    return new SimRemote(world, target.name());
  }

  @Override
  public Map<String, String> hostKeys() {
    Map<String, String> keys = new TreeMap<>();
    synchronized (world) {
      asked.forEach(name ->
          world
              .findHost(name)
              .filter(SimHost::reachable)
              .ifPresent(host -> keys.put(name, host.hostKey())));
    }
    return keys;
  }

  @Override
  public void close() {}
}
