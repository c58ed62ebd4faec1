package dev.drover.remote.ssh;

import dev.drover.remote.RemoteException;
import dev.drover.remote.Target;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.commons.exec.CommandLine;
import org.apache.commons.exec.DefaultExecutor;
import org.apache.commons.exec.ExecuteWatchdog;
import org.apache.commons.exec.PumpStreamHandler;

/**
 * The user's OpenSSH configuration for a host, as OpenSSH itself resolves it ({@code ssh -G}): with
 * Include, Match and canonical names.
 */
final class OpenSshConfig {

  private static final Duration LIMIT = Duration.ofSeconds(10);

  private final SshSettings settings;
  private final AtomicBoolean warned = new AtomicBoolean();

  OpenSshConfig(SshSettings settings) {
    this.settings = settings;
  }

  /** The values by lower-case keyword; without an {@code ssh} program none, after a warning. */
  Map<String, List<String>> resolve(Target target, String host) throws RemoteException {
    refuseOption(target.name(), host);
    CommandLine line = new CommandLine("ssh");
    List<String> words = new ArrayList<>(List.of("-G"));
    settings.config().ifPresent(file -> words.addAll(List.of("-F", file.toString())));
    target.port().ifPresent(port -> words.addAll(List.of("-p", port.toString())));
    target.user().ifPresent(user -> words.addAll(List.of("-o", "User=" + user)));
    words.addAll(List.of("--", host));
    words.forEach(word -> line.addArgument(word, false));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    DefaultExecutor executor = DefaultExecutor.builder().get();
    executor.setExitValues(null);
    executor.setWatchdog(ExecuteWatchdog.builder().setTimeout(LIMIT).get());
    executor.setStreamHandler(new PumpStreamHandler(out, err));
    try {
      if (executor.execute(line) != 0) {
        throw broken(target, err.toString(StandardCharsets.UTF_8).strip(), null);
      }
    } catch (IOException missing) {
      if (!warned.getAndSet(true)) {
        settings
            .warnings()
            .accept(
                "there is no `ssh` program here, so the OpenSSH configuration is not read;"
                    + " only the inventory says how hosts are reached");
      }
      return Map.of();
    }
    return parse(out.toString(StandardCharsets.UTF_8));
  }

  /**
   * A name that starts with a dash would be an option to a program, if ever a quote is forgotten.
   */
  static void refuseOption(String name, String host) throws RemoteException {
    if (host.isEmpty() || host.startsWith("-") || !host.matches("[\\p{Alnum}._:%\\[\\]@-]+")) {
      throw new RemoteException.Refused(
          "%s: `%s` is no host name".formatted(name, host),
          "correct the address of " + name + " in the inventory",
          null);
    }
  }

  private static Map<String, List<String>> parse(String text) {
    Map<String, List<String>> values = new HashMap<>();
    text.lines()
        .map(line -> line.split(" ", 2))
        .filter(words -> words.length == 2)
        .forEach(words ->
            values
                .computeIfAbsent(words[0].toLowerCase(Locale.ROOT), _ -> new ArrayList<>())
                .add(words[1].strip()));
    return values;
  }

  private static RemoteException broken(
      Target target, String said, @org.jspecify.annotations.Nullable Throwable cause) {
    return new RemoteException.Refused(
        "%s: OpenSSH can't read its configuration: %s".formatted(target.name(), said),
        "correct the OpenSSH configuration, `ssh -G HOST` shows the same error",
        cause);
  }
}
