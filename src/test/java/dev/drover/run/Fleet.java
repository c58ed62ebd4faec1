package dev.drover.run;

import dev.drover.model.Host;
import dev.drover.sim.World;
import dev.drover.task.Bracket;
import dev.drover.task.BracketEffect;
import dev.drover.task.Changes;
import dev.drover.task.Closing;
import dev.drover.task.Facts;
import dev.drover.task.Kind;
import dev.drover.task.Kinds;
import dev.drover.task.Need;
import dev.drover.task.Observation;
import dev.drover.task.Outcome;
import dev.drover.task.Recovery;
import dev.drover.task.RunContext;
import dev.drover.task.TaskKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Hosts that leave and enter service and fail when told to; it remembers all that was done to it.
 */
final class Fleet {

  private final int size;
  private final List<String> done = new ArrayList<>();
  private final Set<String> out = new TreeSet<>();
  private final Set<String> down = new TreeSet<>();
  private final Set<String> failing = new TreeSet<>();
  private final List<String> broken = new ArrayList<>();
  private Optional<Set<String>> sick = Optional.empty();
  private boolean mode;
  private int lowest;
  private Duration workTakes = Duration.ZERO;
  private Optional<Hold> hold = Optional.empty();

  Fleet(int size) {
    this.size = size;
    this.lowest = size;
  }

  /** From now on work takes that long. */
  synchronized void workTakes(Duration time) {
    workTakes = time;
  }

  private synchronized Duration workTakes() {
    return workTakes;
  }

  /** From now on work on these hosts fails. */
  synchronized void fail(Set<String> hosts) {
    failing.clear();
    failing.addAll(hosts);
  }

  /** Somebody else takes hosts out of service. */
  synchronized void takeOut(Set<String> hosts) {
    out.addAll(hosts);
    count();
  }

  /** Somebody else brings a host back. */
  synchronized void bringBack(String host) {
    out.remove(host);
    down.remove(host);
  }

  /** Hosts crash. */
  synchronized void crash(Set<String> hosts) {
    down.addAll(hosts);
    count();
  }

  private synchronized boolean isDown(String host) {
    return down.contains(host);
  }

  private void count() {
    Set<String> away = new TreeSet<>(out);
    away.addAll(down);
    lowest = Math.min(lowest, size - away.size());
  }

  synchronized List<String> done() {
    return List.copyOf(done);
  }

  synchronized Set<String> out() {
    return Set.copyOf(out);
  }

  /** What leaving does besides, in the thread of its step. */
  interface Hold {
    /** It is about to take place. */
    void before() throws InterruptedException;

    /** A host has left, or need not. */
    void after(String host) throws InterruptedException;
  }

  /** From now on leaving is held up so. */
  synchronized void holdUp(Hold other) {
    hold = Optional.of(other);
  }

  private synchronized Optional<Hold> hold() {
    return hold;
  }

  /** The lowest number of hosts in service so far. */
  synchronized int lowest() {
    return lowest;
  }

  /** From now on what a run leaves open is closed at its end, but for these hosts. */
  synchronized void putBackAtTheEnd(Set<String> except) {
    sick = Optional.of(Set.copyOf(except));
  }

  /** What must never happen: work on a host in service, or while the mode is off. */
  synchronized List<String> broken() {
    return List.copyOf(broken);
  }

  /** Whether the mode is on that all work needs, where a runbook switches it. */
  synchronized boolean mode() {
    return mode;
  }

  private synchronized Closing close(String host) {
    if (sick.isEmpty() || sick.get().contains(host)) {
      return Closing.left(host + " is sick");
    }
    out.remove(host);
    done.add("back " + host);
    return new Closing.Closed("back");
  }

  private synchronized Closing closeMode() {
    if (sick.isEmpty() || done.stream().anyMatch(what -> what.startsWith("work "))) {
      return Closing.left("work was done");
    }
    mode = false;
    return new Closing.Closed("off again");
  }

  private synchronized Outcome switchMode(boolean on) {
    if (!on && !failing.isEmpty()) {
      return Outcome.failed("work is still to be done on " + failing, "mend them");
    }
    boolean changed = mode != on;
    mode = on;
    return changed ? Outcome.changed("switched") : Outcome.unchanged("was so");
  }

  private synchronized Outcome leave(String host) {
    boolean changed = out.add(host);
    count();
    done.add("out " + host);
    return changed ? Outcome.changed("out") : Outcome.unchanged("was out");
  }

  private synchronized Outcome work(String host) {
    done.add("work " + host);
    if (sick.isPresent() && !(mode && out.contains(host))) {
      broken.add("work on " + host + (mode ? " in service" : " with the mode off"));
    }
    return failing.contains(host)
        ? Outcome.failed(host + " is broken", "mend " + host)
        : Outcome.changed("worked");
  }

  private synchronized Outcome enter(String host) {
    out.remove(host);
    down.remove(host);
    done.add("in " + host);
    return Outcome.changed("in");
  }

  Kinds kinds() {
    return new Kinds(
        List.of(
            new TakeOut(this),
            new Work(this),
            new PutBack(this),
            new SwitchOn(this),
            new SwitchOff(this)));
  }

  /** No arguments. */
  record Nothing() {}

  private abstract static class Testing implements TaskKind<Nothing> {
    @Override
    public Recovery recovery(Nothing arguments) {
      return Recovery.REPEAT;
    }

    @Override
    public List<Need> needs(Nothing arguments, Facts facts) {
      return List.of();
    }

    @Override
    public Changes plan(Nothing arguments, Facts facts) {
      return Changes.some("something");
    }

    @Override
    public void simulate(Nothing arguments, Facts facts, World world) {}

    static Bracket outOfService(Host host) {
      return new Bracket(Bracket.Type.NODE_OUT_OF_SERVICE, host.name());
    }
  }

  @Kind(name = "take_out", since = "1.0", group = Kind.Group.GENERAL)
  private static final class TakeOut extends Testing implements TaskKind<Nothing> {
    private final Fleet fleet;

    TakeOut(Fleet fleet) {
      this.fleet = fleet;
    }

    @Override
    public Changes plan(Nothing arguments, Facts facts) {
      if (fleet.isDown(facts.host().name())) {
        facts.observe(Observation.down(facts.host().name(), "it answers nobody"));
      }
      return fleet.out().contains(facts.host().name())
          ? Changes.none("it is out already")
          : super.plan(arguments, facts);
    }

    @Override
    public List<BracketEffect> brackets(Nothing arguments, Facts facts) {
      return List.of(new BracketEffect.Opens(outOfService(facts.host()), "put it back"));
    }

    @Override
    public Closing close(Nothing arguments, Bracket bracket, RunContext context) {
      return fleet.close(bracket.subject());
    }

    @Override
    public Outcome run(Nothing arguments, RunContext context) throws InterruptedException {
      Optional<Hold> hold = fleet.hold();
      if (hold.isPresent()) {
        hold.get().before();
      }
      Outcome outcome = fleet.leave(context.host().name());
      if (hold.isPresent()) {
        hold.get().after(context.host().name());
      }
      return outcome;
    }
  }

  @Kind(name = "work", since = "1.0", group = Kind.Group.GENERAL)
  private static final class Work extends Testing implements TaskKind<Nothing> {
    private final Fleet fleet;

    Work(Fleet fleet) {
      this.fleet = fleet;
    }

    @Override
    public Outcome run(Nothing arguments, RunContext context) throws InterruptedException {
      context.waiter().sleep(fleet.workTakes());
      return fleet.work(context.host().name());
    }
  }

  @Kind(name = "put_back", since = "1.0", group = Kind.Group.GENERAL)
  private static final class PutBack extends Testing implements TaskKind<Nothing> {
    private final Fleet fleet;

    PutBack(Fleet fleet) {
      this.fleet = fleet;
    }

    @Override
    public List<BracketEffect> brackets(Nothing arguments, Facts facts) {
      return List.of(new BracketEffect.Closes(outOfService(facts.host())));
    }

    @Override
    public Outcome run(Nothing arguments, RunContext context) {
      return fleet.enter(context.host().name());
    }
  }

  private static final Bracket MODE = new Bracket(Bracket.Type.UPGRADE_MODE, "all");

  @Kind(name = "switch_on", since = "1.0", group = Kind.Group.GENERAL, scope = Kind.Scope.ONCE)
  private static final class SwitchOn extends Testing implements TaskKind<Nothing> {
    private final Fleet fleet;

    SwitchOn(Fleet fleet) {
      this.fleet = fleet;
    }

    @Override
    public List<BracketEffect> brackets(Nothing arguments, Facts facts) {
      return List.of(new BracketEffect.Opens(MODE, "switch it off"));
    }

    @Override
    public Closing close(Nothing arguments, Bracket bracket, RunContext context) {
      return fleet.closeMode();
    }

    @Override
    public Outcome run(Nothing arguments, RunContext context) {
      return fleet.switchMode(true);
    }
  }

  @Kind(name = "switch_off", since = "1.0", group = Kind.Group.GENERAL, scope = Kind.Scope.ONCE)
  private static final class SwitchOff extends Testing implements TaskKind<Nothing> {
    private final Fleet fleet;

    SwitchOff(Fleet fleet) {
      this.fleet = fleet;
    }

    @Override
    public List<BracketEffect> brackets(Nothing arguments, Facts facts) {
      return List.of(new BracketEffect.Closes(MODE));
    }

    @Override
    public Outcome run(Nothing arguments, RunContext context) {
      return fleet.switchMode(false);
    }
  }
}
