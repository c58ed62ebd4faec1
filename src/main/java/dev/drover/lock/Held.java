package dev.drover.lock;

import dev.drover.lock.LeaseStore.Seen;
import dev.drover.remote.RemoteException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A lease that this controller has taken. */
final class Held {

  private final LeaseStore store;
  private final String cluster;
  private final String why;
  private long generation;
  private Lease lease;
  private Elapsed renewed;
  private Optional<String> lost = Optional.empty();

  /**
   * Taken.
   *
   * @param begun before it was
   * @param why it could be taken
   */
  Held(LeaseStore store, String cluster, Seen seen, Elapsed begun, String why) {
    this.store = store;
    this.cluster = cluster;
    this.generation = seen.generation();
    this.lease = seen.lease().orElseThrow();
    this.renewed = begun;
    this.why = why;
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

  synchronized long token() {
    return lease.token();
  }

  Duration expiry() {
    return lease.claim().expiry();
  }

  synchronized List<String> notes() {
    return lease.notes().stream()
        .map(note -> "left open by run " + note.run() + ": " + note.words())
        .toList();
  }

  /** Why it is no longer ours; empty as long as nobody says so. */
  synchronized Optional<String> lost() {
    return lost;
  }

  /**
   * Whether nobody else can have it by now. A sixth of the time is kept back for what was checked
   * and takes place a little later.
   */
  synchronized boolean isSure() {
    return lost.isEmpty() && renewed.most().compareTo(expiry().multipliedBy(5).dividedBy(6)) < 0;
  }

  /** Renews it; finds out whether somebody else has it. */
  synchronized void renew() throws RemoteException, InterruptedException {
    Lease next = lease.renewedOnce();
    for (int i = 0; i < 2 && lost.isEmpty(); i++) {
      Elapsed begun = Elapsed.start(renewed.clock());
      Seen seen = store.put(generation, next, false, "");
      if (!seen.isHeldBy(lease.hold())) {
        lost = Optional.of(whose(seen));
        return;
      }
      generation = seen.generation();
      if (seen.lease().orElseThrow().beat() == next.beat()) {
        lease = seen.lease().orElseThrow();
        renewed = begun;
        return;
      }
      // A renewal whose answer was lost had taken place: this one goes on from there.
      next = seen.lease().orElseThrow().renewedOnce();
    }
  }

  private String whose(Seen seen) {
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
  synchronized void release(List<String> open) throws RemoteException, InterruptedException {
    if (lost.isPresent()) {
      return;
    }
    Lease free =
        lease.by(false, lease.claim(), lease.hold(), lease.notes(lease.claim().run(), open));
    String event = "released by %s run %s".formatted(lease.claim().owner(), lease.claim().run());
    for (int i = 0; i < 2; i++) {
      Seen seen = store.put(generation, free, false, event);
      if (!seen.isHeldBy(lease.hold())) {
        lost = Optional.of("it was given back");
        return;
      }
      generation = seen.generation();
    }
  }
}
