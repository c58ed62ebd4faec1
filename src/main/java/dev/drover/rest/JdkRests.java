package dev.drover.rest;

import dev.drover.remote.Remote;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** The real clients, by the JDK's HTTP client. */
public final class JdkRests implements Rests {

  private final Map<Endpoint, JdkRest> clients = new ConcurrentHashMap<>();
  private final Function<String, Remote> machines;

  /**
   * Nothing is connected yet.
   *
   * @param machines the machine of a name, for endpoints that are reached through one
   */
  public JdkRests(Function<String, Remote> machines) {
    this.machines = machines;
  }

  @Override
  public Rest to(Endpoint endpoint) {
    return clients.computeIfAbsent(endpoint, key -> new JdkRest(key, machines));
  }

  @Override
  public void close() {
    clients.values().forEach(JdkRest::close);
    clients.clear();
  }
}
