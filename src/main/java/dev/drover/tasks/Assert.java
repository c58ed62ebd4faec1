package dev.drover.tasks;

import dev.drover.expr.Condition;
import dev.drover.expr.ConditionException;
import dev.drover.expr.Reachability;
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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Stops the host unless every condition holds. */
@Doc("Stops the host unless every condition holds.")
@Kind(name = "assert", since = "1.0", group = Kind.Group.GENERAL)
public final class Assert implements TaskKind<Assert.Args> {
  /** The arguments. */
  public record Args(
      @Main @Doc("Conditions that must all hold") List<Condition> that,
      @Doc("What it means if one does not") Optional<String> message) {}

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
  public boolean alwaysFails(Args args) {
    return args.that().stream()
        .anyMatch(
            condition -> Reachability.constant(condition).filter(truth -> !truth).isPresent());
  }

  @Override
  public List<Need> needs(Args args, Facts facts) {
    return List.of();
  }

  @Override
  public Changes plan(Args args, Facts facts) {
    try {
      List<String> broken = broken(args, facts);
      return broken.isEmpty() ? Changes.none("holds") : Changes.fails(words(args, broken));
    } catch (ConditionException e) {
      return Changes.unknown(String.valueOf(e.getMessage()));
    }
  }

  private static List<String> broken(Args args, Facts facts) throws ConditionException {
    List<String> broken = new ArrayList<>();
    for (Condition condition : args.that()) {
      if (!facts.holds(condition)) {
        broken.add("`" + condition + "` is false");
      }
    }
    return broken;
  }

  private static String words(Args args, List<String> broken) {
    String conditions = String.join(", ", broken);
    return args.message()
        .map(message -> message.strip() + " (" + conditions + ")")
        .orElse(conditions);
  }

  @Override
  public Outcome run(Args args, RunContext context) {
    try {
      List<String> broken = broken(args, context);
      return broken.isEmpty()
          ? Outcome.unchanged(
              args.that().size() == 1 ? "it holds" : "all " + args.that().size() + " hold")
          : Outcome.failed(
              context.host() + ": " + words(args, broken),
              "make the condition true, or correct the runbook; nothing was changed by this step");
    } catch (ConditionException e) {
      return Outcome.failed(
          context.host() + ": a condition can't be judged: " + e.getMessage(),
          "correct the runbook");
    }
  }

  /** Looking leaves nothing. */
  @Override
  public void simulate(Args args, Facts facts, World world) {}
}
