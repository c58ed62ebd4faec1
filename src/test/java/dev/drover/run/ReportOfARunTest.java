package dev.drover.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.journal.Entry;
import dev.drover.journal.Entry.Verdict;
import dev.drover.plan.Plan;
import dev.drover.report.RunJunit;
import dev.drover.report.RunMarkdown;
import dev.drover.report.RunPage;
import dev.drover.report.RunView;
import dev.drover.review.PlanDocument;
import dev.drover.sim.SimMachine;
import dev.drover.sim.SimNode;
import dev.drover.sim.SimNode.Fault;
import dev.drover.sim.World;
import dev.drover.tasks.ShippedWorld;
import dev.drover.testing.Documents;
import dev.drover.testing.Golden;
import dev.drover.testing.Planned;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reports of runs that the engine made: an upgrade that fails, and is resumed and finished. */
class ReportOfARunTest {

  private static final Path GOLDEN = Path.of("src/test/resources/report");
  private static final ZoneId ZONE = ZoneId.of("UTC");

  @TempDir Path directory;
  private Map<String, String> parameters = Map.of();

  @BeforeEach
  void makeTheArchive() throws Exception {
    parameters = Shipped.upgradeTo794(directory);
  }

  @Test
  void anUpgradeThatFailedAndWasResumed() throws Exception {
    Shipped shipped =
        Shipped.compile(
            Path.of("runbooks/bitbucket-rolling-upgrade.yml"),
            Path.of("inventories/example"),
            parameters);
    World world = ShippedWorld.of(shipped.scopes());
    world.host("bb1").machine(SimMachine.usual().load(3.2, 4));
    world.host("bb2").machine(SimMachine.usual().load(0.4, 4));
    world.host("bb3").machine(SimMachine.usual().load(1.6, 4));
    Plan looked =
        Planned.look(
            shipped.plan().orElseThrow(),
            SimulatedRun.doors(shipped, world, () -> SimulatedRun.START));
    PlanDocument plan = Documents.of(looked, parameters, shipped.scopes().masker());
    SimNode node = world.nodeOn("bb3").orElseThrow().node();
    node.faults().add(Fault.STUCK_STARTING);
    SimulatedRun run =
        new SimulatedRun(shipped, world, directory.resolve("journal")).inTurn(SimulatedRun.START);

    assertThat(run.begin()).isEqualTo(Verdict.FAILED);
    RunView failed = view(run.entries(), plan);
    assertThat(failed.capacity().lowest()).isEqualTo(run.lowest()).isEqualTo(2);
    golden("upgrade-failed.md", RunMarkdown.of(failed, ZONE));

    node.faults().clear();
    node.become(SimNode.State.ACTIVE);
    run.inTurn(SimulatedRun.START.plus(Duration.ofHours(5)));
    assertThat(run.resume()).isEqualTo(Verdict.FINISHED);
    RunView finished = view(run.entries(), plan);
    assertThat(finished.open()).isEmpty();
    assertThat(finished.attempts()).hasSize(2);
    assertThat(finished.course().notRun()).isEmpty();
    assertThat(finished.capacity().lowest()).isEqualTo(plan.capacity().lowest());
    golden("upgrade-finished.junit.xml", RunJunit.of(finished));
    assertThat(RunPage.of(finished, ZONE)).contains("resumed", "promised: at least 2");
  }

  private static RunView view(List<Entry> entries, PlanDocument plan) {
    return RunView.of("test", entries, Optional.of(plan), false);
  }

  private void golden(String name, String actual) {
    Golden.check(GOLDEN.resolve(name), actual.replace(directory.toString(), "/releases"));
  }
}
