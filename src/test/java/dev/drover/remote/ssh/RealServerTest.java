package dev.drover.remote.ssh;

import dev.drover.remote.Remote;
import dev.drover.remote.RemoteContract;
import dev.drover.testing.RealComponent;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

@RealComponent({"sshd", "ssh-keygen"})
class RealServerTest extends RemoteContract {

  @TempDir private static Path place;
  private static SshSite site;

  @BeforeAll
  static void start() throws Exception {
    site = SshSite.real(place);
  }

  @AfterAll
  static void stop() {
    site.close();
  }

  @Override
  protected Remote remote() {
    return site.remote();
  }
}
