package dev.drover.lock;

import dev.drover.lock.LeaseStore.Seen;
import dev.drover.plan.SideBySide;
import dev.drover.remote.Command;
import dev.drover.remote.Remote;
import dev.drover.remote.RemoteException;
import dev.drover.time.Clock;
import dev.drover.time.Waiter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** A cluster with the place where its lease is kept. */
public final class LeasedCluster {

  private final String name;
  private final Duration expiry;
  private final Map<String, Supplier<Remote>> hosts;
  private final Optional<LeaseStore> store;

  /**
   * A cluster.
   *
   * @param hosts those that belong to it, by name, with the doors to them
   * @param expiry how long its lease lasts if it is not renewed
   * @param store where that is kept; empty if none is wanted
   */
  LeasedCluster(
      String name,
      Map<String, Supplier<Remote>> hosts,
      Duration expiry,
      Optional<LeaseStore> store) {
    this.name = name;
    this.hosts = Map.copyOf(hosts);
    this.expiry = expiry;
    this.store = store;
  }

  static LeasedCluster without(String name, Map<String, Supplier<Remote>> hosts) {
    return new LeasedCluster(name, hosts, Duration.ZERO, Optional.empty());
  }

  /** Its name. */
  public String name() {
    return name;
  }

  /** Whether something is a matter of this cluster: its own name, or that of a host of it. */
  public boolean concerns(String subject) {
    return name.equals(subject) || hosts.containsKey(subject);
  }

  /** Where its lease is kept, in words; empty if it has none. */
  public Optional<String> place() {
    return store.map(LeaseStore::words);
  }

  Optional<LeaseStore> store() {
    return store;
  }

  Taking taking(Claim claim, Clock clock, Waiter waiter) {
    Claim lasting = new Claim(claim.owner(), claim.run(), claim.journal(), claim.reason(), expiry);
    return new Taking(store.orElseThrow(), name, lasting, clock, waiter);
  }

  /**
   * Has each host see a token, so that whoever had the lease before can have no effect there any
   * more, whatever is on its way. A host that can't be reached sees it when something is done
   * there.
   */
  void tell(String key, long token) throws InterruptedException {
    SideBySide.ask(
        List.copyOf(hosts.values()),
        door -> {
          try {
            return door.get().guarded(Map.of(key, token)).exec(Command.of("true")).ok();
          } catch (RemoteException notReached) {
            return false;
          }
        });
  }

  /** Its lease as it is now, with the last things that were done; empty if it has none. */
  public Optional<LeaseView> look(int history) throws RemoteException, InterruptedException {
    if (store.isEmpty()) {
      return Optional.empty();
    }
    Seen seen = store.get().look();
    List<String> past = history == 0 ? List.of() : store.get().history(history);
    return Optional.of(LeaseView.of(name, seen, past));
  }

  /**
   * Looks whether it could be taken here, if it were free.
   *
   * @throws RemoteException if not
   */
  public void refuseUnwritable() throws RemoteException, InterruptedException {
    Optional<String> directory = Optional.empty();
    if (store.isPresent()) {
      directory = store.get().look().unwritable();
    }
    if (directory.isPresent()) {
      throw new RemoteException.Denied(
          "the lease of %s can't be taken: the directory %s can't be written (%s)"
              .formatted(name, directory.get(), store.get().words()),
          "give whoever works there the right to, or name another place: `lock:` in the inventory",
          null);
    }
  }

  /**
   * Takes the lease from whoever has it, and gives it to nobody. The token rises, so that whoever
   * had it can do no more harm.
   *
   * @param by user and machine
   * @return the lease as it is then
   */
  public LeaseView breakIt(String by, String reason) throws RemoteException, InterruptedException {
    LeaseStore kept = store.orElseThrow();
    String hold = UUID.randomUUID().toString().replace("-", "");
    Seen seen = kept.look();
    while (true) {
      Claim breaker = new Claim(by, "-", "-", "broken by " + by + ": " + reason, expiry);
      Lease free =
          new Lease(
              name,
              seen.lease().map(Lease::chain).orElse(hold.substring(0, 8)),
              false,
              breaker,
              hold,
              0,
              seen.lease().map(Lease::token).orElse(0L),
              seen.date(),
              seen.date(),
              seen.now(),
              List.of());
      String event =
          "broken by %s: %s%s"
              .formatted(
                  by,
                  reason,
                  seen.lease()
                      .filter(Lease::held)
                      .map(lease ->
                          " (held by "
                              + lease.claim().owner()
                              + " run "
                              + lease.claim().run()
                              + ")")
                      .orElse(""));
      seen = kept.put(seen.generation(), free, true, event);
      if (seen.lease().map(lease -> lease.hold().equals(hold)).orElse(false)) {
        tell(seen.lease().get().key(), seen.lease().get().token());
        return LeaseView.of(name, seen, List.of());
      }
    }
  }
}
