package dev.drover.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A file system of its own that is small; only root can make one.
 *
 * @param directory where it is mounted
 */
record SmallDisk(Path directory) implements AutoCloseable {

  /** Mounts one of a size, as {@code mount} writes it. */
  static SmallDisk of(Path directory, String size) throws IOException, InterruptedException {
    Files.createDirectories(directory);
    run("mount", "-t", "tmpfs", "-o", "size=" + size + ",mode=0700", "tmpfs", directory.toString());
    return new SmallDisk(directory);
  }

  /** Makes it as large as that. */
  void grow(String size) throws IOException, InterruptedException {
    run("mount", "-o", "remount,size=" + size, directory.toString());
  }

  /** Takes all the space that is left. */
  void fill() throws IOException {
    byte[] page = new byte[1 << 12];
    try (OutputStream out = Files.newOutputStream(directory.resolve("filler"))) {
      while (true) {
        out.write(page);
      }
    } catch (IOException full) {
      assertThat(full).hasMessageContaining("No space left");
    }
  }

  @Override
  public void close() throws IOException {
    try {
      run("umount", "-l", directory.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void run(String... words) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(words));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(command + ": " + said).isZero();
  }
}
