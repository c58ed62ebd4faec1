package dev.drover.run;

import dev.drover.schema.Default;
import dev.drover.schema.Doc;
import dev.drover.schema.Main;
import dev.drover.sim.World;
import dev.drover.task.Changes;
import dev.drover.task.Facts;
import dev.drover.task.Kind;
import dev.drover.task.Kinds;
import dev.drover.task.Need;
import dev.drover.task.Outcome;
import dev.drover.task.Recovery;
import dev.drover.task.RunContext;
import dev.drover.task.TaskKind;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Effects that may or may not be repeated; it counts how often each took place. */
final class Recoverable {

  private final Map<String, Integer> effects = new TreeMap<>();

  /** How often each effect took place by now. */
  synchronized Map<String, Integer> effects() {
    return Map.copyOf(effects);
  }

  /** The world is again as it was. */
  synchronized void backTo(Map<String, Integer> before) {
    effects.clear();
    effects.putAll(before);
  }

  private synchronized int take(String effect) {
    return effects.merge(effect, 1, Integer::sum);
  }

  private synchronized boolean isThere(String effect) {
    return effects.containsKey(effect);
  }

  Kinds kinds() {
    return new Kinds(
        List.of(new Again(this), new Probed(this), new Asked(this), new FailOnce(this)));
  }

  /** What takes place. */
  record What(@Main @Doc("What") @Default("it") String what) {}

  private abstract static class Effect implements TaskKind<What> {
    private final Recoverable world;
    private final Recovery recovery;

    Effect(Recoverable world, Recovery recovery) {
      this.world = world;
      this.recovery = recovery;
    }

    @Override
    public Recovery recovery(What arguments) {
      return recovery;
    }

    @Override
    public List<Need> needs(What arguments, Facts facts) {
      return List.of();
    }

    private String name(What arguments, String host) {
      return getClass().getSimpleName() + " " + arguments.what() + " " + host;
    }

    @Override
    public Changes plan(What arguments, Facts facts) {
      return recovery == Recovery.PROBE && world.isThere(name(arguments, facts.host().name()))
          ? Changes.none("it is there")
          : Changes.some("does " + arguments.what());
    }

    @Override
    public Outcome run(What arguments, RunContext context) {
      return ended(world.take(name(arguments, context.host().name())));
    }

    Outcome ended(int times) {
      return Outcome.changed("did it, for the %d. time".formatted(times));
    }

    @Override
    public void simulate(What arguments, Facts facts, World simulated) {}
  }

  @Kind(name = "again", since = "1.0", group = Kind.Group.GENERAL)
  private static final class Again extends Effect implements TaskKind<What> {
    Again(Recoverable world) {
      super(world, Recovery.REPEAT);
    }
  }

  @Kind(name = "probed", since = "1.0", group = Kind.Group.GENERAL)
  private static final class Probed extends Effect implements TaskKind<What> {
    Probed(Recoverable world) {
      super(world, Recovery.PROBE);
    }
  }

  @Kind(name = "asked", since = "1.0", group = Kind.Group.GENERAL)
  private static final class Asked extends Effect implements TaskKind<What> {
    Asked(Recoverable world) {
      super(world, Recovery.ASK);
    }
  }

  @Kind(name = "fail_once", since = "1.0", group = Kind.Group.GENERAL)
  private static final class FailOnce extends Effect implements TaskKind<What> {
    FailOnce(Recoverable world) {
      super(world, Recovery.REPEAT);
    }

    @Override
    Outcome ended(int times) {
      return times == 1 ? Outcome.failed("it is broken", "try again") : super.ended(times);
    }
  }
}
