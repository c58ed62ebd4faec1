package dev.drover.lock;

import dev.drover.remote.RemoteException;
import dev.drover.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A place for a lease in memory, whose clock may go wrong and which may not be reached. */
final class MemoryStore implements LeaseStore {

  private final Clock clock;
  private final List<String> history = new ArrayList<>();
  private long generation;
  private Optional<Lease> lease = Optional.empty();
  private String boot = "first";
  private Duration wrong = Duration.ZERO;
  private boolean reached = true;
  private boolean answerLost;

  MemoryStore(Clock clock) {
    this.clock = clock;
  }

  /** Its machine is started again. */
  void startAgain() {
    boot = "second";
  }

  /** Its date is set. */
  void setForward(Duration by) {
    wrong = wrong.plus(by);
  }

  /** Whether it can be reached from now on. */
  void reached(boolean answers) {
    reached = answers;
  }

  /** The next change takes place, and its answer is lost. */
  void loseAnAnswer() {
    answerLost = true;
  }

  @Override
  public String words() {
    return "memory";
  }

  @Override
  public synchronized Seen look() throws RemoteException {
    if (!reached) {
      throw new RemoteException.Unreachable("memory does not answer", "wait", null);
    }
    return new Seen(
        generation, lease, stamp(), clock.now().plus(wrong), "memory", Optional.empty());
  }

  private Lease.Stamp stamp() {
    return new Lease.Stamp(boot, clock.elapsed().toSeconds(), "memory");
  }

  @Override
  public synchronized Seen put(long over, Lease next, boolean fresh, String event)
      throws RemoteException {
    Seen before = look();
    if (over == generation) {
      generation++;
      lease =
          Optional.of(
              new Lease(
                  next.cluster(),
                  next.chain(),
                  next.held(),
                  next.claim(),
                  next.hold(),
                  next.beat(),
                  next.token() + (fresh ? 1 : 0),
                  fresh ? before.date() : next.since(),
                  before.date(),
                  stamp(),
                  next.notes()));
      history.add(event);
    }
    if (answerLost) {
      answerLost = false;
      throw new RemoteException.Unreachable("the answer was lost", "wait", null);
    }
    return look();
  }

  @Override
  public List<String> history(int most) {
    return List.copyOf(history);
  }
}
