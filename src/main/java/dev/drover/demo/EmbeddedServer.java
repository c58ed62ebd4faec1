package dev.drover.demo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** A server behind the embedded balancer: its state, its sessions, its health check. */
final class EmbeddedServer {

  private static final int CONNECT_MILLIS = 5_000;

  /** HAProxy's longest wait for a check when the interval is shorter: generous on a busy laptop. */
  private static final Duration SHORTEST_CHECK = Duration.ofSeconds(2);

  private final BalancerSpec.Server server;
  private final ServerState state;
  private final int checkMillis;
  private final Set<Session> sessions = ConcurrentHashMap.newKeySet();
  private final AtomicLong total = new AtomicLong();

  EmbeddedServer(BalancerSpec.Server server, BalancerSpec.Check check) {
    this.server = server;
    this.state = new ServerState(check);
    Duration limit =
        check.interval().compareTo(SHORTEST_CHECK) > 0 ? check.interval() : SHORTEST_CHECK;
    this.checkMillis = (int) limit.toMillis();
  }

  String name() {
    return server.name();
  }

  int port() {
    return server.port();
  }

  int checkPort() {
    return server.checkPort();
  }

  ServerState state() {
    return state;
  }

  int current() {
    return sessions.size();
  }

  long total() {
    return total.get();
  }

  /** Carries a client's connection until it ends; the session counts from before the connect. */
  void serve(Socket client) throws InterruptedException {
    Session session = new Session(client);
    sessions.add(session);
    total.incrementAndGet();
    try {
      session.carry(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()));
    } finally {
      sessions.remove(session);
    }
  }

  /** Cuts every session. */
  void shutdownSessions() {
    sessions.forEach(Session::cut);
  }

  /** Asks the server for its status, unless it is in maintenance. */
  void check() {
    if (!state.inMaintenance()) {
      state.checked(look());
    }
  }

  private ServerState.Finding look() {
    try (Socket socket = new Socket()) {
      InetAddress loopback = InetAddress.getLoopbackAddress();
      socket.connect(new InetSocketAddress(loopback, server.checkPort()), CONNECT_MILLIS);
      socket.setSoTimeout(checkMillis);
      socket
          .getOutputStream()
          .write("GET /status HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      int body = answer.indexOf("\r\n\r\n");
      return body >= 0 && answer.indexOf("RUNNING", body) >= 0
          ? ServerState.Finding.PASSED
          : ServerState.Finding.NOT_RUNNING;
    } catch (SocketTimeoutException e) {
      return ServerState.Finding.NO_ANSWER;
    } catch (IOException e) {
      return ServerState.Finding.REFUSED;
    }
  }
}
