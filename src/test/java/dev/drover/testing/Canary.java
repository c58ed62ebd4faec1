package dev.drover.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** A secret that stands nowhere else on this machine, and finds out where it can be read. */
public record Canary(String text) {

  /** A new one. */
  public static Canary create() {
    return new Canary("canary-" + UUID.randomUUID());
  }

  /** The command lines of processes of all users that hold it. */
  public List<String> commandLines() {
    try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
      return processes
          .filter(process -> process.getFileName().toString().matches("[0-9]+"))
          .map(process -> read(process.resolve("cmdline")))
          .filter(line -> line.contains(text))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The files below a directory that hold it; some may be cleaned up while we look. */
  public List<Path> filesIn(Path directory) {
    try (Stream<Path> files = Files.walk(directory)) {
      return files.filter(file -> read(file).contains(text)).toList();
    } catch (IOException | UncheckedIOException gone) {
      return List.of();
    }
  }

  private static String read(Path file) {
    try {
      return Files.isRegularFile(file) ? new String(Files.readAllBytes(file), ISO_8859_1) : "";
    } catch (IOException gone) {
      return "";
    }
  }

  @Override
  public String toString() {
    return text;
  }
}
