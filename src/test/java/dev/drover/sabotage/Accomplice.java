package dev.drover.sabotage;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/**
 * Brings the sabotage into the JVMs that a test starts.
 *
 * @param directory where its jar, its orders and what it has done are kept
 */
public record Accomplice(Path directory) {

  /** Gives orders; see {@link Saboteur}. */
  public Accomplice order(Map<String, String> orders) throws IOException {
    Files.createDirectories(directory);
    Files.write(
        directory.resolve("orders"),
        orders.entrySet().stream().map(one -> one.getKey() + "=" + one.getValue()).toList());
    return this;
  }

  /** What the class path of a JVM that is to be struck begins with. */
  public Path jar() throws IOException {
    Path jar = directory.resolve("sabotage.jar");
    if (!Files.exists(jar)) {
      try (OutputStream file = Files.newOutputStream(jar);
          JarOutputStream out = new JarOutputStream(file)) {
        for (String name : Sabotage.FILES) {
          out.putNextEntry(new JarEntry(name));
          out.write(Sabotage.bytes(name));
        }
      }
    }
    return jar;
  }

  /** The option of that JVM. */
  public String option() {
    return "-D" + Saboteur.ORDERS + "=" + directory.resolve("orders");
  }

  /** Where it has struck, in order. */
  public List<String> struck() throws IOException {
    Path file = directory.resolve("sabotage/struck");
    return Files.exists(file) ? Files.readAllLines(file) : List.of();
  }

  /** Every moment at which it could have struck. */
  public List<String> seen() throws IOException {
    Path file = directory.resolve("sabotage/seen");
    return Files.exists(file) ? Files.readAllLines(file) : List.of();
  }
}
