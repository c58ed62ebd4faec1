package dev.drover.lock;

import dev.drover.remote.RemoteException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Where a lease is kept. All it has to do is to replace what is there by something new if that is
 * still what the caller has seen; everything else is made of this.
 */
interface LeaseStore {

  /**
   * What is there.
   *
   * @param generation counts what was ever put there; 0 if nothing was
   * @param lease empty if nothing is there, or something that is no lease
   * @param now the moment there
   * @param date the same by the clock for people
   * @param place where that is
   * @param unwritable the directory that may not be written; empty if all is well
   */
  record Seen(
      long generation,
      Optional<Lease> lease,
      Lease.Stamp now,
      Instant date,
      String place,
      Optional<String> unwritable) {

    /** Two clocks are never read at the same moment, and an answer takes its time. */
    static final Duration GRACE = Duration.ofSeconds(5);

    /** Whether it has expired by a clock that nobody can set. */
    boolean expired() {
      return lease
          .filter(Lease::held)
          .flatMap(held -> held.stamp().age(now).map(age -> age.minus(held.claim().expiry())))
          .map(over -> over.compareTo(GRACE) > 0)
          .orElse(false);
    }

    /** Whether what is there is no lease. */
    boolean damaged() {
      return generation > 0 && lease.isEmpty();
    }

    /** Whether the controller with this word has it. */
    boolean isHeldBy(String hold) {
      return lease.map(found -> found.held() && found.hold().equals(hold)).orElse(false);
    }
  }

  /** Where it is kept, in words. */
  String words();

  /** Looks. */
  Seen look() throws RemoteException, InterruptedException;

  /**
   * Puts a lease there if {@code over} is still the newest generation; made again after a lost
   * answer, it does no harm.
   *
   * @param fresh whether it goes into other hands, and gets a higher token
   * @param event what the history says of it; nothing if empty
   * @return what is there then, the new lease or somebody else's
   */
  Seen put(long over, Lease lease, boolean fresh, String event)
      throws RemoteException, InterruptedException;

  /** The last things that were done with it, the newest last. */
  List<String> history(int most) throws RemoteException, InterruptedException;
}
