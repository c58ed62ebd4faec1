package dev.drover.remote.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.remote.Command;
import dev.drover.remote.Files;
import dev.drover.remote.Remote;
import dev.drover.remote.Target;
import dev.drover.testing.RealComponent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;
import org.testcontainers.utility.DockerImageName;

/**
 * A machine that is not this one: another distribution, with BusyBox in place of GNU programs. The
 * tests against the local server cover the same ground where there is no container engine.
 */
@RealComponent({"ssh-keygen", "ssh-keyscan"})
@Testcontainers(disabledWithoutDocker = true)
class ContainerServerTest {

  private static final int PORT = 2222;
  private static final DockerImageName IMAGE =
      DockerImageName.parse("linuxserver/openssh-server:latest");

  @TempDir private static Path place;

  @Container private static final GenericContainer<?> NODE = node();

  private static GenericContainer<?> node() {
    return new GenericContainer<>(IMAGE)
        .withEnv("USER_NAME", "drover")
        .withEnv("USER_PASSWORD", "open sesame")
        .withEnv("PASSWORD_ACCESS", "true")
        .withExposedPorts(PORT);
  }

  @Test
  void worksWithBusyBox() throws Exception {
    try (SshPlace user = SshPlace.create(place)) {
      scan(user);
      Remote remote = user.to(target(user));
      assertThat(remote.exec(Command.probe("id", "-un")).out()).isEqualTo("drover\n");
      Files files = new Files(remote);
      files.writeText("/tmp/text", "text", 0640);
      assertThat(files.readText("/tmp/text")).contains("text");
      Path back = place.resolve("back");
      remote.upload(user.key(), "/tmp/copy", 0600);
      remote.download("/tmp/copy", back);
      assertThat(back).hasSameBinaryContentAs(user.key());
    }
  }

  private static Target target(SshPlace user) {
    return new Target(
        "container",
        Target.Kind.SSH,
        Optional.of(NODE.getHost()),
        Optional.of(NODE.getMappedPort(PORT)),
        Optional.of("drover"),
        Optional.of(dev.drover.secret.Secret.of("open sesame")),
        List.of(),
        List.of(user.knownHosts().toString()),
        Optional.empty(),
        Optional.empty());
  }

  private static void scan(SshPlace user) throws Exception {
    String port = NODE.getMappedPort(PORT).toString();
    Process scan = new ProcessBuilder("ssh-keyscan", "-p", port, NODE.getHost()).start();
    String keys = new String(scan.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    java.nio.file.Files.writeString(user.knownHosts(), keys);
  }
}
