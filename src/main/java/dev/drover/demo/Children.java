package dev.drover.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs programs of this machine: short ones to their end, others detached from the terminal. */
final class Children {

  /** What makes a program deaf to the terminal's Ctrl-C and hang-up; it is inherited by exec. */
  private static final List<String> DEAF =
      List.of("/bin/sh", "-c", "trap '' INT HUP; exec \"$@\"", "sh");

  private Children() {}

  /** Runs a command to its end. */
  static void run(String what, List<String> command, Duration limit)
      throws IOException, InterruptedException {
    run(what, command, limit, Map.of());
  }

  /** Runs a command to its end, deaf to the terminal, for what it may leave running. */
  static void run(String what, List<String> command, Duration limit, Map<String, String> variables)
      throws IOException, InterruptedException {
    Path output = Files.createTempFile("drover", ".out");
    try {
      ProcessBuilder builder =
          new ProcessBuilder(deaf(command))
              .redirectErrorStream(true)
              .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
              .redirectOutput(output.toFile());
      builder.environment().putAll(variables);
      Process process = builder.start();
      try {
        if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
          throw new IOException("%s took more than %d s".formatted(what, limit.toSeconds()));
        }
      } finally {
        // A start script has handed over what it leaves running; what is still below it hangs.
        if (process.isAlive()) {
          process.descendants().forEach(ProcessHandle::destroyForcibly);
          process.destroyForcibly();
        }
      }
      if (process.exitValue() != 0) {
        throw new IOException(
            "%s ended with %d: %s"
                .formatted(what, process.exitValue(), Files.readString(output).strip()));
      }
    } finally {
      Files.deleteIfExists(output);
    }
  }

  /** Starts a program that outlives this one; what it says goes to {@code log}. */
  static Process detach(List<String> command, Path log) throws IOException {
    return new ProcessBuilder(deaf(command))
        .redirectErrorStream(true)
        .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
        .redirectOutput(log.toFile())
        .start();
  }

  private static List<String> deaf(List<String> command) {
    List<String> words = new ArrayList<>(DEAF);
    words.addAll(command);
    return words;
  }
}
