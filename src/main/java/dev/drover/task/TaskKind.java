package dev.drover.task;

import dev.drover.diag.Diagnostics;
import dev.drover.remote.RemoteException;
import dev.drover.sim.World;
import dev.drover.yaml.Node;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a task does. One class tells all about it: the record of its arguments is its schema and its
 * documentation; {@link #plan} only reads; {@link #run} alone acts, and looks again; {@link
 * #simulate} leaves what run would leave.
 *
 * <p>A kind is constructed without side effects, keeps no state, and is used by several threads at
 * once.
 *
 * @param <A> its arguments; bound once per step, then planned, journaled, run and simulated as they
 *     are
 */
public interface TaskKind<A extends Record> {

  /** What may be done with a step of which nobody knows whether it took place. */
  Recovery recovery(A arguments);

  /**
   * What a run would change now. Reads only: {@code facts} refuses anything else.
   *
   * @throws RemoteException if a machine or an endpoint can't be asked
   */
  Changes plan(A arguments, Facts facts) throws RemoteException, InterruptedException;

  /**
   * Looks, changes what differs, and looks again: it answers {@link Outcome.Done} only for what it
   * has seen.
   *
   * @throws RemoteException if a machine or an endpoint can't be worked with; the engine makes a
   *     failure of it
   * @throws InterruptedException if the run is being aborted
   */
  Outcome run(A arguments, RunContext context) throws RemoteException, InterruptedException;

  /**
   * Leaves in {@code world} what {@link #run} on the host of {@code facts} would leave in the real
   * one.
   *
   * @param facts for the host, the inventory and its settings; its doors lead into {@code world}
   */
  void simulate(A arguments, Facts facts, World world);

  /** The brackets that a step with these arguments opens or closes. */
  default List<BracketEffect> brackets(A arguments, Facts facts) {
    return brackets(facts);
  }

  /**
   * The brackets that a step opens or closes whatever its arguments are; it is asked also while
   * these rest on results of earlier steps.
   */
  default List<BracketEffect> brackets(Facts facts) {
    return List.of();
  }

  /**
   * Closes what a step with these arguments has opened, when the run is over and no step will: it
   * looks first, closes only where that is legal and safe at this moment, and looks again. It waits
   * for nothing that may take long. A kind that does not say leaves everything open.
   *
   * @throws RemoteException if it can't be told how far that went
   */
  default Closing close(A arguments, Bracket bracket, RunContext context)
      throws RemoteException, InterruptedException {
    return Closing.left("nothing can tell whether it is safe to close it now");
  }

  /** What a step with these arguments means for the product on its host, for policies. */
  default List<NodeEffect> nodeEffects(A arguments) {
    return List.of();
  }

  /**
   * The doors that a step with these arguments goes through while it is planned and run. Asked
   * while nothing may be looked at, so {@code facts} tells of the inventory alone. A kind that does
   * not say is taken to reach anything.
   */
  default List<Need> needs(A arguments, Facts facts) {
    return List.of(
        new Need.Machine(),
        new Need.Unknown("what it reaches besides its machine is known to its plugin alone"));
  }

  /** Names that later tasks for the same host may use from here on, with their values. */
  default Map<String, ?> provides(A arguments) {
    return Map.of();
  }

  /**
   * The names that {@link #provides} will tell, from what is written alone: it is asked while the
   * values are not known, or wrong.
   */
  default Set<String> provided(Node arguments) {
    return Set.of();
  }

  /**
   * Settings of the inventory that a step with these arguments rests on; they are checked before
   * anything runs.
   */
  default Set<Class<? extends Record>> settings(A arguments) {
    return settings();
  }

  /** The settings that a step rests on whatever its arguments are. */
  default Set<Class<? extends Record>> settings() {
    return Set.of();
  }

  /** Local files that a step with these arguments reads; they are checked before anything runs. */
  default List<java.nio.file.Path> files(A arguments) {
    return List.of();
  }

  /**
   * Those of {@link #files} that a step with these arguments fills in: the names in them are
   * checked before anything runs.
   */
  default List<java.nio.file.Path> templates(A arguments) {
    return List.of();
  }

  /**
   * True if a step with these arguments waits for something that is to stay so: after a soak it is
   * looked at again by {@link #plan}, which then answers {@link Changes.None} while it is so.
   */
  default boolean isGate(A arguments) {
    return false;
  }

  /**
   * Why what a step with these arguments does can't be undone, as a sentence for a change review;
   * empty if another step can undo it.
   */
  default Optional<String> cannotBeUndone(A arguments) {
    return Optional.empty();
  }

  /**
   * The longest time that a step with these arguments takes by its own limits, in one attempt;
   * empty if it knows none. A forecast uses it where no earlier run tells more.
   */
  default Optional<Duration> longest(A arguments) {
    return TimeLimit.of(arguments);
  }

  /** What a person is asked while a step with these arguments runs; empty if nobody is asked. */
  default Optional<String> asks(A arguments) {
    return Optional.empty();
  }

  /**
   * Whether it reads {@code facts} of its host by itself, for instance in a file that it fills in.
   * Uses in what is written for a task are found without this.
   */
  default boolean readsFacts(A arguments) {
    return false;
  }

  /**
   * The record of the values that {@code register} offers to later tasks, besides {@code changed}
   * and {@code failed}.
   */
  default Class<? extends Record> result() {
    return Outcome.Nothing.class;
  }

  /** Whether a step with these arguments fails whatever the run brings. */
  default boolean alwaysFails(A arguments) {
    return false;
  }

  /**
   * Checks what the types of single fields cannot say. Reported at the task; a record's compact
   * constructor that throws {@link IllegalArgumentException} is the shorter way where one sentence
   * does.
   */
  default void check(A arguments, dev.drover.diag.Span span, Diagnostics diagnostics) {}
}
