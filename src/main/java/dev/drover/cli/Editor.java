package dev.drover.cli;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Lets a person change a secret text in the editor of their choice, in a private directory that is
 * wiped afterwards and lies in memory where the machine has such a place.
 *
 * @param words the editor as a shell reads it, options and all
 */
record Editor(String words) {

  /** The editor that the user has chosen. */
  static Editor ofUser() {
    return new Editor(Places.variable("VISUAL").or(() -> Places.variable("EDITOR")).orElse("vi"));
  }

  /**
   * The text as the person leaves it.
   *
   * @param name the file's name, by which editors tell what is in it
   */
  byte[] edit(String name, byte[] content) throws IOException, InterruptedException {
    Path directory = Files.createTempDirectory(place(), "drover-", mode("rwx------"));
    Thread atTheEnd = new Thread(() -> wipe(directory));
    // Ctrl-C is for the editor; if we are ended all the same, nothing may be left.
    Runtime.getRuntime().addShutdownHook(atTheEnd);
    try {
      Path file = Files.createFile(directory.resolve(name), mode("rw-------"));
      Files.write(file, content);
      int status =
          new ProcessBuilder("sh", "-c", words + " \"$@\"", "editor", file.toString())
              .inheritIO()
              .start()
              .waitFor();
      if (status != 0) {
        throw VaultFiles.end(
            "the editor `" + words + "` ended with " + status + "; nothing was changed",
            "set EDITOR to the editor that you use");
      }
      if (!Files.isRegularFile(file)) {
        throw VaultFiles.end(
            "the editor has removed the file; nothing was changed", "save it under its own name");
      }
      return Files.readAllBytes(file);
    } finally {
      wipe(directory);
      Runtime.getRuntime().removeShutdownHook(atTheEnd);
    }
  }

  private static FileAttribute<Set<PosixFilePermission>> mode(String mode) {
    return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode));
  }

  private static Path place() {
    return Stream.concat(Places.variable("XDG_RUNTIME_DIR").stream(), Stream.of("/dev/shm"))
        .map(Path::of)
        .filter(directory -> Files.isDirectory(directory) && Files.isWritable(directory))
        .findFirst()
        .orElseGet(() -> Path.of(System.getProperty("java.io.tmpdir")));
  }

  /** Editors leave copies beside the file; all of them go. */
  private static void wipe(Path directory) {
    if (!Files.isDirectory(directory)) {
      return;
    }
    try (Stream<Path> all = Files.walk(directory)) {
      for (Path path : List.copyOf(all.toList()).reversed()) {
        if (Files.isRegularFile(path) && !Files.isSymbolicLink(path)) {
          try (FileChannel file = FileChannel.open(path, StandardOpenOption.WRITE)) {
            Replacement.wipe(file);
          }
        }
        Files.delete(path);
      }
    } catch (IOException e) {
      throw VaultFiles.end(
          "the decrypted copy in " + directory + " can't be removed: " + e.getMessage(),
          "remove it by hand: rm -rf " + directory);
    }
  }
}
