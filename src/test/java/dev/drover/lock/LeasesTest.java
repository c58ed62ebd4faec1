package dev.drover.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drover.remote.RemoteException;
import dev.drover.time.SteppedTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What becomes of leases as time passes, machines are started again and answers are lost. */
class LeasesTest {

  private static final Claim ALICE = claim("alice", "1");
  private static final Claim BOB = claim("bob", "2");

  private final SteppedTime time = new SteppedTime(Instant.parse("2026-11-21T03:00:00Z"));
  private final MemoryStore store = new MemoryStore(time);
  private final List<String> told = new ArrayList<>();

  private static Claim claim(String who, String run) {
    return new Claim(who + "@desk", run, "/runs/" + run, "upgrade 1.0", Claim.EXPIRY);
  }

  private List<LeasedCluster> clusters() {
    return List.of(new LeasedCluster("bb", Map.of(), Claim.EXPIRY, Optional.of(store)));
  }

  private Leases take(Claim claim) throws Exception {
    Leases leases = Leases.take(clusters(), claim, time, time, told::add);
    leases.watchedBy(
        new Leases.Watcher() {
          @Override
          public void lost(String cluster, String why) {
            told.add("lost " + cluster + ": " + why);
          }

          @Override
          public void wavers(String cluster, String why) {
            told.add("wavers " + cluster + ": " + why);
          }
        });
    return leases;
  }

  @Test
  void isReadAgainAtItsPlaceBeforeAnEffectIfItMayHaveLapsed() throws Exception {
    Leases alice = take(ALICE);
    time.sleep(Duration.ofSeconds(49));
    store.reached(false);
    alice.check(); // nobody else can have it yet
    store.reached(true);
    time.sleep(Duration.ofSeconds(20));
    alice.check(); // it had expired, and nobody took it
    assertThat(told).isEmpty();
    assertThat(alice.taken())
        .containsExactly(new Leases.Taken("bb", "memory", 1, "nobody ever had it", List.of()));
  }

  @Test
  void whoeverWakesUpLateMayDoNothingMore() throws Exception {
    Leases alice = take(ALICE);
    time.sleep(Duration.ofSeconds(66));
    Leases bob = take(BOB);
    assertThat(bob.taken())
        .containsExactly(
            new Leases.Taken(
                "bb",
                "memory",
                2,
                "it had expired",
                List.of(
                    "left open by run 1: it never gave the lease back; what it had begun may still"
                        + " run (alice@desk, its journal is /runs/1)")));
    String why = "bob@desk has it since 2026-11-21T03:01:06Z, for upgrade 1.0 (run 2)";
    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(alice::check)
          .isInstanceOf(RemoteException.Refused.class)
          .hasMessage("the lease of bb is lost: " + why + "; nothing more is changed");
    }
    assertThat(told).containsExactly("lost bb: " + why);
    assertThat(alice.isLost()).isTrue();
    assertThat(alice.release(Map.of())).isEmpty();
    bob.check();
  }

  @Test
  void isTakenFromNobodyWhoLivesByAClockThatIsSet() throws Exception {
    take(ALICE);
    store.setForward(Duration.ofDays(1));
    assertThatThrownBy(() -> take(BOB)).isInstanceOf(LockedException.class);
    assertThat(told).isEmpty();
  }

  @Test
  void isWatchedIfOnlyADateTellsThatItHasExpired() throws Exception {
    take(ALICE);
    time.sleep(Duration.ofSeconds(66));
    store.startAgain();
    Leases bob = take(BOB);
    assertThat(bob.taken().getFirst().why()).isEqualTo("its heartbeat stood still");
    assertThat(told)
        .containsExactly(
            "bb is locked by alice@desk since 2026-11-21T03:00:00Z, for upgrade 1.0 (run 1;"
                + " heartbeat 1m6s ago, so it has expired; memory); watching for 1m5s whether it is"
                + " renewed");
    assertThat(time.now()).isEqualTo(Instant.parse("2026-11-21T03:02:16Z"));
  }

  @Test
  void isLeftToWhoeverRenewsItWhileItIsWatched() throws Exception {
    Leases alice = take(ALICE);
    store.startAgain();
    store.setForward(Duration.ofHours(1));
    SteppedTime his = time;
    assertThatThrownBy(() ->
            new Taking(
                    store,
                    "bb",
                    BOB,
                    time,
                    pause -> {
                      his.sleep(pause.plusSeconds(50));
                      try {
                        alice.check();
                      } catch (RemoteException lost) {
                        throw new IllegalStateException(lost);
                      }
                    })
                .now(told::add))
        .isInstanceOf(LockedException.class);
    alice.check();
  }

  @Test
  void effectsWaitAMinuteForALeaseThatCantBeRenewed() throws Exception {
    Leases alice = take(ALICE);
    time.sleep(Duration.ofSeconds(55));
    store.reached(false);
    assertThatThrownBy(alice::check)
        .isInstanceOf(RemoteException.Unreachable.class)
        .hasMessage("memory does not answer");
    assertThat(time.now()).isEqualTo(Instant.parse("2026-11-21T03:01:58Z"));
    assertThat(told).hasSize(21).containsOnly("wavers bb: memory does not answer");
    store.reached(true);
    alice.check();
  }

  @Test
  void goesOnAfterALostAnswer() throws Exception {
    Leases alice = take(ALICE);
    time.sleep(Duration.ofSeconds(55));
    store.loseAnAnswer();
    alice.check();
    assertThat(told).containsExactly("wavers bb: the answer was lost");
    time.sleep(Duration.ofSeconds(55));
    alice.check();
    assertThat(alice.release(Map.of())).hasSize(1);
    assertThat(store.look().lease().orElseThrow().held()).isFalse();
  }

  @Test
  void whatCouldNotBeginGivesItBackAsItWas() throws Exception {
    take(ALICE).release(Map.of("bb", List.of("node out of service: bb1")));
    Leases again = take(ALICE);
    again.releaseUnused();
    Lease left = store.look().lease().orElseThrow();
    assertThat(left.held()).isFalse();
    assertThat(left.notes())
        .containsExactly(new Lease.Note(ALICE.run(), "node out of service: bb1"));
  }

  @Test
  void isRenewedFourTimesAsOftenAsItExpires() throws Exception {
    Leases alice = take(ALICE);
    List<Instant> renewals = new ArrayList<>();
    Leases kept =
        Leases.take(
            clusters(),
            ALICE,
            time,
            pause -> {
              renewals.add(time.now());
              if (renewals.size() == 4) {
                throw new InterruptedException("the run has ended");
              }
              time.sleep(pause);
            },
            told::add);
    assertThatThrownBy(kept::keep).isInstanceOf(InterruptedException.class);
    assertThat(renewals.stream().map(at -> at.getEpochSecond() % 60).toList())
        .containsExactly(0L, 15L, 30L, 45L);
    time.sleep(Duration.ofSeconds(49));
    kept.check();
    assertThatThrownBy(
            () -> {
              time.sleep(Duration.ofSeconds(1));
              alice.check();
            })
        .hasMessageStartingWith("the lease of bb is lost: alice@desk has it since ");
  }

  @Test
  void waitsUntilADeadControllersLeaseHasExpired() throws Exception {
    take(ALICE);
    Patience patience = new Patience(time, time, told::add);
    assertThat(patience.untilFree(clusters(), Duration.ofSeconds(10)).orElseThrow().owner())
        .isEqualTo("alice@desk");
    assertThat(patience.untilFree(clusters(), Duration.ofHours(1))).isEmpty();
    assertThat(time.now()).isEqualTo(Instant.parse("2026-11-21T03:01:10Z"));
    assertThat(told)
        .extracting(words -> words.replaceAll(" since .*", ""))
        .containsExactly(
            "waiting for 0s: bb is locked by alice@desk",
            "waiting for 0s: bb is locked by alice@desk",
            "waiting for 30s: bb is locked by alice@desk");
  }

  @Test
  void noneIsTakenIfOneOfThemIsHeld() throws Exception {
    MemoryStore other = new MemoryStore(time);
    take(ALICE);
    List<LeasedCluster> both =
        List.of(
            new LeasedCluster("aa", Map.of(), Claim.EXPIRY, Optional.of(other)),
            clusters().getFirst());
    assertThatThrownBy(() -> Leases.take(both, BOB, time, time, told::add))
        .isInstanceOf(LockedException.class);
    assertThat(other.look().lease().orElseThrow().held()).isFalse();
  }
}
