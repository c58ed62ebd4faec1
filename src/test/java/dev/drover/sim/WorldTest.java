package dev.drover.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drover.remote.Address;
import dev.drover.remote.Command;
import dev.drover.remote.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class WorldTest {
  private final World world = new World();

  @Test
  void followsLinksAsAKernelWould() {
    SimFiles files = world.addHost("bb1", "root").files();
    files.write("/opt/7.9.0/conf/a", "one");
    files.link("/opt/current", "7.9.0");
    assertThat(files.text("/opt/current/conf/../conf/a")).contains("one");
    files.write("/opt/current/conf/a", "two");
    assertThat(files.text("/opt/7.9.0/conf/a")).contains("two");
    files.delete("/opt/current");
    assertThat(files.exists("/opt/7.9.0/conf/a")).isTrue();
    assertThat(files.list("/opt")).containsExactly("7.9.0");
  }

  @Test
  void aStartedProductJoinsItsClusterAtTheVersionOfItsInstallation() throws Exception {
    SimHost host = installed("bb1", "7.9.0");
    SimCluster cluster = world.addCluster("bitbucket");
    SimNode node =
        cluster.node("bb1", "bb1", URI.create("http://bb1:7990"), SimNode.State.ABSENT, "7.9.0");
    new SimRemote(world, "bb1")
        .exec(Command.script("product.run", "", "-", "/opt/7.9.0/bin/start-bitbucket.sh"));
    assertThat(node.state()).isEqualTo(SimNode.State.ACTIVE);
    assertThat(host.product()).isPresent();
    cluster.start();
    new SimRemote(world, "bb1")
        .exec(Command.script("product.run", "", "-", "/opt/7.9.0/bin/stop-bitbucket.sh"));
    assertThat(node.state()).isEqualTo(SimNode.State.OFFLINE);
    assertThat(host.product()).isEmpty();
  }

  @Test
  void aBalancerAnswersItsRuntimeApi() throws Exception {
    world.addHost("lb1", "root");
    world.addBalancer("lb", "lb1:/run/haproxy.sock").server("http", "bb1", "bb1");
    assertThat(say("set server http/bb1 state drain")).isEqualTo("\n");
    assertThat(say("set server http/bb9 state drain")).isEqualTo("No such server.\n");
    assertThat(say("show stat")).contains("http,bb1,0,0,0,9,,99,0,0,,0,,0,0,0,0,DRAIN,100,1,0,");
  }

  private String say(String line) throws Exception {
    try (Socket socket =
        new SimRemote(world, "lb1").connect(new Address.UnixSocket("/run/haproxy.sock"))) {
      socket.out().write((line + "\n").getBytes(StandardCharsets.UTF_8));
      return new String(socket.in().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void anUnknownCommandEndsTheTest() {
    world.addHost("bb1", "root");
    assertThatThrownBy(() -> new SimRemote(world, "bb1").exec(Command.of("frobnicate", "now")))
        .hasMessage("the simulated host bb1 does not know the command: frobnicate now");
  }

  private SimHost installed(String name, String version) {
    SimHost host = world.addHost(name, "root");
    host.files().write("/opt/" + version + "/conf/build.properties", "version=" + version + "\n");
    host.files()
        .write(
            "/opt/" + version + "/bin/set-bitbucket-home.sh",
            "    BITBUCKET_HOME=/var/bitbucket\n",
            0755);
    host.files().write("/opt/" + version + "/bin/start-bitbucket.sh", "#!/bin/sh\n", 0755);
    host.files().write("/opt/" + version + "/bin/stop-bitbucket.sh", "#!/bin/sh\n", 0755);
    return host;
  }
}
