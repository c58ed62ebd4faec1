package dev.drover.remote;

/** Where a socket can be opened, as seen from a machine. */
public sealed interface Address {

  /** A TCP port. */
  record Tcp(String host, int port) implements Address {
    @Override
    public String toString() {
      return host + ":" + port;
    }
  }

  /** A unix domain socket. */
  record UnixSocket(String path) implements Address {
    @Override
    public String toString() {
      return path;
    }
  }
}
