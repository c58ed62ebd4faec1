package dev.zdu;

import dev.zdu.cluster.Version;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/** Distribution archives of the server as it is being built. */
final class Archives {

  /** Where the build collects the server's libraries before it runs the tests. */
  private static final Path LIBRARIES = Path.of("target/dist/zdu");

  private final Path directory;

  Archives(Path directory) {
    this.directory = directory;
  }

  /** Writes the archive of a version, with the classes under test. */
  Path write(Version version) throws IOException {
    Path archive = directory.resolve("atlassian-bitbucket-" + version + ".tar.gz");
    if (!Files.exists(archive)) {
      Distribution.write(version, archive, jars());
    }
    return archive;
  }

  /** Writes the archive and extracts it as a user would; returns the installation. */
  Path install(Version version, Path to) throws IOException, InterruptedException {
    Files.createDirectories(to);
    Programs.run(to, "tar", "xzf", write(version).toAbsolutePath().toString());
    return to.resolve("atlassian-bitbucket-" + version);
  }

  private List<Path> jars() throws IOException {
    if (!Files.isDirectory(LIBRARIES)) {
      throw new IllegalStateException(
          LIBRARIES.toAbsolutePath() + " is not there; run `mvn process-classes` once");
    }
    List<Path> jars = new ArrayList<>();
    try (DirectoryStream<Path> libraries = Files.newDirectoryStream(LIBRARIES, "*.jar")) {
      for (Path jar : libraries) {
        if (!jar.getFileName().toString().endsWith("-zdu.jar")) {
          jars.add(jar);
        }
      }
    }
    jars.add(classes());
    return jars;
  }

  private Path classes() throws IOException {
    Path classes =
        Path.of(Main.class.getProtectionDomain().getCodeSource().getLocation().getPath());
    Path jar = directory.resolve("drover-zdu.jar");
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file);
        Stream<Path> paths = Files.walk(classes.resolve("dev/zdu"))) {
      for (Path path : paths.filter(Files::isRegularFile).toList()) {
        out.putNextEntry(new JarEntry(classes.relativize(path).toString()));
        Files.copy(path, out);
        out.closeEntry();
      }
    }
    return jar;
  }
}
