package dev.drover.lock;

import dev.drover.remote.Remote;
import dev.drover.testing.RealComponent;

@RealComponent("busybox")
class LeaseInBusyboxTest extends LeaseContract {

  @Override
  protected Remote remote() {
    return InShell.of("busybox sh");
  }
}
