package dev.drover.remote.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.awaitility.Awaitility;

/** A real ssh-agent. Its socket has a short path, as those of unix sockets must be. */
final class TestingAgent implements AutoCloseable {

  private final Path directory;
  private final Process process;

  private TestingAgent(Path directory, Process process) {
    this.directory = directory;
    this.process = process;
  }

  static TestingAgent start() throws IOException {
    Path directory = Files.createTempDirectory("agent");
    Process process =
        new ProcessBuilder("ssh-agent", "-D", "-a", directory.resolve("s").toString())
            .redirectErrorStream(true)
            .start();
    TestingAgent agent = new TestingAgent(directory, process);
    Awaitility.await().until(() -> Files.exists(agent.socket()));
    return agent;
  }

  Path socket() {
    return directory.resolve("s");
  }

  void add(Path key) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder("ssh-add", key.toString());
    builder.environment().put("SSH_AUTH_SOCK", socket().toString());
    Process adding = builder.redirectErrorStream(true).start();
    String said = new String(adding.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(adding.waitFor()).as(said).isZero();
  }

  @Override
  public void close() throws IOException {
    process.destroy();
    process.onExit().join();
    Files.deleteIfExists(socket());
    Files.deleteIfExists(directory);
  }
}
