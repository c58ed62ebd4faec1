package dev.zdu;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Runs programs of the machine. */
final class Programs {

  private static final long LIMIT_SECONDS = 120;

  /** What a program ended with; standard error is in the output. */
  record Result(int code, String output) {}

  private Programs() {}

  /** Runs a program that must end well; returns its output. */
  static String run(Path directory, String... command) throws IOException, InterruptedException {
    Result result = result(directory, Map.of(), List.of(command));
    if (result.code() != 0) {
      throw new IOException(List.of(command) + " ended with " + result);
    }
    return result.output();
  }

  /** Runs a program to its end. Output goes through a file: a daemon may keep a pipe open. */
  static Result result(Path directory, Map<String, String> environment, List<String> command)
      throws IOException, InterruptedException {
    Path output = Files.createTempFile("program", ".out");
    try {
      Process process = start(directory, environment, command, output);
      if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IOException(command + " did not end: " + Files.readString(output));
      }
      return new Result(process.exitValue(), Files.readString(output));
    } finally {
      Files.delete(output);
    }
  }

  /** Runs a program beside the test. */
  static CompletableFuture<Result> beside(
      Path directory, Map<String, String> environment, List<String> command) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return result(directory, environment, command);
          } catch (IOException e) {
            return new Result(-1, e.toString());
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Result(-1, e.toString());
          }
        },
        runnable -> Thread.ofVirtual().start(runnable));
  }

  private static Process start(
      Path directory, Map<String, String> environment, List<String> command, Path output)
      throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    // Settings of the machine or of the developer must not change what a test sees.
    builder.environment().keySet().removeIf(name -> name.matches("(BITBUCKET|JVM|GIT)_.*"));
    builder.environment().put("JRE_HOME", System.getProperty("java.home"));
    builder.environment().putAll(environment);
    return builder.start();
  }
}
