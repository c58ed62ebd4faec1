package dev.zdu.cluster;

/** Where a node's cluster member listens. The snapshot of upgrade mode knows nodes by it. */
public record Address(String ip, int port) {

  @Override
  public String toString() {
    return ip + ":" + port;
  }
}
