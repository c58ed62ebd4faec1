package dev.drover.demo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** A port of the embedded balancer: takes connections and gives each to the least busy server. */
final class EmbeddedPool implements AutoCloseable {

  private static final int BACKLOG = 256;

  private final String backend;
  private final List<EmbeddedServer> servers;
  private final ServerSocket listener;
  private final AtomicInteger turn = new AtomicInteger();

  EmbeddedPool(BalancerSpec.Pool pool, BalancerSpec.Check check) throws IOException {
    this.backend = pool.backend();
    this.servers =
        pool.servers().stream().map(server -> new EmbeddedServer(server, check)).toList();
    this.listener = new ServerSocket(pool.port(), BACKLOG, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().name("balancer " + backend).start(this::accept);
  }

  String backend() {
    return backend;
  }

  List<EmbeddedServer> servers() {
    return servers;
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket client = listener.accept();
        Thread.ofVirtual().start(() -> serve(client));
      } catch (IOException e) {
        // Closed, or one client that left before it was taken.
      }
    }
  }

  private void serve(Socket client) {
    Optional<EmbeddedServer> chosen = choose();
    if (chosen.isEmpty()) {
      new Session(client).cut();
      return;
    }
    try {
      chosen.get().serve(client);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The server with the fewest sessions of those that take any; the next in turn of several. */
  private Optional<EmbeddedServer> choose() {
    int start = turn.getAndUpdate(value -> (value + 1) % Math.max(1, servers.size()));
    return java.util.stream.IntStream.range(0, servers.size())
        .mapToObj(i -> servers.get((start + i) % servers.size()))
        .filter(server -> server.state().takesTraffic())
        .min(Comparator.comparingInt(EmbeddedServer::current));
  }

  @Override
  public void close() {
    try {
      listener.close();
    } catch (IOException e) {
      // It accepts nothing more either way.
    }
    servers.forEach(EmbeddedServer::shutdownSessions);
  }
}
