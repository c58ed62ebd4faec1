package dev.drover.demo;

import dev.drover.time.Waiter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A TCP balancer in this process that is ruled as HAProxy is: the same commands, answers and rules.
 */
public final class EmbeddedBalancer implements Balancer {

  private final BalancerSpec spec;
  private final List<EmbeddedPool> pools = new ArrayList<>();
  private final List<Thread> checks = new ArrayList<>();
  private final RuntimeListener runtime;

  /** Starts it; it takes connections when this returns. */
  public EmbeddedBalancer(BalancerSpec spec, Waiter waiter) throws IOException {
    this.spec = spec;
    Files.createDirectories(spec.directory());
    try {
      for (BalancerSpec.Pool pool : spec.pools()) {
        pools.add(new EmbeddedPool(pool, spec.check()));
      }
      runtime = new RuntimeListener(spec, new RuntimeCommands(List.copyOf(pools), spec.check()));
    } catch (IOException e) {
      pools.forEach(EmbeddedPool::close);
      throw e;
    }
    for (EmbeddedPool pool : pools) {
      for (EmbeddedServer server : pool.servers()) {
        checks.add(Thread.ofVirtual().start(() -> watch(server, waiter)));
      }
    }
  }

  private void watch(EmbeddedServer server, Waiter waiter) {
    try {
      while (true) {
        server.check();
        waiter.sleep(spec.check().interval());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public String description() {
    return "the embedded TCP balancer with HAProxy's Runtime API";
  }

  @Override
  public Path socket() {
    return spec.socket();
  }

  @Override
  public List<Long> processes() {
    return List.of();
  }

  @Override
  public void close() {
    checks.forEach(Thread::interrupt);
    runtime.close();
    pools.forEach(EmbeddedPool::close);
  }
}
