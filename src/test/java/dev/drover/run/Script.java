package dev.drover.run;

import dev.drover.schema.Default;
import dev.drover.schema.Doc;
import dev.drover.schema.Main;
import dev.drover.sim.World;
import dev.drover.task.Bracket;
import dev.drover.task.BracketEffect;
import dev.drover.task.Changes;
import dev.drover.task.Closing;
import dev.drover.task.Facts;
import dev.drover.task.Kind;
import dev.drover.task.Kinds;
import dev.drover.task.Need;
import dev.drover.task.Outcome;
import dev.drover.task.Recovery;
import dev.drover.task.RunContext;
import dev.drover.task.TaskKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Steps that do nothing but fail when they are told to; it remembers what was done. */
final class Script {

  private final List<String> done = new ArrayList<>();
  private final Map<String, Integer> failing = new HashMap<>();
  private final Set<String> healthy = new HashSet<>();

  /** What a host has open may be closed at the end of a run. */
  synchronized void healthy(String host) {
    healthy.add(host);
  }

  private synchronized boolean isHealthy(String host) {
    return healthy.contains(host);
  }

  /** What is done on a host fails so many times. */
  synchronized void fail(String what, int times) {
    failing.put(what, times);
  }

  /** What was done by some moment, and what was to fail from then on. */
  record Moment(List<String> done, Map<String, Integer> failing) {}

  synchronized Moment now() {
    return new Moment(List.copyOf(done), Map.copyOf(failing));
  }

  /** All is again as it was at a moment. */
  synchronized void backTo(Moment moment) {
    done.clear();
    done.addAll(moment.done());
    failing.clear();
    failing.putAll(moment.failing());
  }

  /** From now on nothing fails. */
  synchronized void mend() {
    failing.clear();
  }

  synchronized List<String> done() {
    return List.copyOf(done);
  }

  private synchronized Outcome act(String what, Act arguments) {
    done.add(what);
    if (failing.merge(what, -1, Integer::sum) >= 0) {
      return Outcome.failed(what + " is broken", List.of("seen: " + what), "mend " + what);
    }
    Said said = new Said(arguments.says().orElse(""), done.size());
    return arguments.changes()
        ? Outcome.changed("did " + arguments.what(), said)
        : Outcome.unchanged("was so", said);
  }

  Kinds kinds() {
    return new Kinds(List.of(new Acting(this), new Leaving(this), new Entering(this)));
  }

  /** What is done, and what it says. */
  record Act(
      @Main @Doc("What") @Default("it") String what,
      @Doc("What it says") Optional<String> says,
      @Doc("Whether it changes something") @Default("true") boolean changes) {}

  /** What is registered of it. */
  record Said(@Doc("What it said") String says, @Doc("How much was done by then") int count) {}

  private abstract static class Scripted implements TaskKind<Act> {
    private final Script script;

    Scripted(Script script) {
      this.script = script;
    }

    Script script() {
      return script;
    }

    @Override
    public Recovery recovery(Act arguments) {
      return Recovery.REPEAT;
    }

    @Override
    public List<Need> needs(Act arguments, Facts facts) {
      return List.of();
    }

    @Override
    public Changes plan(Act arguments, Facts facts) {
      return Changes.some("does " + arguments.what());
    }

    @Override
    public Class<? extends Record> result() {
      return Said.class;
    }

    @Override
    public Outcome run(Act arguments, RunContext context) {
      return script.act(context.host().name() + " " + arguments.what(), arguments);
    }

    @Override
    public void simulate(Act arguments, Facts facts, World world) {}

    static Bracket outOfService(Facts facts) {
      return new Bracket(Bracket.Type.NODE_OUT_OF_SERVICE, facts.host().name());
    }
  }

  @Kind(name = "act", since = "1.0", group = Kind.Group.GENERAL)
  private static final class Acting extends Scripted implements TaskKind<Act> {
    Acting(Script script) {
      super(script);
    }
  }

  @Kind(name = "leave", since = "1.0", group = Kind.Group.GENERAL)
  private static final class Leaving extends Scripted implements TaskKind<Act> {
    Leaving(Script script) {
      super(script);
    }

    @Override
    public List<BracketEffect> brackets(Act arguments, Facts facts) {
      return List.of(new BracketEffect.Opens(outOfService(facts), "put it back"));
    }

    @Override
    public Closing close(Act arguments, Bracket bracket, RunContext context) {
      return script().isHealthy(bracket.subject())
          ? new Closing.Closed("put back")
          : Closing.left(bracket.subject() + " is not healthy");
    }
  }

  @Kind(name = "enter", since = "1.0", group = Kind.Group.GENERAL)
  private static final class Entering extends Scripted implements TaskKind<Act> {
    Entering(Script script) {
      super(script);
    }

    @Override
    public List<BracketEffect> brackets(Act arguments, Facts facts) {
      return List.of(new BracketEffect.Closes(outOfService(facts)));
    }
  }
}
