package dev.drover.lock;

import dev.drover.lock.LeaseStore.Seen;
import dev.drover.remote.RemoteException;
import dev.drover.remote.TimeLimit;
import dev.drover.time.Clock;
import dev.drover.time.Waiter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/** Takes a lease that nobody has, or that nobody has any more. */
final class Taking {

  private static final Duration LOOK = Duration.ofSeconds(5);

  private final LeaseStore store;
  private final String cluster;
  private final Claim claim;
  private final Clock clock;
  private final Waiter waiter;

  Taking(LeaseStore store, String cluster, Claim claim, Clock clock, Waiter waiter) {
    this.store = store;
    this.cluster = cluster;
    this.claim = claim;
    this.clock = clock;
    this.waiter = waiter;
  }

  /**
   * Takes it. One that seems to have expired by a clock that may go wrong is first watched as long
   * as it lasts.
   *
   * @param told is told of what takes time
   * @throws LockedException if somebody has it
   */
  Held now(Consumer<String> told) throws LockedException, RemoteException, InterruptedException {
    String hold = UUID.randomUUID().toString().replace("-", "");
    Seen seen = store.look();
    while (true) {
      refuseDamaged(seen);
      Optional<String> why = whyFree(seen);
      if (why.isEmpty()) {
        seen = watched(seen, told);
        why = Optional.of("its heartbeat stood still");
      }
      Elapsed begun = Elapsed.start(clock);
      Seen after = store.put(seen.generation(), mine(seen, hold), true, event(seen, why.get()));
      if (after.isHeldBy(hold)) {
        boolean takenOver = seen.lease().map(Lease::held).orElse(false);
        return new Held(store, cluster, after, begun, why.get(), takenOver);
      }
      seen = after;
    }
  }

  private void refuseDamaged(Seen seen) throws RemoteException.Refused {
    if (seen.damaged()) {
      throw new RemoteException.Refused(
          "the lease of %s is damaged: %s.%d is none"
              .formatted(cluster, seen.place(), seen.generation()),
          "make sure that nobody works on the cluster, then"
              + " `drover lock break --reason TEXT -i INVENTORY`",
          null);
    }
  }

  /** Why it can be taken at once; empty if it can't. */
  private Optional<String> whyFree(Seen seen) {
    if (seen.lease().isEmpty()) {
      return Optional.of("nobody ever had it");
    }
    Lease lease = seen.lease().get();
    if (!lease.held()) {
      return Optional.of("it was free");
    }
    if (lease.claim().isSameRun(claim)) {
      return Optional.of("an earlier controller of this run had it");
    }
    return seen.expired() ? Optional.of("it had expired") : Optional.empty();
  }

  /**
   * Watches a lease whose date says that it has expired: dates of different machines differ, and
   * are set. Answers it if nobody has renewed it all the time.
   */
  private Seen watched(Seen first, Consumer<String> told)
      throws LockedException, RemoteException, InterruptedException {
    Lease lease = first.lease().orElseThrow();
    if (lease.stamp().age(first.now()).isPresent() || !first.date().isAfter(lease.expires())) {
      throw locked(first);
    }
    told.accept(
        "%s; watching for %s whether it is renewed"
            .formatted(
                LeaseView.of(cluster, first, List.of()).sentence(),
                TimeLimit.inWords(lease.claim().expiry().plus(Seen.GRACE))));
    Standstill standstill = new Standstill(clock);
    Seen seen = first;
    while (!standstill.isLongerThanItLasts(seen)) {
      waiter.sleep(LOOK);
      seen = store.look();
      if (seen.generation() != first.generation()) {
        if (seen.lease().map(Lease::held).orElse(true)) {
          throw locked(seen);
        }
        return seen;
      }
    }
    return seen;
  }

  private LockedException locked(Seen seen) {
    return new LockedException(LeaseView.of(cluster, seen, List.of()));
  }

  private Lease mine(Seen seen, String hold) {
    return seen.lease()
        .map(lease -> lease.by(true, claim, hold, lease.notesOfNext(claim)))
        .orElseGet(() ->
            new Lease(
                cluster,
                hold.substring(0, 8),
                true,
                claim,
                hold,
                0,
                0,
                seen.date(),
                seen.date(),
                seen.now(),
                List.of()));
  }

  private String event(Seen seen, String why) {
    String before =
        seen.lease()
            .filter(Lease::held)
            .map(lease -> " from " + lease.claim().owner() + " run " + lease.claim().run())
            .orElse("");
    return "taken by %s run %s for %s%s: %s"
        .formatted(claim.owner(), claim.run(), claim.reason(), before, why);
  }
}
