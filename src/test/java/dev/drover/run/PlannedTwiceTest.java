package dev.drover.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.diag.Diagnostic;
import dev.drover.plan.Plan;
import dev.drover.remote.CommandResult;
import dev.drover.review.PlanDocument;
import dev.drover.review.PlanDocument.FactView;
import dev.drover.sim.SimHost;
import dev.drover.sim.SimMachine;
import dev.drover.sim.SimNode;
import dev.drover.sim.SimProcess;
import dev.drover.sim.World;
import dev.drover.tasks.ShippedWorld;
import dev.drover.testing.Documents;
import dev.drover.testing.Golden;
import dev.drover.testing.Planned;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** Plans of one world are the same bytes, and what a plan rests on can't change unnoticed. */
class PlannedTwiceTest {

  private static final Path UPGRADE = Path.of("runbooks/bitbucket-rolling-upgrade.yml");
  private static final Path EXAMPLE = Path.of("inventories/example");

  /** A runbook whose conditions and values rest on facts of both sorts. */
  private static final String RESTING_ON_FACTS =
      """
      runbook: example
      language: 1
      version: 1.0.0
      vars: {heap: "{{facts.memory.available}}"}
      plays:
        - name: Work
          hosts: bitbucket
          tasks:
            - name: quiet and roomy
              assert:
                that:
                  - facts.cpu.load1_per_cpu < 100.0
                  - facts.disk['/opt'].free > 1000
            - name: on Debian
              command: [echo, "{{facts.os.id}} {{facts.cpu.count}}"]
              when: facts.os.family == "debian" && facts.clock.offset < 60.0
            - name: with what is free now
              command: [java, "-Xmx{{heap}}", -version]
            - name: a file with what is free now
              template: {src: heap.conf, dest: /etc/heap.conf}
      """;

  @TempDir Path directory;
  private Map<String, String> parameters = Map.of();

  @BeforeEach
  void makeTheArchive() throws Exception {
    parameters = Shipped.upgradeTo794(directory);
  }

  @TestFactory
  Stream<DynamicTest> whatDiffersAllTheTimeIsInNoPlan() throws Exception {
    List<DynamicTest> tests = new ArrayList<>();
    for (Path runbook : List.of(UPGRADE, Path.of("runbooks/bitbucket-cancel-upgrade.yml"))) {
      for (Path inventory : List.of(EXAMPLE, Path.of("inventories/demo"))) {
        tests.add(
            DynamicTest.dynamicTest(
                runbook.getFileName() + " for " + inventory.getFileName(),
                () -> {
                  String first = json(planned(runbook, inventory, _ -> {}));
                  assertThat(json(planned(runbook, inventory, PlannedTwiceTest::anotherMoment)))
                      .isEqualTo(first);
                }));
      }
    }
    return tests.stream();
  }

  @Test
  void conditionsAndValuesThatRestOnSuchFactsAreNoneEither() throws Exception {
    Files.writeString(directory.resolve("heap.conf"), "heap={{facts.memory.available}}\n");
    Path runbook = Files.writeString(directory.resolve("runbook.yml"), RESTING_ON_FACTS);
    PlanDocument first = planned(runbook, EXAMPLE, _ -> {});
    assertThat(json(planned(runbook, EXAMPLE, PlannedTwiceTest::anotherMoment)))
        .isEqualTo(json(first));
    assertThat(first.facts().stream().filter(fact -> fact.subject().equals("bb1")))
        .extracting(fact -> (fact.live() ? "~ " : "") + fact.name() + ": " + fact.value())
        .containsExactly(
            "~ facts.clock.offset: judged by `facts.os.family == \"debian\" && facts.clock.offset <"
                + " 60.0`",
            "facts.cpu.count: 4",
            "~ facts.cpu.load1_per_cpu: judged by `facts.cpu.load1_per_cpu < 100.0`",
            "~ facts.disk['/opt'].free: judged by `facts.disk['/opt'].free > 1000`",
            "~ facts.memory.available: taken as it is when the step begins",
            "facts.os.family: debian",
            "facts.os.id: debian",
            "host key: ssh-ed25519 SHA256:of-bb1");
    assertThat(
            first.plays().getFirst().steps().stream()
                .filter(step -> step.host().equals("bb1"))
                .map(step -> step.state() + " " + String.join("; ", step.details())))
        .containsExactly(
            "already_so holds",
            "will_change runs: echo 'debian 4'",
            "unknown_until unknown until work/on-debian[bb1] has run (its arguments rest on"
                + " `facts.memory.available`, which is taken as the step begins)",
            "unknown_until unknown until work/on-debian[bb1] has run (/etc/heap.conf rests on"
                + " `facts.memory.available`, as it is when the step begins)");
  }

  @Test
  void secretsAreInNoFact() throws Exception {
    Path runbook =
        Files.writeString(
            directory.resolve("runbook.yml"),
            """
            runbook: example
            language: 1
            version: 1.0.0
            params: {code: {type: secret}}
            plays:
              - name: Work
                hosts: lb1
                tasks:
                  - command: {argv: [work], unless: [done, "{{code}}"]}
                  - command: {argv: [work], creates: /srv/hidden}
                    no_log: true
            """);
    parameters = Map.of("code", "opensesame");
    PlanDocument plan =
        planned(
            runbook,
            EXAMPLE,
            world ->
                List.of("done opensesame", "done ***")
                    .forEach(command ->
                        world.host("lb1").answers().put(command, new CommandResult(1, "", ""))));
    assertThat(plan.facts())
        .extracting(PlannedTwiceTest::line)
        .containsExactly("lb1, `done ***`: fails", "lb1, host key: ssh-ed25519 SHA256:of-lb1");
    assertThat(plan.plays().toString()).contains("hidden by no_log").doesNotContain("opensesame");
  }

  @Test
  void thePlanOfTheUpgradeSaysWhatItRestsOn() throws Exception {
    String facts =
        planned(UPGRADE, EXAMPLE, _ -> {}).facts().stream()
            .map(PlannedTwiceTest::line)
            .collect(Collectors.joining("\n", "", "\n"));
    Golden.check(Path.of("src/test/resources/plan/bitbucket-rolling-upgrade.facts.txt"), facts);
  }

  @TestFactory
  Stream<DynamicTest> whatAPlanRestsOnIsNamedWhenItDiffers() throws Exception {
    List<String> before =
        planned(UPGRADE, EXAMPLE, _ -> {}).facts().stream().map(PlannedTwiceTest::line).toList();
    Map<String, Consumer<World>> changes = new TreeMap<>();
    changes.put("bb2, host key: another", world -> world.host("bb2").hostKey("another"));
    changes.put(
        "cluster bitbucket, state of node bb3: STARTING",
        world -> node(world, "bb3").become(SimNode.State.STARTING));
    changes.put(
        "cluster bitbucket, version of node bb1: 7.9.1",
        world -> {
          world.clusters().getFirst().upgradeModeOn("7.9.0");
          ShippedWorld.upgrade(world, "bb1", "/opt/atlassian/bitbucket/7.9.1", "7.9.1");
          node(world, "bb1").become(SimNode.State.ACTIVE);
        });
    changes.put(
        "cluster bitbucket, upgrade mode: on",
        world -> world.clusters().getFirst().upgradeModeOn("7.9.0"));
    changes.put(
        "HAProxy at /run/haproxy/admin.sock on lb1, bitbucket_http/bb2: MAINT, DOWN",
        world -> world.balancers().getFirst().leadingTo("bb2").getFirst().maint());
    changes.put(
        "bb1, /opt/atlassian/bitbucket/7.9.4: directory",
        world -> world.host("bb1").files().directory("/opt/atlassian/bitbucket/7.9.4"));
    return changes.entrySet().stream()
        .map(change ->
            DynamicTest.dynamicTest(
                change.getKey(),
                () -> {
                  List<String> after =
                      planned(UPGRADE, EXAMPLE, change.getValue()).facts().stream()
                          .map(PlannedTwiceTest::line)
                          .toList();
                  assertThat(before).doesNotContain(change.getKey());
                  assertThat(after).contains(change.getKey());
                }));
  }

  private static SimNode node(World world, String host) {
    return world.nodeOn(host).orElseThrow().node();
  }

  private static String line(FactView fact) {
    return (fact.live() ? "~ " : "") + fact.subject() + ", " + fact.name() + ": " + fact.value();
  }

  /** The same world a moment later: nothing that matters is different. */
  private static void anotherMoment(World world) {
    int number = 7;
    for (SimNode node : world.clusters().getFirst().nodes()) {
      SimHost host = world.host(node.host());
      host.spawn("root", "sleep 1", "/", Map.of());
      SimProcess product = host.product().orElseThrow();
      host.end(product.pid());
      host.spawn(product.user(), product.command(), product.directory(), product.environment());
      host.files().write("/var/log/atlassian.log", "line".repeat(number));
      host.machine(SimMachine.usual().load(number, 4));
      host.free(50L << 30);
      node.busy(number, 2 * number);
      world
          .balancers()
          .forEach(
              balancer -> balancer.leadingTo(node.host()).forEach(server -> server.sessions(4, 2)));
      number++;
    }
  }

  private PlanDocument planned(Path runbook, Path inventory, Consumer<World> change)
      throws Exception {
    Shipped shipped = Shipped.compile(runbook, inventory, parameters);
    assertThat(shipped.diagnostics())
        .filteredOn(Diagnostic::severity, Diagnostic.Severity.ERROR)
        .isEmpty();
    World world = ShippedWorld.of(shipped.scopes());
    change.accept(world);
    Plan plan =
        Planned.look(
            shipped.plan().orElseThrow(),
            SimulatedRun.doors(shipped, world, () -> SimulatedRun.START));
    return Documents.of(plan, parameters, shipped.scopes().masker());
  }

  private static String json(PlanDocument document) {
    return JsonMapper.shared().writeValueAsString(document);
  }
}
