package dev.drover.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.demo.ClusterSpec;
import dev.drover.demo.TestArchives;
import dev.drover.demo.TestCluster;
import dev.drover.journal.Entry.Verdict;
import dev.drover.journal.Journal;
import dev.drover.journal.RunState;
import dev.drover.lb.Busynesses;
import dev.drover.plan.Doors;
import dev.drover.plan.Needs;
import dev.drover.plan.Right;
import dev.drover.remote.Remotes;
import dev.drover.remote.ssh.Machines;
import dev.drover.remote.ssh.SshSettings;
import dev.drover.rest.JdkRests;
import dev.drover.rest.Rests;
import dev.drover.task.Extensions;
import dev.drover.tasks.ShippedWorld;
import dev.drover.testing.RecordedDoors;
import dev.drover.time.SystemTime;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A run uses the rights that its plan names: no other one, and each of them. */
@Execution(ExecutionMode.CONCURRENT)
class NeedsOfARunTest {

  private static final Path UPGRADE = Path.of("runbooks/bitbucket-rolling-upgrade.yml");

  @TempDir Path directory;

  private static Set<Right> rights(Shipped shipped) {
    return Needs.of(
            shipped.plan().orElseThrow(), shipped.scopes(), Extensions.NONE, Busynesses.all())
        .keySet();
  }

  /** Upgrade mode is cancelled only if the run ends before any node is upgraded. */
  private static boolean isForAnEarlyEnd(Right right) {
    return right instanceof Right.Api api && api.path().equals("/rest/zdu/cancel");
  }

  @Test
  void theUpgradeOfASimulatedClusterUsesThemExactly() throws Exception {
    Map<String, String> parameters = Shipped.upgradeTo794(directory);
    parameters.put("busy_by", "sessions");
    Shipped shipped = Shipped.compile(UPGRADE, Path.of("inventories/example"), parameters);
    List<RecordedDoors> recorded = new ArrayList<>();
    SimulatedRun run =
        new SimulatedRun(shipped, ShippedWorld.of(shipped.scopes()), directory.resolve("journal"))
            .through(doors -> {
              recorded.add(RecordedDoors.around(doors, rights(shipped)));
              return recorded.getLast().in(doors);
            });
    assertThat(run.begin()).isEqualTo(Verdict.FINISHED);
    assertThat(recorded.getLast().beyond()).isEmpty();
    assertThat(recorded.getLast().unused()).allMatch(NeedsOfARunTest::isForAnEarlyEnd);
  }

  @Test
  @Tag("long")
  void theUpgradeOfARealClusterUsesThemExactly() throws Exception {
    ClusterSpec spec =
        ClusterSpec.of("needs", directory.resolve("c"))
            .with(3, "7.9.0")
            .archivesIn(TestArchives.directory());
    TestCluster cluster = TestCluster.up(spec, _ -> {});
    try {
      upgrade(cluster);
    } finally {
      cluster.down();
    }
  }

  private void upgrade(TestCluster cluster) throws Exception {
    Shipped shipped =
        Shipped.compile(
            UPGRADE,
            cluster.inventory(),
            Map.of(
                "to_version",
                "7.9.4",
                "archive",
                cluster.archive("7.9.4").toString(),
                "busy_by",
                "sessions",
                "soak",
                "0s",
                "drain",
                "1s"));
    try (Remotes remotes = new Machines(SshSettings.ofUser(Optional.empty(), _ -> {}));
        Rests rests =
            new JdkRests(name -> {
              throw new IllegalStateException("nothing is tunnelled here: " + name);
            });
        Journal journal = Journal.create(directory.resolve("real.journal"))) {
      Doors doors = new Doors(shipped.scopes(), remotes, rests, SystemTime.SYSTEM);
      RecordedDoors recorded = RecordedDoors.around(doors, rights(shipped));
      Means means =
          new Means(
              recorded.in(doors),
              SystemTime.SYSTEM,
              Asker.NOBODY,
              Busynesses.all(),
              shipped.scopes().masker());
      Ledger ledger = new Ledger(journal, new RunState(), List.of());
      ledger.write(SimulatedRun.began(shipped));
      Engine engine =
          new Engine("test", shipped.plan().orElseThrow(), ledger, new Stop(), means, (_, _) -> {});
      assertThat(engine.run()).isEqualTo(Verdict.FINISHED);
      assertThat(recorded.beyond()).isEmpty();
      assertThat(recorded.unused()).allMatch(NeedsOfARunTest::isForAnEarlyEnd);
    }
  }
}
