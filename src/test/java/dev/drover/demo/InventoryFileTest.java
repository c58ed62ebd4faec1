package dev.drover.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.testing.Golden;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The inventory of a test cluster. */
class InventoryFileTest {

  @Test
  void tellsEverythingThatARunbookNeeds() {
    Cluster cluster =
        new Cluster(
            "try",
            "7.9.0",
            ClusterSpec.SshKind.EMBEDDED,
            ClusterSpec.BalancerKind.EMBEDDED,
            1000,
            1,
            2,
            3,
            4,
            5,
            "me",
            "secret",
            "other",
            List.of(new Cluster.Node("bb1", 11, 12, 13, 14)));

    assertThat(InventoryFile.of(cluster, new Layout(Path.of("/c"))))
        .isEqualTo(
            """
            # The cluster `try`, written when it was brought up. Every machine of it is this one, told apart by ports.
            # Its passwords are of use nowhere else. drover: allow secret.plain
            all:
              vars:
                ansible_host: 127.0.0.1
                ansible_user: me
                ansible_ssh_private_key_file: /c/client_key
                ansible_ssh_common_args: -o UserKnownHostsFile=/c/known_hosts
              hosts:
                lb:
                  ansible_port: 5
              children:
                bitbucket:
                  vars:
                    balancer:
                      driver: haproxy
                      address: ["unix:/c/edge/balancer.sock"]
                      via: [lb]
                      backends: [bitbucket_http, bitbucket_ssh]
                  hosts:
                    bb1:
                      ansible_port: 14
                      install_base: /c/bb1/install
                      installation: /c/bb1/install/7.9.0
                      product:
                        url: http://127.0.0.1:11
                        username: admin
                        password: "secret"
                        home: /c/bb1/home
                        cluster: try
            """);
  }

  @Test
  void theSampleThatShipsIsWhatIsWritten() {
    Cluster cluster =
        new Cluster(
            "demo",
            "7.9.0",
            ClusterSpec.SshKind.EMBEDDED,
            ClusterSpec.BalancerKind.EMBEDDED,
            500,
            20000,
            20001,
            20002,
            20003,
            20004,
            "me",
            "made-when-brought-up",
            "made-when-brought-up",
            IntStream.rangeClosed(1, 3)
                .mapToObj(i ->
                    new Cluster.Node(
                        "bb" + i, 20001 + 4 * i, 20002 + 4 * i, 20003 + 4 * i, 20004 + 4 * i))
                .toList());

    Golden.check(
        Path.of("inventories/demo/hosts.yml"),
        """
        # A sample: the inventory of a test cluster with three nodes, as `drover cluster up --name demo` writes it. It can be
        # validated and planned with `--offline`, but ports, paths, account and passwords are of no cluster that runs.
        #
        # Each cluster gets its own, with free ports, fresh keys and fresh passwords. `drover cluster up` prints where it is
        # (docs/test-clusters.md, "Where things are"), and that is what to give to -i:
        #
        #   drover cluster up --name demo
        #   drover plan runbooks/bitbucket-rolling-upgrade.yml -i ~/.local/state/drover/clusters/demo/inventory.yml \\
        #     -e to_version=7.9.4 -e archive=FILE
        #
        """
            + InventoryFile.of(cluster, new Layout(Path.of("/var/tmp/drover/clusters/demo"))));
  }
}
