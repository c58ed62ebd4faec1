package dev.drover.tasks;

import dev.drover.schema.Doc;
import dev.drover.schema.Main;
import dev.drover.schema.Name;
import dev.drover.sim.World;
import dev.drover.task.Changes;
import dev.drover.task.Facts;
import dev.drover.task.Gate;
import dev.drover.task.Kind;
import dev.drover.task.Need;
import dev.drover.task.Outcome;
import dev.drover.task.Recovery;
import dev.drover.task.RunContext;
import dev.drover.task.TaskKind;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Lets time pass. */
@Doc("Lets time pass.")
@Kind(name = "pause", since = "1.0", group = Kind.Group.GENERAL)
public final class Pause implements TaskKind<Pause.Args> {
  private static final Duration TELL = Duration.ofSeconds(10);

  /** The arguments. */
  public record Args(@Main @Name("for") @Doc("How long") Duration duration) {}

  @Override
  public Optional<Duration> longest(Args args) {
    return Optional.of(args.duration());
  }

  @Override
  public Recovery recovery(Args args) {
    return Recovery.REPEAT;
  }

  @Override
  public List<Need> needs(Args args, Facts facts) {
    return List.of();
  }

  @Override
  public Changes plan(Args args, Facts facts) {
    return Changes.looks("waits " + Gate.words(args.duration()));
  }

  @Override
  public Outcome run(Args args, RunContext context) throws InterruptedException {
    Duration end = context.clock().elapsed().plus(args.duration());
    Duration left = args.duration();
    while (left.isPositive()) {
      context.progress(
          left.compareTo(TELL) > 0
              ? Gate.words(left) + " to go"
              : "waits " + Gate.words(args.duration()));
      context.waiter().sleep(left.compareTo(TELL) < 0 ? left : TELL);
      left = end.minus(context.clock().elapsed());
    }
    return Outcome.unchanged("waited " + Gate.words(args.duration()));
  }

  /** Time is no part of the world. */
  @Override
  public void simulate(Args args, Facts facts, World world) {}
}
