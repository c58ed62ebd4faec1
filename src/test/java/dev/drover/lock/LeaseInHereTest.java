package dev.drover.lock;

import dev.drover.remote.Remote;
import dev.drover.testing.RealComponent;

@RealComponent("sh")
class LeaseInHereTest extends LeaseContract {

  @Override
  protected Remote remote() {
    return InShell.of("sh");
  }
}
