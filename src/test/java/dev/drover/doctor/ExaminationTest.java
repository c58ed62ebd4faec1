package dev.drover.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.diag.Diagnostics;
import dev.drover.load.InventoryLoader;
import dev.drover.model.Scopes;
import dev.drover.plan.Doors;
import dev.drover.report.DoctorText;
import dev.drover.report.Style;
import dev.drover.rest.Response;
import dev.drover.secret.Masker;
import dev.drover.secret.Vault;
import dev.drover.sim.SimCluster;
import dev.drover.sim.SimCommand;
import dev.drover.sim.SimMachine;
import dev.drover.sim.SimNode;
import dev.drover.sim.SimRemotes;
import dev.drover.sim.SimRests;
import dev.drover.sim.World;
import dev.drover.tasks.ShippedWorld;
import dev.drover.testing.Golden;
import dev.drover.time.SteppedTime;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The doctor in the simulated world of the example inventory, healthy and with every ailment. */
class ExaminationTest {

  private static final Instant NOW = Instant.parse("2026-11-21T03:00:00Z");
  private static final String HOME = "/var/atlassian/application-data/bitbucket";
  private static final Path REPORTS = Path.of("src/test/resources/doctor");

  private final Scopes scopes =
      Scopes.ofInventory(
          InventoryLoader.load(List.of(Path.of("inventories/example")), new Diagnostics()),
          new Masker(),
          Vault.locked());
  private final World world = ShippedWorld.of(scopes);
  private final List<String> told = new ArrayList<>();
  @TempDir Path directory;

  @BeforeEach
  void healthy() {
    world.commands().put("id", (host, command, words) -> SimCommand.ok("atlbitbucket\n"));
    for (String node : List.of("bb1", "bb2", "bb3")) {
      world
          .host(node)
          .files()
          .write(
              HOME + "/shared/bitbucket.properties",
              "# search\nplugin.search.config.baseurl=http\\://search.example.com:9200/\n");
      world.host(node).machine(SimMachine.usual().clock(() -> NOW, Duration.ZERO));
    }
    search("{\"status\":\"green\"}");
  }

  @Test
  void findsAHealthyClusterReady() throws Exception {
    Golden.check(REPORTS.resolve("healthy.txt"), report(List.of()));
    assertThat(told)
        .containsExactlyInAnyOrder(
            "looked at bb1",
            "looked at bb2",
            "looked at bb3",
            "looked at lb1",
            "looked at cluster bitbucket");
  }

  @Test
  void saysWhatIsWrongWithHosts() throws Exception {
    Path archive = Files.write(directory.resolve("release.tar.gz"), new byte[3 << 20]);
    world.host("bb1").free(8 << 20);
    world.host("bb1").machine(SimMachine.usual().java("", "").clock(() -> NOW, Duration.ZERO));
    world.host("bb1").files().delete("/opt/atlassian/bitbucket/7.9.0/bin/start-bitbucket.sh");
    world.commands().put("doctor.tools", (host, command, words) -> SimCommand.ok("tar\ngzip\n"));
    world.commands().put("id", (host, command, words) -> SimCommand.ok("deploy\n"));
    world.host("bb3").reachable(false);
    world
        .balancers()
        .forEach(balancer -> balancer.leadingTo("bb2").forEach(server -> server.maint()));
    world
        .commands()
        .put(
            "id",
            (host, command, words) ->
                SimCommand.ok(host.name().equals("bb2") ? "deploy\n" : "atlbitbucket\n"));

    String report = report(List.of(archive, directory.resolve("gone")));

    Golden.check(
        REPORTS.resolve("sick-hosts.txt"), report.replace(directory.toString(), "DIRECTORY"));
  }

  @Test
  void saysWhatIsWrongWithTheCluster() throws Exception {
    cluster().nodes().getLast().become(SimNode.State.ERROR);
    world.host("bb2").machine(SimMachine.usual().clock(() -> NOW, Duration.ofSeconds(-45)));
    world.host("bb2").files().delete(HOME + "/shared");
    world
        .commands()
        .put(
            "doctor.shared",
            (host, command, words) -> SimCommand.ok(host.name().equals("bb1") ? "1\n" : "2\n"));
    search("{\"status\":\"red\"}");

    Golden.check(REPORTS.resolve("sick-cluster.txt"), report(List.of()));
  }

  @Test
  void aRefusedAccountIsNotTriedAgain() throws Exception {
    cluster().access(SimCluster.Access.FORBIDDEN);
    List<Finding> findings = examine(List.of());
    assertThat(findings.stream().filter(finding -> finding.subject().startsWith("cluster")))
        .extracting(Finding::check)
        .containsExactly("REST rights", "shared home", "lease", "clocks", "search");
    assertThat(findings)
        .filteredOn(finding -> finding.check().equals("REST rights"))
        .extracting(Finding::verdict)
        .containsExactly(Verdict.PROBLEM);
  }

  private SimCluster cluster() {
    return world.clusters().getFirst();
  }

  private void search(String body) {
    world
        .pages()
        .put(
            "GET http://search.example.com:9200/_cluster/health",
            new Response(200, Map.of(), body));
  }

  private String report(List<Path> luggage) throws Exception {
    return DoctorText.of(examine(luggage), Style.PLAIN);
  }

  private List<Finding> examine(List<Path> luggage) throws Exception {
    Doors doors =
        new Doors(scopes, new SimRemotes(world), new SimRests(world), new SteppedTime(NOW));
    return new Examination(
            doors,
            luggage,
            words -> {
              synchronized (told) {
                told.add(words);
              }
            })
        .of(List.copyOf(scopes.inventory().hosts().values()));
  }
}
