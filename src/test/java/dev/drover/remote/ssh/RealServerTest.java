package dev.drover.remote.ssh;

import dev.drover.remote.Remote;
import dev.drover.remote.RemoteContract;
import dev.drover.testing.RealComponent;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;

@Execution(ExecutionMode.CONCURRENT)
@ResourceLock("RealServerTest") // one case after the other
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
