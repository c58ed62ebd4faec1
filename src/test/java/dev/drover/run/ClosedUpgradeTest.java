package dev.drover.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.journal.Entry;
import dev.drover.journal.Entry.Verdict;
import dev.drover.model.Runbook;
import dev.drover.model.Scopes;
import dev.drover.plan.Step;
import dev.drover.remote.RemoteException;
import dev.drover.secret.Masker;
import dev.drover.sim.SimCluster;
import dev.drover.sim.World;
import dev.drover.task.Kinds.Registered;
import dev.drover.task.Outcome;
import dev.drover.task.RunContext;
import dev.drover.tasks.ShippedWorld;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What becomes of an upgrade that fails at some step: what is closed, what is left, how it goes on.
 */
class ClosedUpgradeTest {

  private static final Path UPGRADE = Path.of("runbooks/bitbucket-rolling-upgrade.yml");
  private static final String EACH = "upgrade-each-node/";

  @TempDir Path directory;
  private World world = new World();
  private Shipped shipped =
      new Shipped(
          new Scopes(Runbook.none(), FleetRun.inventory(List.of()), Map.of(), new Masker()),
          Optional.empty(),
          List.of());

  /** One step fails the first time, without having done anything. */
  private static final class FailsOnce implements Acting {
    private final String step;
    private boolean failed;

    FailsOnce(String step) {
      this.step = step;
    }

    @Override
    public <A extends Record> Outcome run(
        Step of, Registered<A> kind, A arguments, RunContext context)
        throws RemoteException, InterruptedException {
      if (!failed && of.id().text().equals(step)) {
        failed = true;
        return Outcome.failed("the disk is full", "make room");
      }
      return Acting.IN_EARNEST.run(of, kind, arguments, context);
    }
  }

  @BeforeEach
  void compile() throws Exception {
    Map<String, String> parameters = Shipped.upgradeTo794(directory);
    parameters.put("busy_by", "sessions");
    shipped = Shipped.compile(UPGRADE, Path.of("inventories/example"), parameters);
    world = ShippedWorld.of(shipped.scopes());
  }

  private SimulatedRun failingAt(String step) {
    return new SimulatedRun(shipped, world, directory.resolve("journal"))
        .acting(new FailsOnce(step));
  }

  private static List<String> summaries(SimulatedRun run, String step) throws Exception {
    return run.entries().stream()
        .filter(Entry.StepEnded.class::isInstance)
        .map(Entry.StepEnded.class::cast)
        .filter(ended -> ended.step().equals(step))
        .map(Entry.StepEnded::summary)
        .toList();
  }

  private static List<String> left(SimulatedRun run) throws Exception {
    return run.state().open().stream()
        .map(open -> open.bracket() + ": " + whyLeft(run, open))
        .toList();
  }

  private static String whyLeft(SimulatedRun run, Entry.BracketOpened open) {
    try {
      return run.state().left(open.bracket()).map(Entry.BracketLeft::why).orElse("not told");
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private SimCluster cluster() {
    return world.clusters().getFirst();
  }

  private void assertUpgraded(SimulatedRun run) throws Exception {
    assertThat(cluster().state()).isEqualTo(SimCluster.State.STABLE);
    assertThat(cluster().upgradeMode()).isFalse();
    assertThat(cluster().versions()).containsExactly("7.9.4");
    assertThat(run.inService()).containsExactly("bb1", "bb2", "bb3");
    assertThat(run.state().open()).isEmpty();
    assertThat(run.lowest()).isEqualTo(2);
  }

  @Test
  void allIsAsItWasIfItFailsBeforeTheFirstNodeIsStopped() throws Exception {
    SimulatedRun run = failingAt(EACH + "stop[bb3]");
    assertThat(run.begin()).isEqualTo(Verdict.FAILED);
    assertThat(run.inService()).containsExactly("bb1", "bb2", "bb3");
    assertThat(cluster().upgradeMode()).isFalse();
    assertThat(cluster().versions()).containsExactly("7.9.0");
    assertThat(left(run)).isEmpty();

    assertThat(run.resume()).isEqualTo(Verdict.FINISHED);
    assertUpgraded(run);
    assertThat(summaries(run, "turn-upgrade-mode-on/upgrade_mode"))
        .hasSize(2)
        .allMatch(summary -> summary.startsWith("upgrade mode is on"));
    assertThat(summaries(run, EACH + "leave-the-balancer[bb3]"))
        .hasSize(2)
        .allMatch(summary -> summary.startsWith("out of "));
  }

  @Test
  void aNodeThatIsWellIsPutBackAndNotTakenOutAgainOnlyToBeLookedAt() throws Exception {
    SimulatedRun run = failingAt(EACH + "active-at-the-new-version[bb3]");
    assertThat(run.begin()).isEqualTo(Verdict.FAILED);
    assertThat(run.inService()).containsExactly("bb1", "bb2", "bb3");
    assertThat(left(run))
        .containsExactly(
            "upgrade mode: bitbucket: upgrade mode is never switched off by itself unless all nodes"
                + " are as they were: the cluster is MIXED; bb3 is ACTIVE at 7.9.4");

    assertThat(run.resume()).isEqualTo(Verdict.FINISHED);
    assertUpgraded(run);
    assertThat(summaries(run, EACH + "leave-the-balancer[bb3]")).hasSize(1);
    assertThat(summaries(run, "turn-upgrade-mode-on/upgrade_mode")).hasSize(1);
  }

  @Test
  void aNodeThatIsDownIsLeftAndSoIsUpgradeMode() throws Exception {
    SimulatedRun run = failingAt(EACH + "point-to-the-home-directory[bb3]");
    assertThat(run.begin()).isEqualTo(Verdict.FAILED);
    assertThat(run.inService()).containsExactly("bb1", "bb2");
    assertThat(left(run))
        .containsExactly(
            "upgrade mode: bitbucket: upgrade mode is never switched off by itself unless all nodes"
                + " are as they were: bb3 is OFFLINE",
            "node out of service: bb3: bb3 is not put back before its cluster finds it healthy; waited 10s;"
                + " last seen: bb3 is OFFLINE as bb1 sees it");

    assertThat(run.resume()).isEqualTo(Verdict.FINISHED);
    assertUpgraded(run);
    assertThat(summaries(run, EACH + "leave-the-balancer[bb3]")).hasSize(1);
  }

  @Test
  void aNodeThatSomebodyStartedIsRecoveredAndStoppedAgainWhenTheRunGoesOn() throws Exception {
    SimulatedRun run = failingAt(EACH + "point-to-the-home-directory[bb3]");
    assertThat(run.begin()).isEqualTo(Verdict.FAILED);
    world
        .host("bb3")
        .products()
        .start("/opt/atlassian/bitbucket/7.9.0", world.host("bb3").user(), Map.of());

    run.recover();
    assertThat(run.inService()).containsExactly("bb1", "bb2", "bb3");
    assertThat(cluster().upgradeMode()).isFalse();
    assertThat(left(run)).isEmpty();

    assertThat(run.resume()).isEqualTo(Verdict.FINISHED);
    assertUpgraded(run);
    assertThat(summaries(run, EACH + "stop[bb3]")).hasSize(2);
  }
}
