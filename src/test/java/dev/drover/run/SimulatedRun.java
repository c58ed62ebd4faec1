package dev.drover.run;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drover.journal.Entry;
import dev.drover.journal.Entry.Verdict;
import dev.drover.journal.Journal;
import dev.drover.journal.Request;
import dev.drover.journal.RunState;
import dev.drover.lb.Busynesses;
import dev.drover.plan.Doors;
import dev.drover.sim.SimNode;
import dev.drover.sim.SimRemotes;
import dev.drover.sim.SimRests;
import dev.drover.sim.SimServer;
import dev.drover.sim.World;
import dev.drover.time.Baton;
import dev.drover.time.Clock;
import dev.drover.time.SteppedTime;
import dev.drover.time.Waiter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** One run of a shipped runbook by the engine, in a simulated world, with a journal on disk. */
final class SimulatedRun {

  static final Instant START = Instant.parse("2026-11-21T03:00:00Z");

  private final Shipped shipped;
  private final World world;
  private final Path journal;
  private UnaryOperator<Doors> way = doors -> doors;
  private Optional<Instant> inTurn = Optional.empty();
  private int lowest = Integer.MAX_VALUE;
  private int written;
  private Acting acting = Acting.IN_EARNEST;

  SimulatedRun(Shipped shipped, World world, Path journal) {
    this.shipped = shipped;
    this.world = world;
    this.journal = journal;
  }

  /** The same, with steps that act so. */
  SimulatedRun acting(Acting other) {
    acting = other;
    return this;
  }

  /** The same, with something in front of all doors. */
  SimulatedRun through(UnaryOperator<Doors> doors) {
    way = doors;
    return this;
  }

  /** From now on, one host works at a time, so that it goes the same each time, from a moment. */
  SimulatedRun inTurn(Instant from) {
    inTurn = Optional.of(from);
    return this;
  }

  World world() {
    return world;
  }

  /** The ways to the hosts of this world. */
  static Doors doors(Shipped shipped, World world, Clock clock) {
    return new Doors(shipped.scopes(), new SimRemotes(world), new SimRests(world), clock);
  }

  Verdict begin() throws Exception {
    try (Journal open = Journal.create(journal)) {
      return go(open, new RunState(), began(), _ -> {});
    }
  }

  Verdict resume() throws Exception {
    try (Journal open = Journal.open(journal)) {
      RunState state = RunState.of(Journal.read(journal));
      return go(open, state, new Entry.RunResumed(inTurn.orElse(START), "test"), _ -> {});
    }
  }

  /** When the controller dies after an entry. */
  enum Death {
    /** Before it does anything more. */
    AT_ONCE,
    /** After it did what the entry announced, before it could write down how that ended. */
    AFTER_THE_EFFECT
  }

  /**
   * Begins the run and lets the controller die after its {@code last}th entry is on the disk:
   * nothing is written from then on, and no further step begins. What other hosts have in hand at
   * that moment may still take place, as it may when a real controller dies.
   */
  void beginAndDie(int last, Death death) throws Exception {
    Journal open = Journal.create(journal); // closed by its end
    assertThatThrownBy(() ->
            go(
                open,
                new RunState(),
                began(),
                _ -> {
                  written++;
                  if (written == last) {
                    close(open);
                    if (death == Death.AT_ONCE) {
                      throw new IllegalStateException("the controller died");
                    }
                  }
                }))
        .isInstanceOfAny(IllegalStateException.class, UncheckedIOException.class);
  }

  private static void close(Journal journal) {
    try {
      journal.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Entry began() {
    return began(shipped);
  }

  /** The first entry of a journal. */
  static Entry began(Shipped shipped) {
    return new Entry.RunBegan(
        START,
        "test",
        shipped.scopes().runbook().name(),
        shipped.scopes().runbook().version(),
        "test",
        new Request("", List.of(), List.of(), List.of(), 0),
        Map.of(),
        shipped.plan().orElseThrow().steps().stream().map(step -> step.id().text()).toList());
  }

  private Verdict go(Journal open, RunState state, Entry first, Consumer<Entry> listener)
      throws Exception {
    List<Consumer<Entry>> listeners = List.of(_ -> count(), listener);
    if (inTurn.isPresent()) {
      Baton baton = new Baton(1, inTurn.get());
      return baton.lead(
          "run", () -> go(new Ledger(open, state, listeners, baton), first, baton, baton));
    }
    SteppedTime time = new SteppedTime(START); // one clock for who waits and who looks at it
    return go(new Ledger(open, state, listeners), first, time, time);
  }

  private Verdict go(Ledger ledger, Entry first, Clock clock, Waiter waiter) {
    Means means = means(clock, waiter);
    ledger.write(first);
    return new Engine("test", shipped.plan().orElseThrow(), ledger, new Stop(), means, (_, _) -> {})
        .run();
  }

  private Means means(Clock clock, Waiter waiter) {
    return new Means(
        way.apply(doors(shipped, world, clock)),
        waiter,
        Asker.NOBODY,
        Busynesses.all(),
        shipped.scopes().masker(),
        acting);
  }

  /** Closes what the run has left open, as {@code drover recover} does. */
  void recover() throws Exception {
    try (Journal open = Journal.open(journal)) {
      Ledger ledger = new Ledger(open, state(), List.of(_ -> count()));
      SteppedTime time = new SteppedTime(START);
      new Closings(
              "test",
              shipped.plan().orElseThrow(),
              ledger,
              new Stop(),
              means(time, time),
              (_, _) -> {})
          .close("`drover recover` by test", _ -> true);
    }
  }

  private void count() {
    lowest = Math.min(lowest, inService().size());
  }

  /** The nodes that take traffic: ACTIVE, and in every backend. */
  List<String> inService() {
    synchronized (world) {
      return world.clusters().getFirst().nodes().stream()
          .filter(node -> node.state() == SimNode.State.ACTIVE)
          .map(SimNode::host)
          .filter(host ->
              world.balancers().stream()
                  .flatMap(balancer -> balancer.leadingTo(host).stream())
                  .mapToInt(SimServer::admin)
                  .allMatch(admin -> admin == 0))
          .toList();
    }
  }

  /** The fewest nodes that took traffic at any entry of the journal. */
  int lowest() {
    return lowest;
  }

  List<Entry> entries() throws Exception {
    return Journal.read(journal);
  }

  RunState state() throws Exception {
    return RunState.of(entries());
  }
}
