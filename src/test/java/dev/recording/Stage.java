package dev.recording;

import java.io.IOException;

/** A cluster of nodes {@code bb1}, {@code bb2}, … that actions can be tried on; none runs yet. */
public interface Stage extends AutoCloseable {

  /**
   * An answer.
   *
   * @param status 0 if nobody answers
   */
  record Answer(int status, String body) {}

  /**
   * Starts a node from an installation of a version, and returns when it answers or has ended; what
   * becomes of it is seen later.
   */
  void start(int node, String version) throws IOException, InterruptedException;

  /** Stops a node by its script. */
  void stop(int node, String version) throws IOException, InterruptedException;

  /** Ends its process at once. */
  void kill(int node) throws IOException, InterruptedException;

  /** Switches a fault of a node. */
  void fault(int node, String fault, String value) throws IOException, InterruptedException;

  /** Asks a node, as an administrator. */
  Answer ask(String method, int node, String path) throws IOException, InterruptedException;

  /** Whether what was done shows its effect only after a while. */
  boolean takesTime();

  @Override
  void close() throws IOException;
}
