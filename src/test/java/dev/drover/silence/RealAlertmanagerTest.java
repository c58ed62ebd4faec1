package dev.drover.silence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.remote.LocalShell;
import dev.drover.remote.ShellRemote;
import dev.drover.rest.Endpoint;
import dev.drover.rest.JdkRests;
import dev.drover.rest.Request;
import dev.drover.rest.Rests;
import dev.drover.testing.RealComponent;
import dev.drover.time.Clock;
import dev.drover.time.SystemTime;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real Alertmanager, with a path prefix, as behind many proxies. */
@RealComponent("prometheus-alertmanager")
class RealAlertmanagerTest extends AlertmanagerContract {

  @TempDir static Path directory;
  private static final JdkRests RESTS = new JdkRests(name -> new ShellRemote(new LocalShell(name)));
  private static Optional<Process> process = Optional.empty();
  private static URI url = URI.create("");

  @BeforeAll
  static void start() throws Exception {
    Path config =
        Files.writeString(
            directory.resolve("am.yml"), "route: {receiver: none}\nreceivers: [{name: none}]\n");
    int port = freePort();
    url = URI.create("http://127.0.0.1:" + port + "/alerts");
    process =
        Optional.of(
            new ProcessBuilder(
                    "prometheus-alertmanager",
                    "--config.file=" + config,
                    "--storage.path=" + directory.resolve("data"),
                    "--web.listen-address=127.0.0.1:" + port,
                    "--web.route-prefix=/alerts",
                    "--cluster.listen-address=")
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("am.log").toFile())
                .start());
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .ignoreExceptions()
        .until(() ->
            RESTS
                .to(Endpoint.of(url, new Endpoint.Authorization.None()))
                .send(Request.get("/-/ready"))
                .ok());
  }

  /** It takes no 0, so one is looked for. */
  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @AfterAll
  static void stop() throws Exception {
    RESTS.close();
    if (process.isPresent()) {
      process.get().destroy();
      process.get().waitFor();
    }
  }

  @Override
  URI url() {
    return url;
  }

  @Override
  Rests rests() {
    return RESTS;
  }

  @Override
  Clock clock() {
    return SystemTime.SYSTEM;
  }

  @Test
  void theCommandByHandEndsTheSilence() throws Exception {
    Silencer silencer =
        new Alertmanager(
            Endpoint.of(url, new Endpoint.Authorization.None()),
            "by hand",
            List.of(Matcher.of("a=b")));
    silencer.open(facts(), Duration.ofHours(1), "x");
    assertThat(silencer.look(facts()).until()).isPresent();
    Process shell =
        new ProcessBuilder("sh", "-c", silencer.byHand())
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("amtool.log").toFile())
            .start();
    assertThat(shell.waitFor()).as(Files.readString(directory.resolve("amtool.log"))).isZero();
    assertThat(silencer.look(facts()).until()).isEmpty();
  }
}
