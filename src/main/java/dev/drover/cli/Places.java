package dev.drover.cli;

import dev.drover.journal.Runs;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.Optional;

/** Where things are kept on this machine, and who is at work. */
final class Places {

  private Places() {}

  /**
   * {@code $DROVER_STATE}, else {@code $XDG_STATE_HOME/drover}, else {@code ~/.local/state/drover}.
   */
  static Path state() {
    return variable("DROVER_STATE")
        .map(Path::of)
        .or(() -> variable("XDG_STATE_HOME").map(base -> Path.of(base, "drover")))
        .orElseGet(() -> Path.of(System.getProperty("user.home"), ".local", "state", "drover"))
        .toAbsolutePath();
  }

  static Runs runs() {
    return new Runs(state().resolve("runs"));
  }

  /** User and machine. */
  static String operator() {
    String machine;
    try {
      machine = InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      machine = "localhost";
    }
    return variable("SUDO_USER").orElse(System.getProperty("user.name")) + "@" + machine;
  }

  /** A variable of the environment that says something. */
  static Optional<String> variable(String name) {
    return Optional.ofNullable(System.getenv(name)).filter(value -> !value.isBlank());
  }
}
