package dev.drover.lock;

import dev.drover.lock.LeaseStore.Seen;
import dev.drover.remote.RemoteException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/** A lease that this controller has taken. */
final class Held {

  /**
   * Where it stands.
   *
   * @param renewed before it was renewed last
   * @param lost why it is no longer ours; empty as long as nobody says so
   */
  private record State(long generation, Lease lease, Elapsed renewed, Optional<String> lost) {
    State lost(String why) {
      return new State(generation, lease, renewed, Optional.of(why));
    }
  }

  private final LeaseStore store;
  private final String cluster;
  private final String why;
  private final boolean takenOver;

  /** One renewal at a time; whoever only wants to know waits for none. */
  private final ReentrantLock renewing = new ReentrantLock();

  private volatile State state;

  /**
   * Taken.
   *
   * @param begun before it was
   * @param why it could be taken
   * @param takenOver whether somebody had it who may still be at work
   */
  Held(LeaseStore store, String cluster, Seen seen, Elapsed begun, String why, boolean takenOver) {
    this.store = store;
    this.cluster = cluster;
    this.why = why;
    this.takenOver = takenOver;
    this.state = new State(seen.generation(), seen.lease().orElseThrow(), begun, Optional.empty());
  }

  String cluster() {
    return cluster;
  }

  String place() {
    return store.words();
  }

  String why() {
    return why;
  }

  boolean takenOver() {
    return takenOver;
  }

  /** What its tokens are for. */
  String key() {
    return state.lease().key();
  }

  long token() {
    return state.lease().token();
  }

  Duration expiry() {
    return state.lease().claim().expiry();
  }

  List<String> notes() {
    return state.lease().notes().stream()
        .map(note -> "left open by run " + note.run() + ": " + note.words())
        .toList();
  }

  /** Why it is no longer ours; empty as long as nobody says so. */
  Optional<String> lost() {
    return state.lost();
  }

  /**
   * Whether nobody else can have it by now. A sixth of the time is kept back for what was checked
   * and takes place a little later.
   */
  boolean isSure() {
    State now = state;
    Duration safe = now.lease().claim().expiry().multipliedBy(5).dividedBy(6);
    return now.lost().isEmpty() && now.renewed().most().compareTo(safe) < 0;
  }

  /** Renews it; finds out whether somebody else has it. */
  void renew() throws RemoteException, InterruptedException {
    renewing.lockInterruptibly();
    try {
      renewAlone();
    } finally {
      renewing.unlock();
    }
  }

  private void renewAlone() throws RemoteException, InterruptedException {
    Lease next = state.lease().renewedOnce();
    for (int i = 0; i < 2 && state.lost().isEmpty(); i++) {
      Elapsed begun = Elapsed.start(state.renewed().clock());
      Seen seen = store.put(state.generation(), next, false, "");
      if (!seen.isHeldBy(next.hold())) {
        state = state.lost(whose(seen));
        return;
      }
      Lease found = seen.lease().orElseThrow();
      if (found.beat() == next.beat()) {
        state = new State(seen.generation(), found, begun, Optional.empty());
        return;
      }
      // A renewal whose answer was lost had taken place: this one goes on from there.
      state = new State(seen.generation(), found, state.renewed(), Optional.empty());
      next = found.renewedOnce();
    }
  }

  private static String whose(Seen seen) {
    return seen.lease()
        .map(other ->
            other.held()
                ? "%s has it since %s, for %s (run %s)"
                    .formatted(
                        other.claim().owner(),
                        other.since(),
                        other.claim().reason(),
                        other.claim().run())
                : "it was " + other.claim().reason())
        .orElse(seen.damaged() ? "its file is damaged" : "its file is gone");
  }

  /**
   * Gives it back.
   *
   * @param open what the run has left open, for whoever comes next
   */
  void release(List<String> open) throws RemoteException, InterruptedException {
    giveBack(lease -> lease.notes(lease.claim().run(), open));
  }

  /** Gives it back as it was taken: nothing was done with it. */
  void releaseUnused() throws RemoteException, InterruptedException {
    giveBack(Lease::notes);
  }

  private void giveBack(Function<Lease, List<Lease.Note>> notes)
      throws RemoteException, InterruptedException {
    renewing.lockInterruptibly();
    try {
      giveBackAlone(notes);
    } finally {
      renewing.unlock();
    }
  }

  private void giveBackAlone(Function<Lease, List<Lease.Note>> notes)
      throws RemoteException, InterruptedException {
    Claim claim = state.lease().claim();
    String event = "released by %s run %s".formatted(claim.owner(), claim.run());
    for (int i = 0; i < 2 && state.lost().isEmpty(); i++) {
      Lease lease = state.lease();
      Lease free = lease.by(false, claim, lease.hold(), notes.apply(lease));
      Seen seen = store.put(state.generation(), free, false, event);
      if (seen.isHeldBy(lease.hold())) {
        state =
            new State(
                seen.generation(), seen.lease().orElseThrow(), state.renewed(), Optional.empty());
      } else {
        state = state.lost("it was given back");
      }
    }
  }
}
