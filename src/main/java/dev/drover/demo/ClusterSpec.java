package dev.drover.demo;

import java.nio.file.Path;
import java.util.Locale;

/**
 * The cluster that is wanted.
 *
 * @param name its name
 * @param directory everything of it is in there; made by {@code up}, removed by {@code down}
 * @param archives where archives of the server are kept
 * @param version the version that it starts with
 * @param nodes how many nodes
 * @param ssh how each node is reached over SSH
 * @param balancer what is in front of them
 * @param check how the balancer looks after the nodes
 */
public record ClusterSpec(
    String name,
    Path directory,
    Path archives,
    String version,
    int nodes,
    SshKind ssh,
    BalancerKind balancer,
    BalancerSpec.Check check) {

  /** The SSH servers of the nodes. */
  public enum SshKind {
    EMBEDDED,
    OPENSSH;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** The balancer in front. */
  public enum BalancerKind {
    EMBEDDED,
    HAPROXY;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public ClusterSpec {
    if (!isName(name)) {
      throw new IllegalArgumentException(
          "`%s` is no name for a cluster: letters, digits, `.`, `_` and `-`, at most 40"
              .formatted(name));
    }
    if (!version.matches("[0-9]{1,4}\\.[0-9]{1,4}\\.[0-9]{1,4}")) {
      throw new IllegalArgumentException(
          "`%s` is no version: three numbers like 7.9.0".formatted(version));
    }
    if (nodes < 1 || nodes > 16) {
      throw new IllegalArgumentException(
          "a cluster of %d nodes is not possible here: 1 to 16".formatted(nodes));
    }
    if (directory.toString().contains(" ") || directory.toString().contains("'")) {
      throw new IllegalArgumentException(
          "the start scripts refuse a home with a space in its path, so the cluster can't live in `%s`"
              .formatted(directory));
    }
  }

  /** Whether a text may be a cluster's name: one that is a plain file name as well. */
  public static boolean isName(String text) {
    return text.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,39}");
  }

  /** A cluster of three nodes with everything embedded. */
  public static ClusterSpec of(String name, Path directory) {
    return new ClusterSpec(
        name,
        directory,
        directory.resolve("archives"),
        "7.9.0",
        3,
        SshKind.EMBEDDED,
        BalancerKind.EMBEDDED,
        BalancerSpec.Check.USUAL);
  }

  /** This with other SSH servers. */
  public ClusterSpec with(SshKind kind) {
    return new ClusterSpec(name, directory, archives, version, nodes, kind, balancer, check);
  }

  /** This with another balancer. */
  public ClusterSpec with(BalancerKind kind) {
    return new ClusterSpec(name, directory, archives, version, nodes, ssh, kind, check);
  }

  /** This with other checks. */
  public ClusterSpec with(BalancerSpec.Check other) {
    return new ClusterSpec(name, directory, archives, version, nodes, ssh, balancer, other);
  }

  /** This with another number of nodes, at another version. */
  public ClusterSpec with(int count, String start) {
    return new ClusterSpec(name, directory, archives, start, count, ssh, balancer, check);
  }

  /** This with archives kept elsewhere. */
  public ClusterSpec archivesIn(Path place) {
    return new ClusterSpec(name, directory, place, version, nodes, ssh, balancer, check);
  }
}
