package dev.drover.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Whole processes, measured from start to end. */
final class Processes {

  /** How long one ran, and the most memory that it had. */
  record Taken(double seconds, long megabytes) {}

  /** The options for the JVM that bin/drover gives. */
  static final List<String> LAUNCHER =
      List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "--enable-native-access=ALL-UNNAMED");

  private Processes() {}

  /** The words that start Drover, with options for the JVM. */
  static List<String> drover(List<String> jvm, List<String> arguments) {
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.addAll(jvm);
    words.addAll(List.of("-cp", System.getProperty("java.class.path"), "dev.drover.cli.Main"));
    words.addAll(arguments);
    return words;
  }

  /** The median of some runs. */
  static Taken median(List<String> words, int rounds) throws IOException, InterruptedException {
    List<Taken> taken = new ArrayList<>();
    for (int i = 0; i < rounds; i++) {
      taken.add(once(words));
    }
    return taken.stream()
        .sorted(Comparator.comparingDouble(Taken::seconds))
        .toList()
        .get(rounds / 2);
  }

  private static Taken once(List<String> words) throws IOException, InterruptedException {
    long begun = System.nanoTime();
    Process process =
        new ProcessBuilder(words)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    long most = 0;
    while (!process.waitFor(50, TimeUnit.MILLISECONDS)) {
      most = Math.max(most, peak(process.pid()));
    }
    double seconds = (System.nanoTime() - begun) / 1e9;
    if (process.exitValue() != 0) {
      throw new IllegalStateException(words + " ended with " + process.exitValue());
    }
    return new Taken(seconds, most);
  }

  /** The most memory that a process had so far, in megabytes; 0 if the system does not tell. */
  private static long peak(long process) throws IOException {
    Path status = Path.of("/proc", Long.toString(process), "status");
    if (!Files.isReadable(status)) {
      return 0;
    }
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("VmHWM:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
        .findFirst()
        .orElse(0);
  }

  /** Deletes a directory with all that is in it. */
  static void delete(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
