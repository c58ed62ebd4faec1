package dev.drover.remote;

import java.util.Map;

/**
 * Finds the door to a machine. One connection per machine is made on first use and shared from then
 * on.
 */
public interface Remotes extends AutoCloseable {

  /** The door to the machine; nothing is connected yet. */
  Remote to(Target target);

  /**
   * How the machines that were connected to have proved who they are: by name, the host key that
   * each of them showed. One that needs no proof, such as this machine, is not there.
   */
  default Map<String, String> hostKeys() {
    return Map.of();
  }

  /** Closes every connection. */
  @Override
  void close();
}
