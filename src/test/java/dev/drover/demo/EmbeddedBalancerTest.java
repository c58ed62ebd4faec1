package dev.drover.demo;

import dev.drover.time.Waiter;
import java.io.IOException;

/** The embedded balancer keeps the contract. */
class EmbeddedBalancerTest extends BalancerContractTest {

  @Override
  Balancer start(BalancerSpec spec, Waiter waiter) throws IOException {
    return new EmbeddedBalancer(spec, waiter);
  }
}
