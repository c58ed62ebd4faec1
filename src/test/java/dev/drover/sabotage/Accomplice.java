package dev.drover.sabotage;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/**
 * Brings the agent into the JVMs that a test starts.
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

  /** The options of a JVM that is to be struck. */
  public List<String> options() throws IOException {
    Path jar = directory.resolve("agent.jar");
    if (!Files.exists(jar)) {
      write(jar);
    }
    return List.of("-javaagent:" + jar + "=" + directory.resolve("orders"));
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

  private static void write(Path jar) throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().putValue("Premain-Class", Sabotage.class.getName());
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file, manifest)) {
      String place = Sabotage.class.getPackageName().replace('.', '/') + "/";
      for (String name :
          List.of("Sabotage.class", "Sabotage$AroundTheEntry.class", "Saboteur.class")) {
        out.putNextEntry(new JarEntry(place + name));
        try (InputStream in = Sabotage.class.getResourceAsStream(name)) {
          if (in == null) {
            throw new IOException("there is no " + name + " beside the tests");
          }
          in.transferTo(out);
        }
      }
    }
  }
}
