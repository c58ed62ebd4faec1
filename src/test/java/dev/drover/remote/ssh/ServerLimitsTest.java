package dev.drover.remote.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drover.demo.OpenSshServer;
import dev.drover.remote.Address;
import dev.drover.remote.Command;
import dev.drover.remote.Remote;
import dev.drover.remote.RemoteException;
import dev.drover.remote.Socket;
import dev.drover.testing.RealComponent;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real server that forbids, hangs or has less than usual. */
@RealComponent({"sshd", "ssh-keygen", "ssh"})
class ServerLimitsTest {

  @TempDir private Path directory;
  private SshPlace user;

  @BeforeEach
  void place() throws Exception {
    user = SshPlace.create(directory);
  }

  @AfterEach
  void leave() {
    user.close();
  }

  private OpenSshServer server(String... settings) throws Exception {
    OpenSshServer server =
        OpenSshServer.start(
            directory.resolve("server"), user.authorizedKeys(), 0, List.of(settings));
    user.trust(server);
    return server;
  }

  @Test
  @RealComponent("socat")
  void opensAUnixSocketByAProgramWhereTheServerForbidsIt() throws Exception {
    Path path = Files.createTempDirectory("drover").resolve("s");
    try (OpenSshServer server = server("AllowStreamLocalForwarding no");
        ServerSocketChannel listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      listener.bind(UnixDomainSocketAddress.of(path));
      Thread.ofVirtual().start(() -> answerOnce(listener));
      try (Socket socket = user.to(server).connect(new Address.UnixSocket(path.toString()))) {
        socket.out().write("show info\n".getBytes(StandardCharsets.UTF_8));
        socket.out().close();
        assertThat(new String(socket.in().readAllBytes(), StandardCharsets.UTF_8))
            .isEqualTo("> show info\n");
      }
      assertThatThrownBy(() -> user.to(server).connect(new Address.UnixSocket(directory + "/none")))
          .isInstanceOf(RemoteException.Unreachable.class)
          .hasMessage("node: cannot open %s/none: there is no socket", directory);
    } finally {
      Files.deleteIfExists(path);
      Files.deleteIfExists(path.getParent());
    }
  }

  private static void answerOnce(ServerSocketChannel listener) {
    try (SocketChannel peer = listener.accept()) {
      ByteBuffer line = ByteBuffer.allocate(100).put("> ".getBytes(StandardCharsets.UTF_8));
      peer.read(line);
      peer.write(line.flip());
    } catch (java.io.IOException over) {
      // The test tells that its question was not answered.
      return;
    }
  }

  @Test
  void goesOnByAnotherConnectionIfAServerHangs() throws Exception {
    try (OpenSshServer server = server()) {
      user.configure("Host *\n  ServerAliveInterval 1\n  ServerAliveCountMax 2\n");
      Remote remote = user.to(server);
      assertThat(remote.exec(Command.of("true")).status()).isZero();
      List<ProcessHandle> connections = server.connections();
      assertThat(connections).isNotEmpty();
      connections.forEach(connection -> signal(connection, "STOP"));
      try {
        // The server never confirmed that it begins, so it may be asked again elsewhere.
        assertThat(remote.exec(Command.of("echo", "again")).out()).isEqualTo("again\n");
        assertThat(server.connections()).anyMatch(connection -> !connections.contains(connection));
      } finally {
        connections.forEach(connection -> signal(connection, "CONT"));
      }
    }
  }

  private static void signal(ProcessHandle process, String signal) {
    try {
      new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
          .start()
          .onExit()
          .join();
    } catch (java.io.IOException broken) {
      throw new IllegalStateException(broken);
    }
  }

  @Test
  void makesDoWithFewSessions() throws Exception {
    try (OpenSshServer server = server("MaxSessions 3");
        var threads = java.util.concurrent.Executors.newVirtualThreadPerTaskExecutor()) {
      Remote remote = user.to(server);
      var results =
          java.util.stream.IntStream.range(0, 10)
              .mapToObj(i -> threads.submit(() -> remote.exec(Command.of("echo", "x" + i)).out()))
              .toList();
      for (int i = 0; i < results.size(); i++) {
        assertThat(results.get(i).get()).isEqualTo("x" + i + "\n");
      }
    }
  }
}
