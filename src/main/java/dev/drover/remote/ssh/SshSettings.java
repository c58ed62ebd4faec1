package dev.drover.remote.ssh;

import dev.drover.remote.Patience;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What SSH needs to know of the user who runs drover.
 *
 * @param home the user's home directory, for {@code ~} in paths
 * @param user the user's name, the login name where nothing else says
 * @param config OpenSSH configuration file to use in place of the user's and the system's
 * @param agent socket of the user's ssh-agent
 * @param warnings takes sentences that the user should see, though work goes on
 * @param connect longest time to reach a machine's SSH server and to agree on keys
 * @param authenticate longest time to log in
 * @param patience for machines that were reached before and are lost
 */
public record SshSettings(
    Path home,
    String user,
    Optional<Path> config,
    Optional<Path> agent,
    Consumer<String> warnings,
    Duration connect,
    Duration authenticate,
    Patience patience) {

  /**
   * The settings of the user who runs this process, with the usual time limits.
   *
   * @param agent value of {@code SSH_AUTH_SOCK}
   */
  public static SshSettings ofUser(Optional<String> agent, Consumer<String> warnings) {
    return new SshSettings(
        Path.of(System.getProperty("user.home")),
        System.getProperty("user.name"),
        Optional.empty(),
        agent.filter(path -> !path.isBlank()).map(Path::of),
        warnings,
        Duration.ofSeconds(15),
        Duration.ofSeconds(20),
        Patience.USUAL);
  }

  /** These settings with an OpenSSH configuration file in place of the user's. */
  public SshSettings config(Path file) {
    return new SshSettings(
        home, user, Optional.of(file), agent, warnings, connect, authenticate, patience);
  }

  /** These settings with other time limits. */
  public SshSettings limits(Duration connecting, Duration authenticating) {
    return new SshSettings(
        home, user, config, agent, warnings, connecting, authenticating, patience);
  }

  /** These settings with another patience. */
  public SshSettings patience(Patience other) {
    return new SshSettings(home, user, config, agent, warnings, connect, authenticate, other);
  }

  /** A path as OpenSSH writes it, with {@code ~} for the home directory. */
  Path path(String text) {
    if (text.equals("~") || text.startsWith("~/")) {
      return home.resolve(text.substring(Math.min(2, text.length())));
    }
    return Path.of(text);
  }
}
