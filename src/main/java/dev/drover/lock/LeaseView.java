package dev.drover.lock;

import dev.drover.lock.Lease.Note;
import dev.drover.lock.LeaseStore.Seen;
import dev.drover.remote.TimeLimit;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A lease as people and programs see it.
 *
 * @param state held, free, expired or damaged
 * @param owner user and machine of who has it, or had it last; empty if nobody ever had
 * @param heartbeat seconds since it was renewed, by the clock there
 * @param token the fencing token; 0 if nobody ever had it
 * @param place the file
 * @param open what runs have left open
 * @param history what was done with it, the newest last
 */
public record LeaseView(
    String cluster,
    String state,
    String owner,
    String run,
    String journal,
    String reason,
    Instant since,
    long heartbeat,
    Instant expires,
    long token,
    String place,
    List<String> open,
    List<String> history) {

  public LeaseView {
    open = List.copyOf(open);
    history = List.copyOf(history);
  }

  static LeaseView of(String cluster, Seen seen, List<String> history) {
    if (seen.lease().isEmpty()) {
      String state = seen.damaged() ? "damaged" : "free";
      return new LeaseView(
          cluster,
          state,
          "",
          "",
          "",
          "",
          Instant.EPOCH,
          0,
          Instant.EPOCH,
          0,
          seen.place(),
          List.of(),
          history);
    }
    Lease lease = seen.lease().get();
    Duration age = age(lease, seen);
    boolean expired = age.compareTo(lease.claim().expiry()) > 0;
    return new LeaseView(
        cluster,
        lease.held() ? expired ? "expired" : "held" : "free",
        lease.claim().owner(),
        lease.claim().run(),
        lease.claim().journal(),
        lease.claim().reason(),
        lease.since(),
        age.toSeconds(),
        lease.expires(),
        lease.token(),
        seen.place(),
        lease.notes().stream().map(LeaseView::words).toList(),
        history);
  }

  private static String words(Note note) {
    return "left open by run " + note.run() + ": " + note.words();
  }

  /** How long ago it was renewed, as well as that can be told there. */
  private static Duration age(Lease lease, Seen seen) {
    return lease
        .stamp()
        .age(seen.now())
        .orElseGet(() -> Duration.between(lease.renewed(), seen.date()));
  }

  /** Whether nobody has it. */
  public boolean nobodyHolds() {
    return state.equals("free");
  }

  /** Whether somebody has it who renews it. */
  public boolean somebodyHolds() {
    return state.equals("held");
  }

  /** Whether what is there is no lease. */
  public boolean needsMending() {
    return state.equals("damaged");
  }

  /** Who has it, since when, why and where, in a sentence. */
  public String sentence() {
    return switch (state) {
      case "free" -> "nobody holds the lease of " + cluster;
      case "damaged" -> "the lease of %s is damaged: %s".formatted(cluster, place);
      default ->
          "%s is locked by %s since %s, for %s (run %s; heartbeat %s ago%s; %s)"
              .formatted(
                  cluster,
                  owner,
                  since,
                  reason,
                  run,
                  TimeLimit.inWords(Duration.ofSeconds(Math.max(0, heartbeat))),
                  state.equals("expired") ? ", so it has expired" : "",
                  place);
    };
  }
}
