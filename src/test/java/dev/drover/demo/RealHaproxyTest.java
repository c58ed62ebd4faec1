package dev.drover.demo;

import dev.drover.testing.RealComponent;
import dev.drover.time.Waiter;
import java.io.IOException;

/** Real HAProxy keeps the contract, so the contract says the truth. */
@RealComponent("haproxy")
class RealHaproxyTest extends BalancerContractTest {

  @Override
  Balancer start(BalancerSpec spec, Waiter waiter) throws IOException, InterruptedException {
    return new RealHaproxy(spec, waiter);
  }
}
