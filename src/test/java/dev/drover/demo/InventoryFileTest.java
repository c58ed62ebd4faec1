package dev.drover.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
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
}
