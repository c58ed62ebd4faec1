package dev.drover.remote;

/**
 * Finds the door to a machine. One connection per machine is made on first use and shared from then
 * on.
 */
public interface Remotes extends AutoCloseable {

  /** The door to the machine; nothing is connected yet. */
  Remote to(Target target);

  /** Closes every connection. */
  @Override
  void close();
}
