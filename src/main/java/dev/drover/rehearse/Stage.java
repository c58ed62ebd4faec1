package dev.drover.rehearse;

import dev.drover.remote.RemoteException;
import dev.drover.remote.Remotes;
import dev.drover.rest.Rests;
import dev.drover.sim.World;
import dev.drover.time.Baton;
import dev.drover.time.Crew;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Where one attempt of a run is played: its world, its crew, and what is in its way. */
final class Stage {

  /** Goes through a door. */
  @FunctionalInterface
  interface Way<T> {
    T go() throws RemoteException, InterruptedException;
  }

  private static final Duration MOMENT = Duration.ofMillis(1);

  private final World world;
  private final Baton baton;
  private final Interference interference;
  private final Trace trace;
  private final Watch watch;
  private final Executions executions;
  private final Map<Crew.Hand, String> acting = new HashMap<>();
  private final Set<String> reached = new HashSet<>();
  private Optional<RehearsedOperator> operator = Optional.empty();

  Stage(
      World world,
      Baton baton,
      Interference interference,
      Trace trace,
      Watch watch,
      Executions executions) {
    this.world = world;
    this.baton = baton;
    this.interference = interference;
    this.trace = trace;
    this.watch = watch;
    this.executions = executions;
    world.otherwise((host, command, _) -> executions.answer(acting(), host, command));
  }

  World world() {
    return world;
  }

  Baton baton() {
    return baton;
  }

  Interference interference() {
    return interference;
  }

  Executions executions() {
    return executions;
  }

  Trace trace() {
    return trace;
  }

  Remotes remotes() {
    return new StageRemotes(this);
  }

  Rests rests() {
    return new StageRests(this);
  }

  /** The step that the caller runs; empty text if it runs none. */
  String acting() {
    return acting.getOrDefault(baton.self(), "");
  }

  /** The caller runs a step from now on. */
  void acts(String step) {
    acting.put(baton.self(), step);
  }

  /** Who asks for something from now on. */
  void operator(RehearsedOperator other) {
    operator = Optional.of(other);
  }

  /** The operator asks for something, if he does so at this step, and is heard at once. */
  void hearOperator(String step) throws InterruptedException {
    Optional<Fault.Sort> what = interference.operator(step);
    if (what.isPresent()) {
      RehearsedOperator somebody = operator.orElseThrow();
      baton.start("the operator", () -> somebody.does(what.get())).join();
      baton.sleep(MOMENT); // whoever is told to end by that hears it before the step acts
    }
  }

  /** A step has failed; the operator sees that, and is as quick as can be. */
  void failed(String step) {
    interference.operatorAfter(step).ifPresent(verb -> operator.orElseThrow().asks(verb, step));
  }

  /** The caller runs no step any more. */
  void rests(String step) {
    acting.remove(baton.self(), step);
  }

  /** A machine was reached in this attempt. */
  void reached(String host) {
    reached.add(host);
  }

  /** The machines that were. */
  Set<String> reached() {
    return Set.copyOf(reached);
  }

  boolean wasReached(String host) {
    return reached.contains(host);
  }

  /** Whether a machine answers; what is no machine of the world always does. */
  boolean isReachable(String host) {
    return world.findHost(host).map(dev.drover.sim.SimHost::reachable).orElse(true);
  }

  /** Goes through the door to a machine, with what may happen there. */
  <T> T through(String host, boolean changes, Way<T> way)
      throws RemoteException, InterruptedException {
    baton.pass();
    Touch touch = new Touch(acting(), host, changes);
    interference.before(touch, baton);
    T answer = way.go();
    watch.look();
    trace.touch(touch);
    if (interference.after(touch, baton)) {
      throw killed();
    }
    return answer;
  }

  /** The controller is killed here and now. */
  Killed killed() {
    baton.endBy(Killed::new);
    return new Killed();
  }
}
