package dev.zdu;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The entry point of one server node. */
public final class Main {

  private static final Logger LOG = LoggerFactory.getLogger(Main.class);

  private Main() {}

  /**
   * Starts a node; it runs until it is told to stop. The arguments only mark the process for those
   * who look for it in a list of processes.
   */
  public static void main(String[] arguments) {
    try {
      Settings settings =
          Settings.read(
              directory("bitbucket.install"), directory("bitbucket.home"), System.getProperties());
      ZduServer server = new ZduServer(settings, InstantSource.system());
      Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server), "stop"));
      server.start();
    } catch (SettingsException | RefusedToJoinException e) {
      LOG.error("The node cannot start: {}", e.getMessage());
      Runtime.getRuntime().halt(1);
    } catch (IOException | GeneralSecurityException | RuntimeException e) {
      LOG.error("The node cannot start", e);
      Runtime.getRuntime().halt(1);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Path directory(String property) throws SettingsException {
    String value = System.getProperty(property);
    if (value == null || value.isEmpty()) {
      throw new SettingsException(
          "-D" + property + " is not set; start the node by bin/start-bitbucket.sh");
    }
    return Path.of(value);
  }

  private static void stop(ZduServer server) {
    try {
      server.stop();
    } catch (IOException | RuntimeException e) {
      LOG.error("The node did not stop cleanly", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
