package dev.drover.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;

/** A user of this machine for one test, with a password and a line in sudo's configuration. */
public final class TestingUser implements AutoCloseable {

  private final String name = "drover" + UUID.randomUUID().toString().substring(0, 8);
  private final Path rule = Path.of("/etc/sudoers.d", name);

  private TestingUser() {}

  /**
   * Makes a user.
   *
   * @param rights what sudo lets it do, for instance {@code ALL=(ALL) ALL}
   */
  public static TestingUser create(String password, String rights)
      throws IOException, InterruptedException {
    TestingUser user = new TestingUser();
    run("", "useradd", "--no-create-home", "--home-dir", "/", "--shell", "/bin/sh", user.name);
    run(user.name + ":" + password + "\n", "chpasswd");
    Files.writeString(user.rule, user.name + " " + rights + "\n");
    return user;
  }

  /** Lets it do by sudo what these lines of a sudoers file say, and nothing else any more. */
  public Path allow(List<String> lines) throws IOException {
    return Files.write(rule, lines);
  }

  /** Its name. */
  public String name() {
    return name;
  }

  @Override
  public void close() throws IOException {
    Files.deleteIfExists(rule);
    // What a test has ended may need a moment to be gone.
    await().untilAsserted(() -> run("", "userdel", name));
  }

  private static void run(String input, String... words) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(List.of(words)).redirectErrorStream(true).start();
    try (var stdin = process.outputWriter()) {
      stdin.write(input);
    }
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
  }
}
