package dev.drover.sim;

import java.util.Map;

/**
 * A process of a simulated host.
 *
 * @param command its command line
 * @param directory its working directory; for a product, the installation that it was started from
 * @param environment its variables
 */
public record SimProcess(
    int pid, String user, String command, String directory, Map<String, String> environment) {
  public SimProcess {
    environment = Map.copyOf(environment);
  }

  @Override
  public String toString() {
    return user + " " + command + " in " + directory;
  }
}
