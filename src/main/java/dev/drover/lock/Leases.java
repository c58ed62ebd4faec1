package dev.drover.lock;

import dev.drover.remote.RemoteException;
import dev.drover.time.Clock;
import dev.drover.time.Waiter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** The leases that a run holds, of all the clusters that it changes. */
public final class Leases implements Fence {

  /** How long an effect waits for a lease that can't be renewed. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final Duration AGAIN = Duration.ofSeconds(3);

  private final List<Held> held;
  private final Clock clock;
  private final Waiter waiter;
  private final Set<String> told = new HashSet<>();
  private volatile Watcher watcher = new Watcher() {};

  /** Is told what becomes of leases that are held. */
  public interface Watcher {
    /** One was lost: nothing may be changed any more. Told once. */
    default void lost(String cluster, String why) {}

    /** One can't be renewed now; effects wait if that lasts. */
    default void wavers(String cluster, String why) {}
  }

  /**
   * A lease that was taken.
   *
   * @param why it could be
   * @param open what earlier runs have left open
   */
  public record Taken(String cluster, String place, long token, String why, List<String> open) {}

  private Leases(List<Held> held, Clock clock, Waiter waiter) {
    this.held = List.copyOf(held);
    this.clock = clock;
    this.waiter = waiter;
  }

  /** None at all. */
  public static Leases none(Clock clock, Waiter waiter) {
    return new Leases(List.of(), clock, waiter);
  }

  /**
   * Takes the leases of clusters, all or none.
   *
   * @param words is told of what takes time
   */
  public static Leases take(
      List<LeasedCluster> clusters, Claim claim, Clock clock, Waiter waiter, Consumer<String> words)
      throws LockedException, RemoteException, InterruptedException {
    List<Held> held = new ArrayList<>();
    boolean all = false;
    try {
      for (LeasedCluster cluster : clusters) {
        if (cluster.store().isPresent()) {
          Held one = cluster.taking(claim, clock, waiter).now(words);
          held.add(one);
          if (one.takenOver()) {
            cluster.tell(one.key(), one.token());
          }
        }
      }
      all = true;
    } finally {
      if (!all) {
        releaseUnused(held);
      }
    }
    return new Leases(held, clock, waiter);
  }

  /** From now on {@code other} is told what becomes of them. */
  public void watchedBy(Watcher other) {
    watcher = other;
  }

  /** What was taken. */
  public List<Taken> taken() {
    return held.stream()
        .map(one -> new Taken(one.cluster(), one.place(), one.token(), one.why(), one.notes()))
        .toList();
  }

  /** Their tokens, by what machines keep them for. */
  Map<String, Long> tokens() {
    return held.stream().collect(Collectors.toMap(Held::key, Held::token, Math::max));
  }

  @Override
  public void doubt() throws InterruptedException {
    for (Held one : held) {
      renew(one);
    }
  }

  /** Renews them for as long as the thread is not interrupted, or until one is lost. */
  public void keep() throws InterruptedException {
    Duration pause =
        held.stream()
            .map(one -> one.expiry().dividedBy(4))
            .min(Duration::compareTo)
            .orElse(PATIENCE);
    while (held.stream().allMatch(one -> one.lost().isEmpty())) {
      waiter.sleep(pause);
      for (Held one : held) {
        renew(one).ifPresent(problem -> watcher.wavers(one.cluster(), problem.getMessage()));
      }
    }
  }

  @Override
  public void check() throws RemoteException, InterruptedException {
    for (Held one : held) {
      Elapsed since = Elapsed.start(clock);
      while (!one.isSure()) {
        Optional<RemoteException> problem = renew(one);
        if (one.lost().isPresent()) {
          throw new RemoteException.Refused(
              "the lease of %s is lost: %s; nothing more is changed"
                  .formatted(one.cluster(), one.lost().get()),
              "`drover lock show -i INVENTORY` says who has it; `drover resume` goes on when it is"
                  + " free",
              null);
        }
        if (problem.isPresent()) {
          if (since.steady().compareTo(PATIENCE) > 0) {
            throw problem.get();
          }
          watcher.wavers(one.cluster(), problem.get().getMessage());
          waiter.sleep(AGAIN);
        }
      }
    }
  }

  /** Whether one of them is somebody else's by now. */
  public boolean isLost() {
    synchronized (told) {
      return !told.isEmpty();
    }
  }

  /** Renews one; answers why that could not be done. */
  private Optional<RemoteException> renew(Held one) throws InterruptedException {
    Optional<RemoteException> problem = Optional.empty();
    try {
      one.renew();
    } catch (RemoteException e) {
      problem = Optional.of(e);
    }
    one.lost()
        .filter(_ -> isNews(one.cluster()))
        .ifPresent(why -> watcher.lost(one.cluster(), why));
    return problem;
  }

  private boolean isNews(String cluster) {
    synchronized (told) {
      return told.add(cluster);
    }
  }

  /**
   * Gives them back.
   *
   * @param open what the run has left open, by cluster
   * @return what was given back
   */
  public List<Taken> release(Map<String, List<String>> open) throws InterruptedException {
    List<Taken> released = new ArrayList<>();
    for (Held one : held) {
      List<String> left = open.getOrDefault(one.cluster(), List.of());
      if (one.lost().isEmpty() && released(() -> one.release(left))) {
        released.add(new Taken(one.cluster(), one.place(), one.token(), "", List.of()));
      }
    }
    return released;
  }

  /** Gives them back as they were taken: the run did nothing. */
  public void releaseUnused() throws InterruptedException {
    releaseUnused(held);
  }

  private static void releaseUnused(List<Held> held) throws InterruptedException {
    for (Held one : held) {
      released(one::releaseUnused);
    }
  }

  /** How one is given back. */
  @FunctionalInterface
  private interface Way {
    void go() throws RemoteException, InterruptedException;
  }

  /** One that can't be given back ends by itself. */
  private static boolean released(Way way) throws InterruptedException {
    try {
      way.go();
      return true;
    } catch (RemoteException notReached) {
      return false;
    }
  }
}
