package dev.drover.demo;

/** An SSH server on this machine's loopback address, for a node of a test cluster. */
public interface SshServer extends AutoCloseable {

  /** The address it listens on. */
  String host();

  /** The port it listens on. */
  int port();

  /** Its host key, as known_hosts and authorized_keys have keys: type and base64. */
  String hostKey();

  /** The line of a known_hosts file by which it is trusted. */
  default String knownHostsLine() {
    return "[%s]:%d %s".formatted(host(), port(), hostKey());
  }

  /** Stops listening and ends its connections. */
  @Override
  void close();
}
