package dev.drover.rehearse;

import dev.drover.plan.Step;
import dev.drover.rehearse.Fault.Sort;
import dev.drover.remote.RemoteException;
import dev.drover.run.Acting;
import dev.drover.schema.Plain;
import dev.drover.task.Kinds.Registered;
import dev.drover.task.Outcome;
import dev.drover.task.RunContext;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * How steps act on a stage: as their kinds do, unless something is in their way. What plugins do is
 * what they say that they would.
 *
 * @param own the kinds whose commands the world emulates
 */
record StageActing(Stage stage, Set<String> own) implements Acting {

  private static final Duration LONGEST = Duration.ofHours(1);

  @Override
  public <A extends Record> Outcome run(
      Step step, Registered<A> kind, A arguments, RunContext context)
      throws RemoteException, InterruptedException {
    String id = step.id().text();
    stage.acts(id);
    stage.executions().arguments(id, Plain.of(arguments));
    try {
      stage.hearOperator(id);
      Optional<Sort> way = stage.interference().acting(id);
      boolean does = way.isEmpty() || late(way.get());
      Outcome outcome =
          does ? act(step, kind, arguments, context) : Outcome.unchanged("it did nothing");
      if (way.isEmpty()) {
        return outcome;
      }
      return switch (way.get()) {
        case STEP_TIMES_OUT, STEP_TIMES_OUT_LATE -> hang(step, kind, context);
        default ->
            Outcome.failed("it failed, as this rehearsal wants it", "resume when it is mended");
      };
    } finally {
      stage.rests(id);
    }
  }

  private static boolean late(Sort way) {
    return switch (way) {
      case STEP_FAILS_LATE, STEP_TIMES_OUT_LATE, OPERATOR_SKIPS -> true;
      default -> false;
    };
  }

  private <A extends Record> Outcome act(
      Step step, Registered<A> kind, A arguments, RunContext context)
      throws RemoteException, InterruptedException {
    if (own.contains(kind.name())) {
      return kind.kind().run(arguments, context);
    }
    return stage.through(
        step.host().name(),
        true,
        () -> {
          kind.kind().simulate(arguments, context, stage.world());
          stage.executions().executed(step.id().text());
          return Outcome.changed("as the plugin says that it would");
        });
  }

  private <A extends Record> Outcome hang(Step step, Registered<A> kind, RunContext context)
      throws RemoteException, InterruptedException {
    Duration limit = kind.longest(step.arguments()).orElse(LONGEST);
    Duration own = step.task().keywords().timeout().orElse(limit);
    context.waiter().sleep((own.compareTo(limit) > 0 ? own : limit).plusSeconds(1));
    throw new RemoteException.TooSlow(
        context.host() + " did not answer within " + limit.toSeconds() + " s",
        "look at the machine, then resume the run",
        null);
  }
}
