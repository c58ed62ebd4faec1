package dev.zdu;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/** Faults as a node reads them at its start, and as a running one is told. */
final class StageFaults {

  private StageFaults() {}

  /** Writes a fault to the file in a node's home. */
  static void write(Path home, String fault, String value) throws IOException {
    Path file = home.resolve("faults.properties");
    Properties faults = new Properties();
    if (Files.exists(file)) {
      try (Reader reader = Files.newBufferedReader(file)) {
        faults.load(reader);
      }
    }
    faults.setProperty(fault, text(value));
    try (Writer writer = Files.newBufferedWriter(file)) {
      faults.store(writer, null);
    }
  }

  static String json(String fault, String value) {
    return "{\"%s\":%s}".formatted(fault, value.equals("off") ? "null" : "\"" + text(value) + "\"");
  }

  private static String text(String value) {
    return switch (value) {
      case "on" -> "true";
      case "off" -> "false";
      default -> value;
    };
  }
}
