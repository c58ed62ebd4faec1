package dev.drover.discover;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Writes what was found as an inventory that a person would write, with the places marked that only
 * a person can know. Secrets come in encrypted or not at all.
 *
 * @param from where was asked
 * @param day when
 * @param login the user to log in as over SSH, if that was said
 * @param username the administrator
 * @param sealed the administrator's password as Ansible Vault writes it, if it was encrypted
 */
public record FirstInventory(
    String file,
    URI from,
    String day,
    List<FoundNode> nodes,
    Optional<FoundBalancer> balancer,
    Optional<String> login,
    String username,
    Optional<String> sealed) {

  private static final String UNKNOWN = "VERSION";

  public FirstInventory {
    nodes = List.copyOf(nodes);
  }

  /** Its text. */
  public String text() {
    StringBuilder out = new StringBuilder();
    head(out);
    out.append("all:\n");
    login.ifPresent(
        user -> out.append("  vars:\n    ansible_user: ").append(quoted(user)).append("\n"));
    out.append("  children:\n    bitbucket:\n      vars:\n");
    installation(out);
    product(out);
    balancer(out);
    out.append("      hosts:\n");
    nodes.forEach(node -> node(out, node));
    balancer.flatMap(FoundBalancer::via).ifPresent(via -> machine(out, via));
    return out.toString();
  }

  private void head(StringBuilder out) {
    out.append(
        """
        # Written by `drover init` on %s, from what %s said: %d nodes at %s.
        # Look it through, above all what is marked CHECK, and try it:
        #
        #   drover doctor -i %s
        #
        # How hosts are reached over SSH comes from your OpenSSH configuration where nothing is said here
        # (ansible_user, ansible_port, ansible_ssh_private_key_file); host keys are always checked.
        """
            .formatted(
                day,
                from,
                nodes.size(),
                String.join(", ", versions()).replace(UNKNOWN, "an unknown version"),
                file));
  }

  private void installation(StringBuilder out) {
    String version = versions().size() == 1 ? versions().getFirst() : UNKNOWN;
    out.append(
        """
                # CHECK: where the product is installed now, and below which directory releases are extracted.
                install_base: /opt/atlassian/bitbucket
        """);
    out.append(
        version.equals(UNKNOWN)
            ? "        installation: \"{{install_base}}/{{installed}}\"\n"
            : "        installation: /opt/atlassian/bitbucket/" + version + "\n");
    out.append(
        """

                # CHECK: commands on the nodes run as this user, by sudo, unless you log in as the right one.
                # ansible_become: true
                # ansible_become_user: atlbitbucket

        """);
  }

  private void product(StringBuilder out) {
    out.append(
        """
                product:
                  url: "{{product_url}}"
                  username: %s
        """
            .formatted(quoted(username)));
    if (sealed.isPresent()) {
      out.append("          password: !vault |\n");
      sealed.get().lines().forEach(line -> out.append("            ").append(line).append('\n'));
    } else {
      out.append(
          """
                    # The password is not written in plain. Encrypt it, and put what this prints here:
                    #   drover vault encrypt-string --name password
          """);
    }
    out.append(
        """
                  # CHECK: the home directory of each node; the shared home is expected in it as `shared`.
                  home: /var/atlassian/application-data/bitbucket

        """);
  }

  private void balancer(StringBuilder out) {
    if (balancer.isEmpty()) {
      out.append(
          """
                  # The balancer in front: `drover init --balancer` fills this in, or you do.
                  # balancer:
                  #   driver: haproxy
                  #   address: ["unix:/run/haproxy/admin.sock"]
                  #   via: [lb1]                  # a host of this inventory
                  #   backends: [bitbucket_http, bitbucket_ssh]
          """);
      return;
    }
    FoundBalancer found = balancer.get();
    out.append(
        "        # CHECK: HTTP and SSH are both to be named, else a node stays reachable by one.\n");
    out.append("        balancer:\n          driver: haproxy\n");
    out.append("          address: [").append(quoted(found.address())).append("]\n");
    found.via().ifPresent(via -> out.append("          via: [").append(quoted(via)).append("]\n"));
    out.append("          backends: [")
        .append(String.join(", ", found.backends().stream().map(FirstInventory::quoted).toList()))
        .append("]\n");
    if (!found.servers().isEmpty()) {
      out.append("          server: \"{{balancer_server}}\"\n");
    }
  }

  private void node(StringBuilder out, FoundNode node) {
    out.append("        ").append(node.name()).append(":\n");
    node.address().ifPresent(address -> line(out, "ansible_host", quoted(address), ""));
    line(
        out,
        "product_url",
        quoted(node.url().toString()),
        node.sure() ? "" : "  # CHECK: the node itself was not seen to answer there");
    if (versions().size() > 1) {
      line(
          out,
          "installed",
          quoted(node.version().orElse(UNKNOWN)),
          node.version().isPresent() ? "" : "  # CHECK");
    }
    balancer
        .filter(found -> !found.servers().isEmpty())
        .ifPresent(found ->
            line(
                out,
                "balancer_server",
                quoted(found.servers().getOrDefault(node.name(), node.name())),
                ""));
  }

  private static void line(StringBuilder out, String name, String value, String remark) {
    out.append("          ").append(name).append(": ").append(value).append(remark).append('\n');
  }

  private static void machine(StringBuilder out, String via) {
    out.append("    balancers:\n      hosts:\n        ").append(via);
    out.append(via.equals("localhost") ? ": {ansible_connection: local}\n" : ": {}\n");
  }

  private List<String> versions() {
    List<String> versions = new ArrayList<>();
    for (FoundNode node : nodes) {
      String version = node.version().orElse(UNKNOWN);
      if (!versions.contains(version)) {
        versions.add(version);
      }
    }
    return versions;
  }

  /** As YAML; in quotes unless it can't be anything but this text. */
  private static String quoted(String text) {
    return text.matches("[A-Za-z][A-Za-z0-9_.-]*|https?://[A-Za-z0-9.:/_-]+")
        ? text
        : "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }
}
