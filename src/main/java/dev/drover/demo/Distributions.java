package dev.drover.demo;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** Makes archives of the bundled server, of any version, and unpacks them. */
final class Distributions {

  private static final Duration LIMIT = Duration.ofMinutes(2);

  private final Path jars;
  private final Path archives;

  /** Keeps archives in {@code archives} and makes missing ones from the jars beside the tool. */
  Distributions(Path archives) throws IOException {
    this.jars = jars();
    this.archives = archives;
  }

  /** The server's jars: a directory {@code zdu} beside the tool's own, or in the build's output. */
  private static Path jars() throws IOException {
    try {
      Path own =
          Path.of(Distributions.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      for (Path place = own; place != null; place = place.getParent()) {
        for (Path candidate : List.of(place.resolve("zdu"), place.resolve("dist/zdu"))) {
          if (holdsJars(candidate)) {
            return candidate;
          }
        }
      }
      throw new IOException(
          "the bundled server's jars are not beside " + own + ": build them with `mvn package`");
    } catch (URISyntaxException e) {
      throw new IOException("can't tell where the tool is installed", e);
    }
  }

  private static boolean holdsJars(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      return false;
    }
    try (Stream<Path> files = Files.list(directory)) {
      return files.anyMatch(file -> file.toString().endsWith(".jar"));
    }
  }

  /** The archive of a version; made if there is none, or if the server has been built since. */
  Path archive(String version) throws IOException, InterruptedException {
    Path archive = archives.resolve("atlassian-bitbucket-" + version + ".tar.gz");
    Path stamp = archives.resolve("atlassian-bitbucket-" + version + ".made-of");
    String wanted = fingerprint();
    if (Files.exists(archive) && Files.exists(stamp) && Files.readString(stamp).equals(wanted)) {
      return archive;
    }
    Files.createDirectories(archives);
    Path half = Files.createTempFile(archives, "making-" + version + "-", ".tar.gz");
    try {
      Children.run(
          "making the archive of " + version,
          List.of(
              Path.of(System.getProperty("java.home"), "bin/java").toString(),
              "-XX:+UseSerialGC",
              "-XX:TieredStopAtLevel=1",
              "-cp",
              jars + "/*",
              "dev.zdu.Distribution",
              "--version",
              version,
              "--out",
              half.toString()),
          LIMIT);
      Files.move(half, archive, StandardCopyOption.ATOMIC_MOVE);
      Files.writeString(stamp, wanted);
    } finally {
      Files.deleteIfExists(half);
    }
    return archive;
  }

  /** Tells one build of the server from another; a reproducible build's jars all have one time. */
  private String fingerprint() throws IOException {
    try (Stream<Path> files = Files.list(jars)) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (Path jar : files.sorted().toList()) {
        String name = String.valueOf(jar.getFileName());
        digest.update((name + " " + Files.size(jar)).getBytes(StandardCharsets.UTF_8));
        if (name.startsWith("drover")) {
          digest.update(Files.readAllBytes(jar));
        }
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Unpacks the archive of a version into a directory, without the archive's top directory. */
  void unpack(String version, Path target) throws IOException, InterruptedException {
    Files.createDirectories(target);
    Children.run(
        "unpacking " + version,
        List.of(
            "tar",
            "-xzf",
            archive(version).toString(),
            "-C",
            target.toString(),
            "--strip-components=1"),
        LIMIT);
  }
}
