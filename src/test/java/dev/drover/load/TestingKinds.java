package dev.drover.load;

import dev.drover.expr.Condition;
import dev.drover.expr.ShellText;
import dev.drover.schema.Default;
import dev.drover.schema.Doc;
import dev.drover.schema.Main;
import dev.drover.schema.Name;
import dev.drover.sim.World;
import dev.drover.task.Changes;
import dev.drover.task.Facts;
import dev.drover.task.Kind;
import dev.drover.task.Kinds;
import dev.drover.task.Outcome;
import dev.drover.task.Recovery;
import dev.drover.task.RunContext;
import dev.drover.task.TaskKind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A few kinds with arguments of every sort, so that these tests don't change with the real ones.
 */
final class TestingKinds {

  static final Kinds ALL =
      new Kinds(List.of(new Pause(), new Command(), new Shell(), new Detach(), new Check()));

  private TestingKinds() {}

  record For(@Main @Name("for") @Doc("How long") Duration time) {}

  record Argv(@Main List<String> argv, Optional<Path> creates) {}

  record Ran(int rc, String stdout) {}

  record Text(@Main ShellText text) {}

  record Drain(@Default("2m") Duration drain, @Default("1") int polls) {
    Drain {
      if (polls < 1) {
        throw new IllegalArgumentException("`polls` must be at least 1");
      }
    }
  }

  record That(@Main List<Condition> that) {}

  abstract static class Idle<A extends Record> implements TaskKind<A> {
    @Override
    public Recovery recovery(A arguments) {
      return Recovery.REPEAT;
    }

    @Override
    public Changes plan(A arguments, Facts facts) {
      return Changes.none("a test");
    }

    @Override
    public Outcome run(A arguments, RunContext context) {
      return Outcome.unchanged("a test");
    }

    @Override
    public void simulate(A arguments, Facts facts, World world) {}
  }

  @Kind(name = "pause", since = "1.0", group = Kind.Group.GENERAL)
  static final class Pause extends Idle<For> implements TaskKind<For> {}

  @Kind(name = "command", since = "1.0", group = Kind.Group.GENERAL)
  static final class Command extends Idle<Argv> implements TaskKind<Argv> {
    @Override
    public Class<? extends Record> result() {
      return Ran.class;
    }
  }

  @Kind(name = "shell", since = "1.0", group = Kind.Group.GENERAL)
  static final class Shell extends Idle<Text> implements TaskKind<Text> {}

  @Kind(name = "lb_detach", since = "1.0", group = Kind.Group.LOAD_BALANCER)
  static final class Detach extends Idle<Drain> implements TaskKind<Drain> {}

  @Kind(name = "check", since = "1.0", group = Kind.Group.GENERAL)
  static final class Check extends Idle<That> implements TaskKind<That> {}
}
