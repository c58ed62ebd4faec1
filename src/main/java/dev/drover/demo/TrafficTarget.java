package dev.drover.demo;

/**
 * Where the traffic goes: the balancer's two ports.
 *
 * @param repository {@code project/name} that is cloned and pushed to
 * @param large {@code project/name} of what long clones fetch
 * @param largeBytes about how much that is
 */
public record TrafficTarget(
    int httpPort, int sshPort, String repository, String large, long largeBytes) {

  String url(RequestKind kind, String name, int port) {
    return kind.overSsh()
        ? "ssh://git@127.0.0.1:" + port + "/" + name + ".git"
        : "http://127.0.0.1:" + port + "/scm/" + name + ".git";
  }

  int port(RequestKind kind) {
    return kind.overSsh() ? sshPort : httpPort;
  }
}
