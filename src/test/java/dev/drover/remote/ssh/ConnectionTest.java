package dev.drover.remote.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drover.demo.EmbeddedSshServer;
import dev.drover.remote.Command;
import dev.drover.remote.CommandResult;
import dev.drover.remote.RemoteException;
import dev.drover.remote.Target;
import dev.drover.secret.Secret;
import dev.drover.testing.RealComponent;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@RealComponent({"ssh-keygen", "ssh"})
class ConnectionTest {

  private static final CommandResult HELLO = new CommandResult(0, "hello\n", "");

  @TempDir private Path directory;
  private SshPlace user;
  private EmbeddedSshServer server;

  @BeforeEach
  void start() throws Exception {
    user = SshPlace.create(directory);
    server = server(0);
    user.trust(server);
  }

  @AfterEach
  void stop() {
    user.close();
    server.close();
  }

  private EmbeddedSshServer server(int port) throws IOException {
    return EmbeddedSshServer.start(
        directory.resolve("host_key"),
        user.authorizedKeys(),
        Optional.of(Secret.of("open sesame")),
        port,
        directory);
  }

  private CommandResult hello(Target target) throws Exception {
    return user.to(target).exec(Command.probe("echo", "hello"));
  }

  private Target withPassword(String password) {
    return user.target(
        server.port(), List.of(user.home() + "/none"), Optional.of(Secret.of(password)));
  }

  @Test
  void logsInWithAPassword() throws Exception {
    assertThat(hello(withPassword("open sesame"))).isEqualTo(HELLO);
  }

  @Test
  void saysThatThePasswordIsWrong() {
    assertThatThrownBy(() -> hello(withPassword("guess")))
        .isInstanceOf(RemoteException.Denied.class)
        .hasMessage(
            "node: %s@[127.0.0.1]:%d does not let us in; tried the password; the key file"
                + " %s/none does not exist; the server takes keyboard-interactive,"
                + " password, publickey",
            System.getProperty("user.name"), server.port(), user.home());
  }

  @Test
  void connectsAgainAfterALoss() throws Exception {
    Target target = user.target(server);
    assertThat(hello(target)).isEqualTo(HELLO);
    int port = server.port();
    server.close();
    assertThatThrownBy(() -> hello(target)).isInstanceOf(RemoteException.Unreachable.class);
    server = server(port);
    assertThat(hello(target)).isEqualTo(HELLO);
  }

  @Test
  void saysThatTheConnectionWasLostWhileACommandRan() throws Exception {
    Command command = Command.script("test.sleep", "touch started; exec sleep 60");
    Thread.ofVirtual()
        .start(() -> {
          org.awaitility.Awaitility.await()
              .until(() -> java.nio.file.Files.exists(directory.resolve("started")));
          server.close();
        });
    assertThatThrownBy(() -> user.to(server).exec(command.within(Duration.ofSeconds(30))))
        .isInstanceOf(RemoteException.Unreachable.class)
        .hasMessage(
            "node: the connection was lost while `[test.sleep]` ran; how it ended is not known, it"
                + " may run on");
  }

  @Test
  void saysThatNobodyListens() {
    Target target = user.target(server);
    int port = server.port();
    server.close();
    assertThatThrownBy(() -> hello(target))
        .isInstanceOf(RemoteException.Unreachable.class)
        .hasMessage("node: cannot reach [127.0.0.1]:%d by SSH: Connection refused", port);
  }

  @Test
  void saysThatANameIsNotKnown() {
    assertThatThrownBy(() -> hello(SshPlace.bare("no.such.host.invalid")))
        .isInstanceOf(RemoteException.Unreachable.class)
        .hasMessage(
            "no.such.host.invalid: cannot reach no.such.host.invalid by SSH: the name"
                + " no.such.host.invalid is not known");
  }

  @Test
  void limitsTheTimeToConnect() throws Exception {
    user.use(user.settings().limits(Duration.ofMillis(300), Duration.ofMillis(300)));
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      Target target = user.target(silent.getLocalPort(), List.of(), Optional.empty());
      assertThatThrownBy(() -> hello(target))
          .isInstanceOfAny(RemoteException.TooSlow.class, RemoteException.Unreachable.class)
          .hasMessageContaining("300ms");
    }
  }

  @Test
  void goesThroughJumpHosts() throws Exception {
    try (EmbeddedSshServer first = other("first");
        EmbeddedSshServer second = other("second")) {
      user.trust(first).trust(second);
      user.configure(
          "Host *\n  IdentityFile %s\n  UserKnownHostsFile %s\n"
              .formatted(user.key(), user.knownHosts()));
      Target straight = user.target(server);
      assertThat(hello(jump(straight, "me@127.0.0.1:" + first.port()))).isEqualTo(HELLO);
      String both = "127.0.0.1:%d,you@127.0.0.1:%d".formatted(first.port(), second.port());
      assertThat(hello(jump(straight, both))).isEqualTo(HELLO);
    }
  }

  @Test
  void checksTheKeyOfAJumpHostToo() throws Exception {
    try (EmbeddedSshServer first = other("first")) {
      user.configure(
          "Host *\n  IdentityFile %s\n  UserKnownHostsFile %s\n"
              .formatted(user.key(), user.knownHosts()));
      Target target = jump(user.target(server), "127.0.0.1:" + first.port());
      assertThatThrownBy(() -> hello(target))
          .isInstanceOf(RemoteException.Untrusted.class)
          .hasMessageStartingWith(
              "jump host 127.0.0.1 of node: the host key of [127.0.0.1]:%d is not known",
              first.port());
    }
  }

  private EmbeddedSshServer other(String name) throws IOException {
    return EmbeddedSshServer.start(
        directory.resolve(name), user.authorizedKeys(), Optional.empty(), 0, directory);
  }

  private static Target jump(Target target, String jump) {
    return new Target(
        target.name(),
        target.kind(),
        target.address(),
        target.port(),
        target.user(),
        target.password(),
        target.identity(),
        target.knownHosts(),
        Optional.of(jump),
        target.become());
  }
}
