package dev.zdu.member;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zdu.cluster.Address;
import dev.zdu.cluster.Load;
import dev.zdu.cluster.Node;
import dev.zdu.cluster.Push;
import dev.zdu.cluster.UpgradeMode;
import dev.zdu.cluster.Version;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same rules on each database that the server can use. */
class SharedDatabaseTest {

  private static final UpgradeMode ON =
      new UpgradeMode.On(new Version(7, 9, 0), List.of(node(1), node(2)));

  @TempDir private Path directory = Path.of("");

  private static Node node(int number) {
    return new Node(
        "id" + number,
        "bb" + number,
        new Address("127.0.0.1", 5700 + number),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Load.NONE);
  }

  private static Push push(String repository, String from, String to, long millis) {
    return new Push(
        repository, "refs/heads/ä", from, to, "dev", "bb1", Instant.ofEpochMilli(millis));
  }

  @Test
  void h2KeepsWhatIsShared() throws Exception {
    try (RealDatabase real = RealDatabase.h2(directory)) {
      keepsWhatIsShared(real);
    }
  }

  @Test
  void postgresqlKeepsWhatIsShared() throws Exception {
    try (RealDatabase real = RealDatabase.postgres(directory)) {
      keepsWhatIsShared(real);
    }
  }

  @Test
  void mariadbKeepsWhatIsShared() throws Exception {
    try (RealDatabase real = RealDatabase.mariadb(directory)) {
      keepsWhatIsShared(real);
    }
  }

  private static void keepsWhatIsShared(RealDatabase real) throws Exception {
    List<SharedDatabase> nodes = openTogether(real, 3);
    try {
      pushesOfOneNodeAreSeenByAnother(new PushLog(nodes.get(0)), new PushLog(nodes.get(1)));
      modeOfOneNodeIsThatOfAnother(
          new SharedUpgradeMode(nodes.get(1)), new SharedUpgradeMode(nodes.get(2)));
      onlyOneOfManyStartsWins(nodes);
    } finally {
      nodes.forEach(SharedDatabase::close);
    }
    try (SharedDatabase restarted = open(real)) {
      assertThat(new SharedUpgradeMode(restarted).read()).isEqualTo(ON);
      assertThat(new PushLog(restarted).pushes("p/r", Instant.EPOCH)).hasSize(2);
    }
  }

  private static SharedDatabase open(RealDatabase real) throws DatabaseException {
    return SharedDatabase.open(real.url(), real.user(), real.password());
  }

  /** All nodes of a cluster may start at once on an empty database. */
  private static List<SharedDatabase> openTogether(RealDatabase real, int count) throws Exception {
    List<SharedDatabase> nodes = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<SharedDatabase>> opening = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        opening.add(() -> open(real));
      }
      for (Future<SharedDatabase> opened : threads.invokeAll(opening)) {
        nodes.add(opened.get());
      }
    }
    return nodes;
  }

  private static void pushesOfOneNodeAreSeenByAnother(PushLog one, PushLog other)
      throws DatabaseException {
    Push first = push("p/r", "0", "1", 1000);
    Push second = push("p/r", "1", "2", 2000);
    one.record(List.of(first));
    other.record(List.of(second, push("p/other", "0", "1", 1500)));
    assertThat(other.pushes("p/r", Instant.EPOCH)).containsExactly(first, second);
    assertThat(one.pushes("p/r", Instant.ofEpochMilli(1001))).containsExactly(second);
    assertThat(one.pushes("p/none", Instant.EPOCH)).isEmpty();
  }

  private static void modeOfOneNodeIsThatOfAnother(SharedUpgradeMode one, SharedUpgradeMode other)
      throws DatabaseException {
    assertThat(other.read()).isEqualTo(UpgradeMode.OFF);
    one.change(_ -> Optional.of(ON));
    assertThat(other.read()).isEqualTo(ON);
    other.change(_ -> Optional.empty());
    assertThat(one.read()).isEqualTo(ON);
    assertThatThrownBy(() ->
            other.change(_ -> {
              throw new IllegalStateException("a bug");
            }))
        .hasMessage("a bug");
    other.change(_ -> Optional.of(UpgradeMode.OFF));
    assertThat(one.read()).isEqualTo(UpgradeMode.OFF);
  }

  private static void onlyOneOfManyStartsWins(List<SharedDatabase> nodes) throws Exception {
    List<Callable<Boolean>> starts = new ArrayList<>();
    for (SharedDatabase node : nodes) {
      starts.add(() -> {
        boolean[] won = new boolean[1];
        new SharedUpgradeMode(node)
            .change(mode -> {
              won[0] = mode instanceof UpgradeMode.Off;
              return won[0] ? Optional.of(ON) : Optional.empty();
            });
        return won[0];
      });
    }
    int winners = 0;
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Boolean> start : threads.invokeAll(starts)) {
        winners += start.get() ? 1 : 0;
      }
    }
    assertThat(winners).isOne();
  }
}
