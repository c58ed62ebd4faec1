package dev.drover.remote;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The words for a command that took too long. */
public final class TimeLimit {

  private TimeLimit() {}

  /** The error for a command whose tree was ended at its time limit. */
  public static RemoteException exceeded(String host, Command command, @Nullable Throwable cause) {
    return new RemoteException.TooSlow(
        "%s: `%s` did not end within %s; it was ended with all that it had started"
            .formatted(host, command, inWords(command.timeout())),
        "look at what it waits for on " + host + ", or give it more time",
        cause);
  }

  /** A duration as runbooks write it: {@code 1m30s}. */
  public static String inWords(Duration duration) {
    if (duration.toMillis() % 1000 != 0) {
      return duration.toMillis() + "ms";
    }
    String text = duration.toString().substring(2).toLowerCase(java.util.Locale.ROOT);
    return text.isEmpty() ? "0s" : text;
  }
}
