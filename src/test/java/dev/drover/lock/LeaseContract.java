package dev.drover.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drover.remote.Command;
import dev.drover.remote.CommandResult;
import dev.drover.remote.Remote;
import dev.drover.remote.RemoteException;
import dev.drover.secret.Secret;
import dev.drover.time.SteppedTime;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every place has to do in which a lease is kept, tried on this machine. */
public abstract class LeaseContract {

  private static final Claim ALICE = claim("alice", "20261121-030000");
  private static final Claim BOB = claim("bob", "20261121-030001");

  @TempDir protected Path directory;

  private final SteppedTime time = new SteppedTime(Instant.parse("2026-11-21T03:00:00Z"));

  /** The way to this machine. */
  protected abstract Remote remote();

  private static Claim claim(String who, String run) {
    return new Claim(who + "@desk", run, "/runs/" + run, "upgrade 1.0", Duration.ofSeconds(60));
  }

  private LeaseStore store() {
    return new OnHost(
        remote(), new LeaseFile(directory.resolve("shared/.drover/bb.lease").toString(), base()));
  }

  private String base() {
    return directory.resolve("shared").toString();
  }

  private Held take(Claim claim) throws Exception {
    return new Taking(store(), "bb", claim, time, time).now(_ -> {});
  }

  private void mount() throws Exception {
    Files.createDirectories(directory.resolve("shared"));
  }

  private List<String> files() throws Exception {
    try (Stream<Path> files = Files.list(directory.resolve("shared/.drover"))) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void nobodyElseGetsWhatSomebodyHas() throws Exception {
    mount();
    Held held = take(ALICE);
    assertThat(held.isSure()).isTrue();
    assertThat(held.why()).isEqualTo("nobody ever had it");
    assertThatThrownBy(() -> take(BOB))
        .isInstanceOf(LockedException.class)
        .hasMessageMatching(
            "bb is locked by alice@desk since \\S+Z, for upgrade 1.0 \\(run 20261121-030000;"
                + " heartbeat \\ds ago; \\S+/shared/.drover/bb.lease\\)");
  }

  @Test
  void whatWasGivenBackIsTakenWithAHigherTokenAndTheNotesOfWhatIsOpen() throws Exception {
    mount();
    Held first = take(ALICE);
    first.renew();
    first.release(List.of("node out of service: bb1"));
    Held next = take(BOB);
    assertThat(next.token()).isGreaterThan(first.token());
    assertThat(next.notes())
        .containsExactly("left open by run 20261121-030000: node out of service: bb1");
    next.release(List.of());
    Held again = take(ALICE);
    assertThat(again.notes()).hasSize(1);
    again.release(List.of());
    assertThat(take(BOB).notes()).isEmpty();
  }

  @Test
  void theSameRunTakesItOverAtOnce() throws Exception {
    mount();
    Held first = take(ALICE);
    Held second = take(ALICE);
    assertThat(second.token()).isGreaterThan(first.token());
    assertThat(second.why()).isEqualTo("an earlier controller of this run had it");
    first.renew();
    assertThat(first.lost().orElseThrow()).startsWith("alice@desk has it since ");
    assertThat(first.isSure()).isFalse();
    second.renew();
    assertThat(second.lost()).isEmpty();
  }

  @Test
  void oneOfManyGetsItAndTokensRise() throws Exception {
    mount();
    long last = 0;
    for (int round = 0; round < 3; round++) {
      List<Held> winners = race(5);
      assertThat(winners).hasSize(1);
      assertThat(winners.getFirst().token()).isGreaterThan(last);
      last = winners.getFirst().token();
      winners.getFirst().release(List.of());
    }
    assertThat(files()).noneMatch(name -> name.contains(".new-"));
  }

  /** Real processes that start at the same moment. */
  private List<Held> race(int takers) throws Exception {
    CyclicBarrier start = new CyclicBarrier(takers);
    List<Held> winners = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Boolean>> all = new ArrayList<>();
      for (int i = 0; i < takers; i++) {
        Claim claim = claim("taker" + i, "2026-" + i);
        Callable<Boolean> taker =
            () -> {
              start.await();
              try {
                Held held = take(claim);
                synchronized (winners) {
                  winners.add(held);
                }
                return true;
              } catch (LockedException locked) {
                return false;
              }
            };
        all.add(threads.submit(taker));
      }
      for (Future<Boolean> one : all) {
        one.get();
      }
    }
    return winners;
  }

  @Test
  void keepsOnlyTheLastStates() throws Exception {
    mount();
    Held held = take(ALICE);
    for (int i = 0; i < 11; i++) {
      held.renew();
    }
    assertThat(files())
        .containsExactlyInAnyOrder(
            "bb.lease.5",
            "bb.lease.6",
            "bb.lease.7",
            "bb.lease.8",
            "bb.lease.9",
            "bb.lease.10",
            "bb.lease.11",
            "bb.lease.12",
            "bb.lease.log");
  }

  private Lease lease() {
    return new Lease(
        "bb",
        "chain",
        true,
        ALICE,
        "hold",
        0,
        0,
        Instant.EPOCH,
        Instant.EPOCH,
        new Lease.Stamp("-", 0, "x"),
        List.of());
  }

  @Test
  void refusesGarbageUntilItIsBroken() throws Exception {
    mount();
    Held held = take(ALICE);
    Path file = directory.resolve("shared/.drover/bb.lease.1");
    Files.writeString(file, "garbage\n");
    held.renew();
    assertThat(held.lost()).isEmpty(); // what it puts over it is whole again
    Files.writeString(directory.resolve("shared/.drover/bb.lease.3"), "drover-lease 1\nhalf");
    assertThatThrownBy(() -> take(BOB))
        .isInstanceOf(RemoteException.Refused.class)
        .hasMessageContaining("the lease of bb is damaged: ")
        .hasMessageEndingWith("/shared/.drover/bb.lease.3 is none");
    LeasedCluster cluster =
        new LeasedCluster("bb", Map.of(), Duration.ofSeconds(60), java.util.Optional.of(store()));
    assertThat(cluster.look(0).orElseThrow().state()).isEqualTo("damaged");
    LeaseView broken = cluster.breakIt("carol@desk", "a disk was full");
    assertThat(broken.state()).isEqualTo("free");
    assertThat(broken.token()).isGreaterThanOrEqualTo(held.token());
    held.renew();
    assertThat(held.lost()).contains("it was broken by carol@desk: a disk was full");
    Held next = take(BOB);
    assertThat(next.token()).isGreaterThan(broken.token());
    assertThat(store().history(10))
        .extracting(line -> line.replaceAll("^\\S+ token \\d+ ", ""))
        .containsExactly(
            "taken by alice@desk run 20261121-030000 for upgrade 1.0: nobody ever had it",
            "broken by carol@desk: a disk was full",
            "taken by bob@desk run 20261121-030001 for upgrade 1.0: it was free");
  }

  @Test
  void takesNoDirectoryThatIsNotMountedForAnEmptyOne() {
    assertThatThrownBy(() -> take(ALICE))
        .isInstanceOf(RemoteException.Refused.class)
        .hasMessageEndingWith(": the lease can't be reached: " + base() + " is not there");
  }

  @Test
  void saysThatNothingCanBeWritten() throws Exception {
    mount();
    CommandResult result =
        remote()
            .exec(
                Command.script(
                        "test.full",
                        "ulimit -f 0\n" + LeaseScripts.PUT,
                        directory.resolve("shared/bb.lease").toString(),
                        base(),
                        "0",
                        "1",
                        "0",
                        "hold",
                        "")
                    .input(Secret.of(lease().text(false))));
    assertThat(result.status()).isNotZero();
    assertThat(
            new OnHost(remote(), new LeaseFile(base() + "/bb.lease", base())).look().generation())
        .isZero();
    assertThat(Map.of("left", directory.resolve("shared").toFile().list().length))
        .isEqualTo(Map.of("left", 0));
  }
}
