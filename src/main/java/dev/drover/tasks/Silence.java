package dev.drover.tasks;

import dev.drover.remote.RemoteException;
import dev.drover.schema.Default;
import dev.drover.schema.Doc;
import dev.drover.schema.Main;
import dev.drover.silence.Silencer;
import dev.drover.silence.Silencing;
import dev.drover.sim.World;
import dev.drover.task.Bracket;
import dev.drover.task.BracketEffect;
import dev.drover.task.Changes;
import dev.drover.task.Closing;
import dev.drover.task.Facts;
import dev.drover.task.Gate;
import dev.drover.task.Kind;
import dev.drover.task.Need;
import dev.drover.task.Outcome;
import dev.drover.task.Recovery;
import dev.drover.task.RunContext;
import dev.drover.task.TaskKind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * Silences the monitoring of the host until {@code unsilence}, and in any case no longer than it
 * says: a silence ends by itself if nobody comes back to end it.
 */
@Doc(
    "Silences the monitoring of the host until `unsilence`, and in any case no longer than it "
        + "says: a silence ends by itself if nobody comes back to end it.")
@Kind(name = "silence", since = "1.0", group = Kind.Group.GENERAL)
public final class Silence implements TaskKind<Silence.Args> {
  /** The arguments. */
  public record Args(
      @Main
          @Doc("How long at most: longer than what is done meanwhile takes, and not much longer")
          @Default("1h")
          Duration last,
      @Doc("Why, for whoever looks at the monitoring") @Default("Drover works on this host")
          String comment) {
    public Args {
      if (last.compareTo(Duration.ofMinutes(1)) < 0) {
        throw new IllegalArgumentException("`last` must be at least `1m`");
      }
    }
  }

  @Override
  public Recovery recovery(Args args) {
    return Recovery.PROBE;
  }

  @Override
  public Set<Class<? extends Record>> settings() {
    return Set.of(Silencing.class);
  }

  @Override
  public List<BracketEffect> brackets(Facts facts) {
    return List.of(
        new BracketEffect.Opens(
            new Bracket(Bracket.Type.SILENCE, facts.host().name()), Silencer.of(facts).byHand()));
  }

  @Override
  public List<Need> needs(Args args, Facts facts) {
    return Silencer.of(facts).needs();
  }

  @Override
  public Changes plan(Args args, Facts facts) throws RemoteException, InterruptedException {
    Silencer silencer = Silencer.of(facts);
    Silencer.Seen seen = silencer.look(facts);
    return lasts(args, facts, seen)
        ? Changes.none(silencer.words() + " are silent")
        : Changes.some(
            "silences %s for at most %s".formatted(silencer.words(), Gate.words(args.last())));
  }

  /** One of ours that ends too soon is made to last. */
  private static boolean lasts(Args args, Facts facts, Silencer.Seen seen) {
    Instant enough = facts.clock().now().plus(args.last().dividedBy(2));
    return seen.until().filter(until -> !until.isBefore(enough)).isPresent();
  }

  @Override
  public Outcome run(Args args, RunContext context) throws RemoteException, InterruptedException {
    Silencer silencer = Silencer.of(context);
    if (lasts(args, context, silencer.look(context))) {
      return Outcome.unchanged(silencer.words() + " are silent already");
    }
    silencer.open(context, args.last(), args.comment());
    Silencer.Seen seen = silencer.look(context);
    return !seen.known() || lasts(args, context, seen)
        ? Outcome.changed(
            "%s are silent for at most %s".formatted(silencer.words(), Gate.words(args.last())))
        : Outcome.failed(
            silencer.words() + " were to be silenced, and no silence is to be seen",
            "look at the silences there; then `drover resume`");
  }

  /** That is always legal and safe. */
  @Override
  public Closing close(Args args, Bracket bracket, RunContext context)
      throws RemoteException, InterruptedException {
    Silencer silencer = Silencer.of(context);
    Silencer.Seen seen = silencer.look(context);
    if (seen.known() && seen.until().isEmpty()) {
      return new Closing.Closed(silencer.words() + " are not silent any more");
    }
    silencer.close(context);
    return silencer.look(context).until().isEmpty()
        ? new Closing.Closed(silencer.words() + " are heard again")
        : Closing.unsure("the silence is still to be seen");
  }

  @Override
  public void simulate(Args args, Facts facts, World world) {
    Silencing settings = facts.settings(facts.host(), Silencing.class);
    settings
        .url()
        .ifPresent(url ->
            world
                .silences(url)
                .simulate(
                    "drover for " + facts.host().name(),
                    settings.matchers(),
                    facts.clock().now().plus(args.last())));
  }
}
