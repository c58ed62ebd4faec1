package dev.drover.tasks;

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
import java.util.List;
import java.util.Optional;

/** Asks the operator, and goes on only after a yes. */
@Doc("Asks the operator, and goes on only after a yes.")
@Kind(name = "confirm", since = "1.0", group = Kind.Group.GENERAL, scope = Kind.Scope.ONCE)
public final class Confirm implements TaskKind<Confirm.Args> {
  /** The arguments. */
  public record Args(@Main @Doc("The question, answered by yes or no") String message) {}

  @Override
  public Recovery recovery(Args args) {
    return Recovery.REPEAT; // asking again does no harm
  }

  @Override
  public Optional<String> asks(Args args) {
    return Optional.of(args.message());
  }

  @Override
  public List<Need> needs(Args args, Facts facts) {
    return List.of();
  }

  @Override
  public Changes plan(Args args, Facts facts) {
    return Changes.looks("asks: " + args.message());
  }

  @Override
  public Outcome run(Args args, RunContext context) throws InterruptedException {
    return context.confirm(args.message())
        ? Outcome.changed("confirmed")
        : Outcome.failed(
            "nobody said yes to: " + args.message(),
            "resume the run at a terminal and answer, or with `--yes`");
  }

  /** An answer is no part of the world. */
  @Override
  public void simulate(Args args, Facts facts, World world) {}
}
