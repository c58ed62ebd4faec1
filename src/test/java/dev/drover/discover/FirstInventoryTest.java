package dev.drover.discover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drover.diag.Diagnostics;
import dev.drover.load.InventoryLoader;
import dev.drover.model.Host;
import dev.drover.model.Inventory;
import dev.drover.model.Scopes;
import dev.drover.plan.Inventoried;
import dev.drover.remote.Address;
import dev.drover.remote.RemoteException;
import dev.drover.rest.Endpoint.Authorization;
import dev.drover.secret.Masker;
import dev.drover.secret.Secret;
import dev.drover.secret.Vault;
import dev.drover.secret.VaultIdentity;
import dev.drover.secret.VaultPassword;
import dev.drover.sim.SimBalancer;
import dev.drover.sim.SimCluster;
import dev.drover.sim.SimNode;
import dev.drover.sim.SimRemote;
import dev.drover.sim.SimRests;
import dev.drover.sim.World;
import dev.drover.task.Product;
import dev.drover.testing.Golden;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** First inventories of simulated clusters: what they say, and that they load. */
class FirstInventoryTest {

  private static final Path EXPECTED = Path.of("src/test/resources/discover");
  private static final URI FIRST = URI.create("http://10.0.0.11:7990");
  private static final Authorization ADMIN = new Authorization.Basic("admin", Secret.of("hunter2"));

  private final World world = new World();
  private final SimCluster cluster = world.addCluster("bitbucket");
  @TempDir Path directory;

  @BeforeEach
  void nodes() {
    for (int i = 1; i <= 3; i++) {
      URI url = URI.create("http://10.0.0.1" + i + ":7990");
      world.addHost("machine" + i, "root");
      cluster.node("bb" + i, "machine" + i, url, SimNode.State.ACTIVE, "7.9.0");
    }
  }

  @Test
  void namesEveryNodeAndServer() throws Exception {
    SimBalancer balancer = world.addBalancer("lb", "lb1:/run/haproxy/admin.sock");
    world.addHost("lb1", "root");
    for (String node : List.of("bb1", "bb2", "bb3")) {
      balancer.server("http", node, "machine" + node.substring(2));
      balancer.server("ssh", node, "machine" + node.substring(2));
      balancer.server("wiki", "wiki-" + node, "machine" + node.substring(2));
    }
    List<FoundNode> nodes = search(List.of(FIRST));
    FoundBalancer found =
        BalancerSearch.at(
            new Address.UnixSocket("/run/haproxy/admin.sock"),
            Optional.of("lb1"),
            () -> new SimRemote(world, "lb1"),
            nodes);

    FirstInventory inventory = inventory(nodes, Optional.of(found), Optional.empty());

    Golden.check(EXPECTED.resolve("with-balancer.yml"), inventory.text());
    Inventory loaded = load(inventory, Vault.locked());
    assertThat(loaded.group("bitbucket").stream().map(Host::name))
        .containsExactly("bb1", "bb2", "bb3");
    assertThat(product(loaded, "bb2", Vault.locked()).url())
        .isEqualTo(URI.create("http://10.0.0.12:7990"));
  }

  @Test
  void marksWhatCouldNotBeSeen() throws Exception {
    cluster.node(
        "-oProxyCommand=x",
        "machine4",
        URI.create("http://10.0.0.14:8080/git"),
        SimNode.State.ACTIVE,
        "7.9.4\n{{evil}}");
    FirstInventory inventory =
        inventory(search(List.of(FIRST)), Optional.empty(), Optional.empty());

    Golden.check(EXPECTED.resolve("with-a-stranger.yml"), inventory.text());
    assertThat(load(inventory, Vault.locked()).hosts().keySet())
        .containsExactly("bb1", "bb2", "bb3", "node1");
  }

  @Test
  void writesThePasswordEncryptedOnly() throws Exception {
    VaultPassword vault = VaultPassword.of("vault".getBytes(StandardCharsets.UTF_8));
    String sealed = Vault.seal("hunter2".getBytes(StandardCharsets.UTF_8), vault, "prod");
    FirstInventory inventory =
        inventory(search(List.of(FIRST)), Optional.empty(), Optional.of(sealed));

    assertThat(inventory.text()).doesNotContain("hunter2");
    Vault opens = new Vault(List.of(new VaultIdentity("prod", () -> vault)));
    assertThat(product(load(inventory, opens), "bb1", opens).password().map(Secret::reveal))
        .contains("hunter2");
  }

  @Test
  void takesTheUrlOfABalancerForNoNode() throws Exception {
    // The node sees itself at another address than the one that was asked.
    URI front = URI.create("https://git.example.com");
    world.pages().put("GET " + front + "/rest/zdu/cluster", answer("/rest/zdu/cluster"));
    world.pages().put("GET " + front + "/rest/zdu/state", answer("/rest/zdu/state"));
    assertThat(search(List.of(front)))
        .containsExactly(
            node("bb1", "http://10.0.0.11:7990"),
            node("bb2", "http://10.0.0.12:7990"),
            node("bb3", "http://10.0.0.13:7990"));
  }

  @Test
  void refusedCredentialsAreTriedOnce() {
    cluster.access(SimCluster.Access.UNAUTHENTICATED);
    assertThatThrownBy(() -> search(List.of(FIRST, URI.create("http://10.0.0.12:7990"))))
        .isInstanceOf(RemoteException.Denied.class)
        .hasMessageContaining("10.0.0.11 refused the user `admin`");
  }

  private dev.drover.rest.Response answer(String path) throws Exception {
    return new SimRests(world)
        .to(dev.drover.rest.Endpoint.of(FIRST, ADMIN))
        .send(dev.drover.rest.Request.get(path));
  }

  private static FoundNode node(String name, String url) {
    URI own = URI.create(url);
    return new FoundNode(name, Optional.of(own.getHost()), Optional.of("7.9.0"), own, true);
  }

  private List<FoundNode> search(List<URI> urls) throws Exception {
    return new ClusterSearch(new SimRests(world), ADMIN).nodes(urls);
  }

  private static FirstInventory inventory(
      List<FoundNode> nodes, Optional<FoundBalancer> balancer, Optional<String> sealed) {
    return new FirstInventory(
        "inventory.yml",
        FIRST,
        "2026-11-21",
        nodes,
        balancer,
        Optional.of("deploy"),
        "admin",
        sealed);
  }

  private Inventory load(FirstInventory inventory, Vault vault) throws Exception {
    Path file = Files.writeString(directory.resolve("inventory.yml"), inventory.text());
    Diagnostics diagnostics = new Diagnostics();
    Inventory loaded = InventoryLoader.load(List.of(file), vault, diagnostics);
    Scopes scopes = Scopes.ofInventory(loaded, new Masker(), vault);
    loaded.hosts().values().forEach(host -> new Inventoried(scopes).target(host, diagnostics));
    assertThat(diagnostics.sorted()).isEmpty();
    return loaded;
  }

  private static Product product(Inventory inventory, String host, Vault vault) {
    Diagnostics diagnostics = new Diagnostics();
    Scopes scopes = Scopes.ofInventory(inventory, new Masker(), vault);
    return new Inventoried(scopes)
        .settings(
            inventory.host(host).orElseThrow(),
            Product.class,
            dev.drover.diag.Span.startOf(scopes.runbook().source()),
            "a test",
            diagnostics)
        .orElseThrow(() -> new AssertionError(diagnostics.sorted()));
  }
}
