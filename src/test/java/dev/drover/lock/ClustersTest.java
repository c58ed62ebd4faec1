package dev.drover.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drover.diag.Diagnostic;
import dev.drover.diag.Diagnostics;
import dev.drover.load.InventoryLoader;
import dev.drover.model.Host;
import dev.drover.model.Inventory;
import dev.drover.model.Scopes;
import dev.drover.plan.Doors;
import dev.drover.remote.Command;
import dev.drover.remote.Remote;
import dev.drover.remote.RemoteException;
import dev.drover.rest.Endpoint;
import dev.drover.rest.Request;
import dev.drover.secret.Masker;
import dev.drover.secret.Vault;
import dev.drover.sim.SimRemotes;
import dev.drover.sim.SimRests;
import dev.drover.sim.World;
import dev.drover.time.SteppedTime;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the leases of an inventory's hosts are kept, and what a fence in front of them does. */
class ClustersTest {

  private static final String NODES =
      """
      all:
        children:
          bitbucket:
            hosts: {bb1: {}, bb2: {}}
            vars:
              product: {url: "http://x", home: /home/bb, cluster: main}
          others:
            hosts: {web1: {}, web2: {}}
            vars: {%s}
      """;

  private final World world = new World();
  private final SteppedTime time = new SteppedTime(Instant.parse("2026-11-21T03:00:00Z"));
  private final Diagnostics diagnostics = new Diagnostics();

  @TempDir private Path directory;

  private Doors doors(String inventory) throws Exception {
    Path file = Files.writeString(directory.resolve("hosts.yml"), inventory);
    Inventory read = InventoryLoader.load(List.of(file), new Diagnostics());
    read.hosts().values().forEach(host -> world.addHost(host.name(), "deploy"));
    return new Doors(
        Scopes.ofInventory(read, new Masker(), Vault.locked()),
        new SimRemotes(world),
        new SimRests(world),
        time);
  }

  private List<String> of(String inventory, String... names) throws Exception {
    Doors doors = doors(inventory);
    List<Host> hosts = new ArrayList<>();
    for (String name : names) {
      hosts.add(doors.scopes().inventory().host(name).orElseThrow());
    }
    return new Clusters(doors, Path.of("/state"), diagnostics)
        .of(hosts).stream()
            .map(cluster -> cluster.name() + ": " + cluster.place().orElse("none"))
            .toList();
  }

  @Test
  void theClusterOfAProductIsKeptInItsSharedHome() throws Exception {
    assertThat(of(NODES.formatted(""), "web1", "bb2"))
        .containsExactly("main: /home/bb/shared/.drover/locks/main.lease, shared by bb2, bb1");
  }

  @Test
  void hostsOfNoProductAreOneGroupWithItsFirstHostAsThePlace() throws Exception {
    assertThat(of(NODES.formatted(""), "web2", "web1"))
        .containsExactly("web1 and 1 more: .drover/locks/hosts.lease on web1");
    assertThat(of(NODES.formatted("ansible_connection: local"), "web2"))
        .containsExactly("web2: locks/hosts.lease in the state directory on web2");
  }

  @Test
  void theInventorySaysWhereElse() throws Exception {
    assertThat(of(NODES.formatted("lock: {host: bb1, path: /srv/web.lease}"), "web2", "web1"))
        .containsExactly("web1 and 1 more: /srv/web.lease on bb1");
    assertThat(of(NODES.formatted("lock: {path: /srv/web.lease}"), "web2", "web1"))
        .containsExactly("web1 and 1 more: /srv/web.lease, shared by web1, web2");
    assertThat(of(NODES.formatted("lock: none"), "web2", "web1"))
        .containsExactly("web1 and 1 more: none");
    assertThat(diagnostics.isEmpty()).isTrue();
  }

  @Test
  void tellsWhatIsWrong() throws Exception {
    of(NODES.formatted("lock: {host: nowhere}"), "web1");
    of(NODES.formatted("lock: {kept: none, host: bb1}"), "web1");
    of(NODES.formatted("lock: {path: web.lease}"), "web1");
    of(
        NODES
            .replace("bb2: {}", "bb2: {lock: none}")
            .replace("bb1: {}", "bb1: {lock: host}")
            .formatted(""),
        "bb1");
    assertThat(diagnostics.sorted().stream().map(Diagnostic::message).toList())
        .containsExactlyInAnyOrder(
            "the inventory has no host `nowhere` to keep a lease on",
            "`none` leaves nothing to say of `host` and `path`",
            "a `path` that hosts share has to be absolute",
            "`lock` of `bb2` differs from that of another host of main");
  }

  @Test
  void nothingIsChangedThroughFencedDoorsOnceTheLeaseIsSomebodyElses() throws Exception {
    Doors doors = doors(NODES.formatted(""));
    world.host("bb1").files().directory("/home/bb/shared");
    world.host("bb2").files().directory("/home/bb/shared");
    List<LeasedCluster> clusters =
        new Clusters(doors, Path.of("/state"), diagnostics)
            .of(List.copyOf(doors.scopes().inventory().hosts().values()));
    Leases alice = take(clusters, "alice");
    Remote bb1 =
        FencedDoors.of(doors, alice).remote(doors.scopes().inventory().host("bb1").orElseThrow());
    assertThat(bb1.exec(Command.of("files.mkdirs", "/a")).ok()).isTrue();

    world.host("bb1").reachable(false);
    assertThat(clusters.getFirst().breakIt("bob@desk", "a test").state()).isEqualTo("free");
    world.host("bb1").reachable(true);
    time.sleep(Duration.ofSeconds(50));
    assertThat(bb1.exec(Command.probe("true")).ok()).isTrue();
    assertThatThrownBy(() -> bb1.exec(Command.of("files.mkdirs", "/b")))
        .isInstanceOf(RemoteException.Refused.class)
        .hasMessage(
            "the lease of main is lost: it was broken by bob@desk: a test; nothing more is"
                + " changed");
    assertThatThrownBy(() -> bb1.upload(directory, "/b", 0644)).hasMessageStartingWith("the lease");
    Endpoint endpoint = Endpoint.of(URI.create("http://x"), new Endpoint.Authorization.None());
    assertThatThrownBy(() ->
            FencedDoors.of(doors, alice).rests().to(endpoint).send(Request.post("/rest/zdu/start")))
        .hasMessageStartingWith("the lease");
    assertThat(world.host("bb1").files().exists("/b")).isFalse();
  }

  private Leases take(List<LeasedCluster> clusters, String who) throws Exception {
    Claim claim = new Claim(who + "@desk", "1", "/runs/1", "test 1.0", Claim.EXPIRY);
    return Leases.take(clusters, claim, time, time, _ -> {});
  }
}
