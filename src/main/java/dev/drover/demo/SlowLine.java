package dev.drover.demo;

import dev.drover.time.Waiter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A slow line to the balancer: what comes back arrives at a fixed rate, so that a clone lasts. */
final class SlowLine implements AutoCloseable {

  /** Small buffers, so that the server feels how slow its client is. */
  private static final int BUFFER = 64 * 1024;

  private static final int SLICES = 20;

  private final ServerSocket listener;
  private final int target;
  private final int slice;
  private final Waiter waiter;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();

  SlowLine(int target, int bytesPerSecond, Waiter waiter) throws IOException {
    this.target = target;
    this.slice = Math.max(1, bytesPerSecond / SLICES);
    this.waiter = waiter;
    this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().name("slow line").start(this::accept);
  }

  int port() {
    return listener.getLocalPort();
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket client = listener.accept();
        Thread.ofVirtual().start(() -> carry(client));
      } catch (IOException e) {
        // Closed, or one client that left before it was taken.
      }
    }
  }

  private void carry(Socket client) {
    try (client;
        Socket server = new Socket()) {
      open.add(client);
      open.add(server);
      server.setReceiveBufferSize(BUFFER);
      server.setTcpNoDelay(true);
      client.setTcpNoDelay(true);
      server.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), target), 5_000);
      Thread up = Thread.ofVirtual().start(() -> send(client, server));
      receive(server, client);
      up.join();
    } catch (IOException e) {
      cut(client);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      open.remove(client);
    }
  }

  private static void send(Socket client, Socket server) {
    try {
      client.getInputStream().transferTo(server.getOutputStream());
      server.shutdownOutput();
    } catch (IOException e) {
      // The other direction sees it too and ends the connection.
    }
  }

  private void receive(Socket server, Socket client) throws InterruptedException {
    byte[] buffer = new byte[slice];
    try {
      InputStream in = server.getInputStream();
      OutputStream out = client.getOutputStream();
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        out.write(buffer, 0, count);
        waiter.sleep(Duration.ofMillis(1000L * count / ((long) slice * SLICES)));
      }
      client.shutdownOutput();
    } catch (IOException e) {
      // The server cut the connection: the client must see a cut as well, not an orderly end.
      cut(client);
    }
  }

  private static void cut(Socket socket) {
    try {
      socket.setSoLinger(true, 0);
      socket.close();
    } catch (IOException e) {
      // It was closed already.
    }
  }

  @Override
  public void close() {
    try {
      listener.close();
    } catch (IOException e) {
      // It accepts nothing more either way.
    }
    open.forEach(SlowLine::cut);
  }
}
