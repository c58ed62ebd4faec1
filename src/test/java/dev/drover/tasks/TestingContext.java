package dev.drover.tasks;

import dev.drover.expr.Condition;
import dev.drover.lb.Balancer;
import dev.drover.model.Host;
import dev.drover.model.Inventory;
import dev.drover.remote.Remote;
import dev.drover.rest.Endpoint;
import dev.drover.rest.Rest;
import dev.drover.rest.Rests;
import dev.drover.sim.SimRemote;
import dev.drover.sim.SimRests;
import dev.drover.sim.World;
import dev.drover.task.Product;
import dev.drover.task.RunContext;
import dev.drover.time.Clock;
import dev.drover.time.SteppedTime;
import dev.drover.time.SystemTime;
import dev.drover.time.Waiter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** A context whose doors lead into a simulated world, in a time that only sleeping moves. */
final class TestingContext implements RunContext {
  private final Function<Host, Remote> remotes;
  private final Rests rests;
  private final Host host;
  private final Inventory inventory;
  private final Map<Class<? extends Record>, Function<Host, Record>> settings;
  private final SteppedTime stepped = new SteppedTime(Instant.parse("2026-11-21T08:00:00Z"));
  private Clock clock = stepped;
  private Waiter waiter = stepped;
  private final List<String> progress = new ArrayList<>();
  private boolean answer = true;

  TestingContext(
      World world,
      Host host,
      Inventory inventory,
      Function<Host, Product> product,
      Function<Host, Balancer> balancer) {
    this(
        other -> new SimRemote(world, other.name()),
        new SimRests(world),
        host,
        inventory,
        Map.of(Product.class, product::apply, Balancer.class, balancer::apply));
  }

  TestingContext(
      Function<Host, Remote> remotes,
      Rests rests,
      Host host,
      Inventory inventory,
      Map<Class<? extends Record>, Function<Host, Record>> settings) {
    this.remotes = remotes;
    this.rests = rests;
    this.host = host;
    this.inventory = inventory;
    this.settings = Map.copyOf(settings);
  }

  /** One without doors, in a time of its own. */
  static <T extends Clock & Waiter> TestingContext alone(T time) {
    TestingContext context =
        new TestingContext(
            other -> {
              throw new AssertionError("nobody asked for " + other);
            },
            new SimRests(new World()),
            new Host("bb1", List.of("all"), Map.of()),
            new Inventory(Map.of(), Map.of()),
            Map.of());
    context.clock = time;
    context.waiter = time;
    return context;
  }

  /** What questions are answered with. */
  TestingContext answering(boolean yes) {
    answer = yes;
    return this;
  }

  /** Lets time be the machine's, for processes that take some. */
  TestingContext inRealTime() {
    clock = SystemTime.SYSTEM;
    waiter = SystemTime.SYSTEM;
    return this;
  }

  List<String> progress() {
    return List.copyOf(progress);
  }

  @Override
  public Host host() {
    return host;
  }

  @Override
  public List<Host> peers() {
    return List.copyOf(inventory.hosts().values());
  }

  @Override
  public Inventory inventory() {
    return inventory;
  }

  @Override
  public Remote remote() {
    return remote(host);
  }

  @Override
  public Remote remote(Host other) {
    return remotes.apply(other);
  }

  @Override
  public String typed(Host machine, String text) {
    return text;
  }

  @Override
  public Rest rest(Endpoint endpoint) {
    return rests.to(endpoint);
  }

  @Override
  public <S extends Record> S settings(Host other, Class<S> type) {
    return type.cast(
        Optional.ofNullable(settings.get(type))
            .orElseThrow(() -> new IllegalStateException("no settings of " + type))
            .apply(other));
  }

  @Override
  public Map<String, Object> variables() {
    return Map.of();
  }

  @Override
  public boolean holds(Condition condition) {
    throw new IllegalStateException("no condition is expected here: " + condition);
  }

  @Override
  public Clock clock() {
    return clock;
  }

  @Override
  public Waiter waiter() {
    return waiter;
  }

  @Override
  public void progress(String words) {
    progress.add(words);
  }

  @Override
  public boolean confirm(String question) {
    return answer;
  }
}
