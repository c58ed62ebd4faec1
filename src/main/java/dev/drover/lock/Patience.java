package dev.drover.lock;

import dev.drover.lock.LeaseStore.Seen;
import dev.drover.remote.RemoteException;
import dev.drover.remote.TimeLimit;
import dev.drover.time.Clock;
import dev.drover.time.Waiter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Waits until leases are free, or have expired. */
public final class Patience {

  private static final Duration LOOK = Duration.ofSeconds(5);
  private static final Duration TELL = Duration.ofSeconds(30);

  private final Clock clock;
  private final Waiter waiter;
  private final Consumer<String> words;

  /**
   * In some time.
   *
   * @param words is told now and then who is waited for
   */
  public Patience(Clock clock, Waiter waiter, Consumer<String> words) {
    this.clock = clock;
    this.waiter = waiter;
    this.words = words;
  }

  /** Waits for all of them; answers the one that was still held after the longest time. */
  public Optional<LeaseView> untilFree(List<LeasedCluster> clusters, Duration longest)
      throws RemoteException, InterruptedException {
    Elapsed since = Elapsed.start(clock);
    for (LeasedCluster cluster : clusters) {
      Optional<LeaseView> left = untilFree(cluster, since, longest);
      if (left.isPresent()) {
        return left;
      }
    }
    return Optional.empty();
  }

  private Optional<LeaseView> untilFree(LeasedCluster cluster, Elapsed since, Duration longest)
      throws RemoteException, InterruptedException {
    LeaseStore store = cluster.store().orElseThrow();
    Standstill standstill = new Standstill(clock);
    Optional<Elapsed> told = Optional.empty();
    while (true) {
      Seen seen = store.look();
      LeaseView view = LeaseView.of(cluster.name(), seen, List.of());
      boolean dead = seen.expired() || standstill.isLongerThanItLasts(seen);
      if (view.nobodyHolds() || (dead && !view.needsMending())) {
        return Optional.empty();
      }
      if (view.needsMending() || since.steady().compareTo(longest) >= 0) {
        return Optional.of(view);
      }
      if (told.isEmpty() || told.get().steady().compareTo(TELL) >= 0) {
        told = Optional.of(Elapsed.start(clock));
        words.accept(
            "waiting for %s: %s"
                .formatted(
                    TimeLimit.inWords(Duration.ofSeconds(since.steady().toSeconds())),
                    view.sentence()));
      }
      waiter.sleep(LOOK);
    }
  }
}
