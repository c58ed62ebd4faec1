package dev.zdu;

import dev.zdu.cluster.Version;
import java.io.BufferedOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.zip.Deflater;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipParameters;

/**
 * Writes the distribution archive of a version, in the product's layout, from its own class path.
 */
public final class Distribution {

  private static final String RESOURCES = "dev/zdu/distribution/";
  private static final int PROGRAM = 0755;
  private static final int FILE = 0644;

  private static final List<String> PROGRAMS =
      List.of(
          "bin/_start-webapp.sh",
          "bin/_stop-webapp.sh",
          "bin/set-bitbucket-home.sh",
          "bin/set-bitbucket-user.sh",
          "bin/set-jmx-opts.sh",
          "bin/set-jre-home.sh",
          "bin/start-bitbucket.sh",
          "bin/start-database.sh",
          "bin/stop-bitbucket.sh",
          "bin/stop-database.sh");
  private static final List<String> FILES = List.of("conf/logback.xml", "conf/server.properties");

  private final Version version;
  private final String top;

  private Distribution(Version version) {
    this.version = version;
    this.top = "atlassian-bitbucket-" + version + "/";
  }

  /** Writes the archive that {@code --version} and {@code --out} name. */
  public static void main(String[] arguments) throws IOException {
    if (arguments.length != 4
        || !arguments[0].equals("--version")
        || !arguments[2].equals("--out")
        || Version.parse(arguments[1]).isEmpty()) {
      System.err.println("usage: dev.zdu.Distribution --version X.Y.Z --out FILE");
      System.exit(2);
    }
    write(Version.parse(arguments[1]).orElseThrow(), Path.of(arguments[3]), classPath());
  }

  private static List<Path> classPath() {
    return Arrays.stream(System.getProperty("java.class.path", "").split(File.pathSeparator, -1))
        .filter(entry -> entry.endsWith(".jar"))
        .map(Path::of)
        .filter(Files::isRegularFile)
        .sorted(Comparator.comparing(jar -> jar.getFileName().toString()))
        .toList();
  }

  /** Writes the archive; a file of that name is replaced once the new one is complete. */
  public static void write(Version version, Path out, List<Path> jars) throws IOException {
    Path target = out.toAbsolutePath();
    Path directory = target.resolveSibling(".");
    Files.createDirectories(directory);
    Path work = directory.resolve("." + target.getFileName() + "." + ProcessHandle.current().pid());
    try {
      GzipParameters gzip = new GzipParameters();
      gzip.setCompressionLevel(Deflater.BEST_SPEED);
      try (OutputStream file = new BufferedOutputStream(Files.newOutputStream(work), 1 << 16);
          TarArchiveOutputStream tar =
              new TarArchiveOutputStream(new GzipCompressorOutputStream(file, gzip), "UTF-8")) {
        tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
        new Distribution(version).entries(tar, jars);
      }
      Files.move(work, target, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(work);
    }
  }

  private void entries(TarArchiveOutputStream tar, List<Path> jars) throws IOException {
    for (String program : PROGRAMS) {
      entry(tar, program, PROGRAM, resource(program));
    }
    for (String file : FILES) {
      entry(tar, file, FILE, resource(file));
    }
    String build = "version=" + version + "\nbuildNumber=" + version.buildNumber() + "\n";
    entry(tar, "conf/build.properties", FILE, build.getBytes(StandardCharsets.UTF_8));
    for (Path jar : jars) {
      entry(tar, "lib/" + jar.getFileName(), FILE, Files.readAllBytes(jar));
    }
  }

  private static byte[] resource(String name) throws IOException {
    try (InputStream in =
        Distribution.class.getClassLoader().getResourceAsStream(RESOURCES + name)) {
      if (in == null) {
        throw new IOException("The class path lacks " + RESOURCES + name);
      }
      return in.readAllBytes();
    }
  }

  private void entry(TarArchiveOutputStream tar, String name, int mode, byte[] content)
      throws IOException {
    TarArchiveEntry entry = new TarArchiveEntry(top + name);
    entry.setMode(mode);
    entry.setSize(content.length);
    entry.setModTime(0);
    tar.putArchiveEntry(entry);
    tar.write(content);
    tar.closeArchiveEntry();
  }
}
