package dev.drover.remote.ssh;

import dev.drover.demo.EmbeddedSshServer;
import dev.drover.remote.Remote;
import dev.drover.remote.RemoteContract;
import dev.drover.testing.RealComponent;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

@RealComponent("ssh-keygen")
class EmbeddedServerTest extends RemoteContract {

  @TempDir private static Path place;
  private static SshPlace user;
  private static EmbeddedSshServer server;

  @BeforeAll
  static void start() throws Exception {
    user = SshPlace.create(place);
    server =
        EmbeddedSshServer.start(
            place.resolve("host_key"), user.authorizedKeys(), Optional.empty(), 0, place);
    user.trust(server);
  }

  @AfterAll
  static void stop() {
    user.close();
    server.close();
  }

  @Override
  protected Remote remote() {
    return user.to(server);
  }
}
