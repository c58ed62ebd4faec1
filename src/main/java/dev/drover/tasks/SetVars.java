package dev.drover.tasks;

import dev.drover.expr.Value;
import dev.drover.schema.Doc;
import dev.drover.schema.Main;
import dev.drover.sim.World;
import dev.drover.task.Changes;
import dev.drover.task.Facts;
import dev.drover.task.Kind;
import dev.drover.task.Need;
import dev.drover.task.Outcome;
import dev.drover.task.Recovery;
import dev.drover.task.RunContext;
import dev.drover.task.TaskKind;
import dev.drover.yaml.Node;
import dev.drover.yaml.Node.MapNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Gives names to values, for the later tasks of the host. */
@Doc("Gives names to values, for the later tasks of the host.")
@Kind(name = "set_vars", since = "1.0", group = Kind.Group.GENERAL)
public final class SetVars implements TaskKind<SetVars.Args> {
  /** The arguments. */
  public record Args(@Main @Doc("Names with their values") Map<String, Value> vars) {}

  /** It is done here, in no time. */
  @Override
  public Optional<Duration> longest(Args args) {
    return Optional.of(Duration.ZERO);
  }

  @Override
  public Recovery recovery(Args args) {
    return Recovery.REPEAT;
  }

  @Override
  public Map<String, ?> provides(Args args) {
    return args.vars();
  }

  @Override
  public Set<String> provided(Node arguments) {
    return arguments instanceof MapNode map
        ? map.entries().stream().map(entry -> entry.key().text()).collect(Collectors.toSet())
        : Set.of();
  }

  @Override
  public List<Need> needs(Args args, Facts facts) {
    return List.of();
  }

  @Override
  public Changes plan(Args args, Facts facts) {
    return Changes.looks("sets " + names(args) + " for later tasks");
  }

  @Override
  public Outcome run(Args args, RunContext context) {
    return Outcome.unchanged(names(args) + " set");
  }

  private static String names(Args args) {
    return String.join(", ", args.vars().keySet());
  }

  /** Names are no part of the world. */
  @Override
  public void simulate(Args args, Facts facts, World world) {}
}
