package dev.drover.tasks;

import dev.drover.remote.RemoteException;
import dev.drover.schema.Doc;
import dev.drover.silence.Silencer;
import dev.drover.silence.Silencing;
import dev.drover.sim.World;
import dev.drover.task.Bracket;
import dev.drover.task.BracketEffect;
import dev.drover.task.Changes;
import dev.drover.task.Facts;
import dev.drover.task.Kind;
import dev.drover.task.Need;
import dev.drover.task.Outcome;
import dev.drover.task.Recovery;
import dev.drover.task.RunContext;
import dev.drover.task.TaskKind;
import java.util.List;
import java.util.Set;

/**
 * Ends what {@code silence} has begun: the monitoring of the host is heard again. Silences of
 * others are left alone.
 */
@Doc(
    "Ends what `silence` has begun: the monitoring of the host is heard again. Silences of "
        + "others are left alone.")
@Kind(name = "unsilence", since = "1.0", group = Kind.Group.GENERAL)
public final class Unsilence implements TaskKind<Unsilence.Args> {
  /** No arguments. */
  public record Args() {}

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
        new BracketEffect.Closes(new Bracket(Bracket.Type.SILENCE, facts.host().name())));
  }

  @Override
  public List<Need> needs(Args args, Facts facts) {
    return Silencer.of(facts).needs();
  }

  @Override
  public Changes plan(Args args, Facts facts) throws RemoteException, InterruptedException {
    Silencer silencer = Silencer.of(facts);
    return isOver(silencer.look(facts))
        ? Changes.none(silencer.words() + " are not silent")
        : Changes.some("ends the silence of " + silencer.words());
  }

  private static boolean isOver(Silencer.Seen seen) {
    return seen.known() && seen.until().isEmpty();
  }

  @Override
  public Outcome run(Args args, RunContext context) throws RemoteException, InterruptedException {
    Silencer silencer = Silencer.of(context);
    if (isOver(silencer.look(context))) {
      return Outcome.unchanged(silencer.words() + " are not silent");
    }
    silencer.close(context);
    return silencer.look(context).until().isEmpty()
        ? Outcome.changed(silencer.words() + " are heard again")
        : Outcome.failed(
            "the silence of " + silencer.words() + " was ended, and is still to be seen",
            "end it by hand: " + silencer.byHand());
  }

  @Override
  public void simulate(Args args, Facts facts, World world) {
    facts
        .settings(facts.host(), Silencing.class)
        .url()
        .ifPresent(url -> world.silences(url).end("drover for " + facts.host().name()));
  }
}
