package dev.drover.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.SpecificationVersion;
import dev.drover.journal.Entry;
import dev.drover.journal.Entry.Verdict;
import dev.drover.plan.Capacity;
import dev.drover.plan.Plan;
import dev.drover.report.PlanMarkdown;
import dev.drover.report.PlanText;
import dev.drover.report.Style;
import dev.drover.review.PlanDocument;
import dev.drover.review.PlanSchema;
import dev.drover.sim.SimCluster;
import dev.drover.sim.SimMachine;
import dev.drover.sim.SimNode;
import dev.drover.sim.SimNode.Fault;
import dev.drover.sim.SimServer;
import dev.drover.sim.World;
import dev.drover.task.Bracket;
import dev.drover.tasks.ShippedWorld;
import dev.drover.testing.Documents;
import dev.drover.testing.Golden;
import dev.drover.testing.JsonSchemas;
import dev.drover.testing.Planned;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** Every runbook that ships compiles for every inventory that ships, and does its work. */
class ShippedRunbooksTest {

  private static final Path UPGRADE = Path.of("runbooks/bitbucket-rolling-upgrade.yml");
  private static final Path CANCEL = Path.of("runbooks/bitbucket-cancel-upgrade.yml");
  private static final String NEW = "/opt/atlassian/bitbucket/7.9.4";

  @TempDir Path directory;
  private Map<String, String> parameters = Map.of();

  @BeforeEach
  void makeTheArchive() throws Exception {
    parameters = Shipped.upgradeTo794(directory);
  }

  @TestFactory
  Stream<DynamicTest> everyRunbookFitsEveryInventory() throws Exception {
    List<DynamicTest> tests = new ArrayList<>();
    for (Path runbook : list(Path.of("runbooks"))) {
      for (Path inventory : list(Path.of("inventories"))) {
        tests.add(
            DynamicTest.dynamicTest(
                runbook.getFileName() + " for " + inventory.getFileName(),
                () -> {
                  Shipped shipped = Shipped.compile(runbook, inventory, parameters);
                  assertThat(shipped.diagnostics()).isEmpty();
                  assertThat(shipped.plan().orElseThrow().steps()).isNotEmpty();
                }));
      }
    }
    assertThat(tests).hasSizeGreaterThanOrEqualTo(4);
    return tests.stream();
  }

  private static List<Path> list(Path of) throws IOException {
    try (Stream<Path> files = Files.list(of)) {
      return files.sorted().toList();
    }
  }

  @Test
  void thePlanOfTheUpgradeIsTheOneThatWasReviewed() throws Exception {
    Shipped shipped = compile(UPGRADE, "example");
    World world = world(shipped);
    String before = world.describe();
    Plan plan =
        Planned.look(
            shipped.plan().orElseThrow(),
            SimulatedRun.doors(shipped, world, () -> SimulatedRun.START));
    PlanDocument view = Documents.of(plan, parameters, shipped.scopes().masker());
    assertThat(view.problems()).isEmpty();
    assertThat(world.describe()).as("planning changes nothing").isEqualTo(before);
    String schema = new JsonMapper().writeValueAsString(PlanSchema.json());
    assertThat(
            JsonSchemas.mistakes(
                JsonSchemas.read(schema, SpecificationVersion.DRAFT_2020_12), view))
        .isEmpty();
    golden(".txt", PlanText.of(view, Style.PLAIN, 80));
    golden(".md", PlanMarkdown.of(view, Optional.of("0".repeat(64))));
  }

  private void golden(String ending, String actual) {
    Golden.check(
        Path.of("src/test/resources/plan/bitbucket-rolling-upgrade" + ending),
        actual.replace(directory.toString(), "/releases"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"example", "demo"})
  void theUpgradeLeavesEveryNodeAtTheNewReleaseAndInService(String inventory) throws Exception {
    Shipped shipped = compile(UPGRADE, inventory);
    SimulatedRun run = run(shipped, world(shipped));
    assertThat(run.begin()).isEqualTo(Verdict.FINISHED);
    assertUpgraded(run);
    assertThat(
            run.state().chosen().stream()
                .filter(choice -> choice.play().equals("upgrade-each-node")))
        .extracting(Entry.HostChosen::host)
        .as("the least busy first")
        .containsExactly("bb2", "bb3", "bb1");
    assertThat(run.lowest())
        .isEqualTo(2)
        .isEqualTo(Capacity.of(shipped.plan().orElseThrow()).lowest());
  }

  @ParameterizedTest
  @EnumSource(names = {"DIES_AT_START", "STUCK_STARTING"})
  void aNodeThatDoesNotStartStaysOutAndResumingFinishes(Fault fault) throws Exception {
    Shipped shipped = compile(UPGRADE, "example");
    World world = world(shipped);
    SimNode node = world.nodeOn("bb3").orElseThrow().node();
    node.faults().add(fault);
    SimulatedRun run = run(shipped, world);

    assertThat(run.begin()).isEqualTo(Verdict.FAILED);
    assertThat(run.inService()).containsExactly("bb1", "bb2");
    assertThat(world.nodeOn("bb1").orElseThrow().node().version()).isEqualTo("7.9.0");
    assertThat(world.nodeOn("bb2").orElseThrow().node().version()).isEqualTo("7.9.4");
    assertThat(run.state().open())
        .extracting(open -> open.bracket().type())
        .containsExactlyInAnyOrder(Bracket.Type.UPGRADE_MODE, Bracket.Type.NODE_OUT_OF_SERVICE);
    assertThat(run.lowest()).isEqualTo(2);

    node.faults().clear();
    if (world.host("bb3").product().isPresent()) {
      node.become(SimNode.State.ACTIVE); // what held it up is gone
    }
    assertThat(run.resume()).isEqualTo(Verdict.FINISHED);
    assertUpgraded(run);
    assertThat(run.lowest()).isEqualTo(2);
  }

  @Test
  void aNodeThatTheBalancerForgotToBeOutIsTakenOutAgainBeforeItIsStopped() throws Exception {
    Shipped shipped = compile(UPGRADE, "example");
    World world = world(shipped);
    SimNode node = world.nodeOn("bb2").orElseThrow().node();
    node.faults().add(Fault.IGNORES_STOP);
    SimulatedRun run = run(shipped, world);
    assertThat(run.begin()).isEqualTo(Verdict.FAILED);
    assertThat(run.inService()).containsExactly("bb1", "bb3");

    world.balancers().getFirst().leadingTo("bb2").forEach(SimServer::ready); // restarted
    node.faults().clear();
    assertThat(run.resume()).isEqualTo(Verdict.FINISHED);
    assertUpgraded(run);
    assertThat(run.entries())
        .filteredOn(Entry.StepEnded.class::isInstance)
        .map(Entry.StepEnded.class::cast)
        .filteredOn(step -> step.step().equals("upgrade-each-node/leave-the-balancer[bb2]"))
        .extracting(Entry.StepEnded::summary)
        .hasSize(2)
        .allMatch(summary -> summary.startsWith("out of "));
  }

  @ParameterizedTest
  @EnumSource
  void anUpgradeThatIsCutAnywhereCanBeFinished(SimulatedRun.Death death) throws Exception {
    Shipped shipped = compile(UPGRADE, "example");
    cutEverywhere(shipped, () -> world(shipped), death, 100);
  }

  @Test
  void cancellingLeadsBackToStable() throws Exception {
    Shipped shipped = compile(CANCEL, "example");
    SimulatedRun run = run(shipped, upgradeModeOn(shipped));
    assertThat(run.begin()).isEqualTo(Verdict.FINISHED);
    SimCluster cluster = run.world().clusters().getFirst();
    assertThat(cluster.upgradeMode()).isFalse();
    assertThat(cluster.state()).isEqualTo(SimCluster.State.STABLE);
    assertThat(cluster.versions()).containsExactly("7.9.0");
    assertThat(run.lowest()).isEqualTo(3);
    assertThat(run.state().open()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void cancellingThatIsCutAnywhereCanBeFinished(SimulatedRun.Death death) throws Exception {
    Shipped shipped = compile(CANCEL, "example");
    cutEverywhere(shipped, () -> upgradeModeOn(shipped), death, 8);
  }

  @Test
  void cancellingIsRefusedOnceANodeIsUpgraded() throws Exception {
    Shipped shipped = compile(CANCEL, "example");
    World world = upgradeModeOn(shipped);
    ShippedWorld.upgrade(world, "bb1", NEW, "7.9.4");
    String before = world.describe();
    SimulatedRun run = run(shipped, world);
    assertThat(run.begin()).isEqualTo(Verdict.FAILED);
    assertThat(world.describe()).isEqualTo(before);
    assertThat(run.state().endedSteps())
        .extracting(Entry.StepEnded::ending, Entry.StepEnded::summary)
        .singleElement()
        .satisfies(failed -> assertThat(failed.toList().toString()).contains("FAILED", "MIXED"));
  }

  /** Makes a world for each attempt, since a run changes it. */
  @FunctionalInterface
  private interface Worlds {
    World make();
  }

  private void cutEverywhere(Shipped shipped, Worlds worlds, SimulatedRun.Death death, int atLeast)
      throws Exception {
    SimulatedRun whole = run(shipped, worlds.make());
    assertThat(whole.begin()).isEqualTo(Verdict.FINISHED);
    int entries = whole.entries().size();
    assertThat(entries).isGreaterThan(atLeast);
    for (int last = 1; last < entries; last++) {
      SimulatedRun run = run(shipped, worlds.make());
      run.beginAndDie(last, death);
      assertThat(run.entries()).as("entries on the disk").hasSize(last);
      String where = "cut after entry %d, %s".formatted(last, run.entries().getLast());
      assertThat(run.resume()).as(where).isEqualTo(Verdict.FINISHED);
      assertThat(run.world().describe()).as(where).isEqualTo(whole.world().describe());
      assertThat(run.state().open()).as(where).isEmpty();
      assertThat(run.lowest()).as(where).isEqualTo(whole.lowest());
    }
  }

  private static void assertUpgraded(SimulatedRun run) throws Exception {
    SimCluster cluster = run.world().clusters().getFirst();
    assertThat(cluster.state()).isEqualTo(SimCluster.State.STABLE);
    assertThat(cluster.upgradeMode()).isFalse();
    assertThat(cluster.versions()).containsExactly("7.9.4");
    assertThat(run.inService()).containsExactly("bb1", "bb2", "bb3");
    assertThat(run.state().open()).isEmpty();
  }

  private Shipped compile(Path runbook, String inventory) {
    Shipped shipped = Shipped.compile(runbook, Path.of("inventories", inventory), parameters);
    assertThat(shipped.diagnostics()).isEmpty();
    return shipped;
  }

  private static World world(Shipped shipped) {
    World world = ShippedWorld.of(shipped.scopes());
    world.host("bb1").machine(SimMachine.usual().load(3.2, 4));
    world.host("bb2").machine(SimMachine.usual().load(0.4, 4));
    world.host("bb3").machine(SimMachine.usual().load(1.6, 4));
    return world;
  }

  private static World upgradeModeOn(Shipped shipped) {
    World world = world(shipped);
    world.clusters().getFirst().upgradeModeOn("7.9.0");
    return world;
  }

  private SimulatedRun run(Shipped shipped, World world) throws IOException {
    return new SimulatedRun(
        shipped, world, Files.createTempDirectory(directory, "run").resolve("journal"));
  }
}
