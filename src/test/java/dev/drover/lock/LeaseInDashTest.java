package dev.drover.lock;

import dev.drover.remote.Remote;
import dev.drover.testing.RealComponent;

@RealComponent("dash")
class LeaseInDashTest extends LeaseContract {

  @Override
  protected Remote remote() {
    return InShell.of("dash");
  }
}
