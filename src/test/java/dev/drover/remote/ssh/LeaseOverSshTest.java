package dev.drover.remote.ssh;

import dev.drover.demo.OpenSshServer;
import dev.drover.lock.LeaseContract;
import dev.drover.remote.Remote;
import dev.drover.testing.RealComponent;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

@RealComponent({"sshd", "ssh-keygen"})
class LeaseOverSshTest extends LeaseContract {

  @TempDir private static Path place;
  private static SshPlace user;
  private static OpenSshServer server;

  @BeforeAll
  static void start() throws Exception {
    user = SshPlace.create(place);
    server = OpenSshServer.start(place.resolve("server"), user.authorizedKeys(), 0, List.of());
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
