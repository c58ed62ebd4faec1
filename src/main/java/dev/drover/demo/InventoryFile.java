package dev.drover.demo;

/** Writes the inventory of a cluster, for {@code drover run -i}. */
final class InventoryFile {

  private InventoryFile() {}

  static String of(Cluster cluster, Layout layout) {
    StringBuilder text = new StringBuilder();
    text.append(
        """
        # The cluster `%s`, written when it was brought up. Every machine of it is this one, told apart by ports.
        # Its passwords are of use nowhere else. drover: allow secret.plain
        all:
          vars:
            ansible_host: 127.0.0.1
            ansible_user: %s
            ansible_ssh_private_key_file: %s
            ansible_ssh_common_args: -o UserKnownHostsFile=%s
          hosts:
            %s:
              ansible_port: %d
          children:
            bitbucket:
              vars:
                balancer:
                  driver: haproxy
                  address: ["unix:%s"]
                  via: [%s]
                  backends: [%s, %s]
              hosts:
        """
            .formatted(
                cluster.name(),
                cluster.user(),
                layout.clientKey(),
                layout.knownHosts(),
                Layout.BALANCER,
                cluster.balancerSsh(),
                cluster.balancerSpec(layout).socket(),
                Layout.BALANCER,
                Layout.HTTP_BACKEND,
                Layout.SSH_BACKEND));
    for (Cluster.Node node : cluster.nodes()) {
      text.append(
          """
                  %s:
                    ansible_port: %d
                    install_base: %s
                    installation: %s
                    product:
                      url: http://127.0.0.1:%d
                      username: admin
                      password: "%s"
                      home: %s
                      cluster: %s
          """
              .formatted(
                  node.name(),
                  node.ssh(),
                  layout.installBase(node.name()),
                  layout.installation(node.name(), cluster.version()),
                  node.http(),
                  cluster.adminPassword(),
                  layout.home(node.name()),
                  cluster.name()));
    }
    return text.toString();
  }
}
