package dev.drover.rest;

import dev.drover.remote.Address;
import dev.drover.remote.Remote;
import dev.drover.remote.RemoteException;
import dev.drover.remote.Socket;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP proxy on the loopback address that leads to one place only, as seen from a machine. Being
 * a proxy for the client, not the server itself, it leaves URLs and the names in certificates as
 * they are.
 */
final class Tunnel implements AutoCloseable {

  private static final int LONGEST_HEAD = 16 << 10;
  private static final String ESTABLISHED = "HTTP/1.1 200 Connection established\r\n\r\n";

  private final Remote machine;
  private final Address.Tcp exit;
  private final ServerSocket server;
  private final Set<java.net.Socket> clients = ConcurrentHashMap.newKeySet();
  private volatile @Nullable RemoteException failure;

  private Tunnel(Remote machine, Address.Tcp exit, ServerSocket server) {
    this.machine = machine;
    this.exit = exit;
    this.server = server;
  }

  static Tunnel open(Remote machine, Address.Tcp exit) throws IOException {
    Tunnel tunnel =
        new Tunnel(machine, exit, new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
    Thread.ofVirtual().start(tunnel::accept);
    return tunnel;
  }

  InetSocketAddress entrance() {
    return new InetSocketAddress(server.getInetAddress(), server.getLocalPort());
  }

  /** Why it could not get to its exit the last time, told once. */
  Optional<RemoteException> failure() {
    Optional<RemoteException> last = Optional.ofNullable(failure);
    failure = null;
    return last;
  }

  @Override
  public void close() {
    quietly(server);
    clients.forEach(Tunnel::quietly);
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        java.net.Socket client = server.accept();
        clients.add(client);
        Thread.ofVirtual().start(() -> serve(client));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(java.net.Socket client) {
    try (client) {
      serveConnected(client);
    } catch (IOException | InterruptedException over) {
      quietly(client);
    } finally {
      clients.remove(client);
    }
  }

  private void serveConnected(java.net.Socket client) throws IOException, InterruptedException {
    try (Socket peer = machine.connect(exit)) {
      client.setTcpNoDelay(true);
      byte[] head = head(client.getInputStream());
      if (new String(head, StandardCharsets.ISO_8859_1).startsWith("CONNECT ")) {
        client.getOutputStream().write(ESTABLISHED.getBytes(StandardCharsets.US_ASCII));
      } else {
        // The absolute form of a request; every HTTP/1.1 server has to understand it.
        peer.out().write(head);
        peer.out().flush();
      }
      Thread answers = Thread.ofVirtual().start(() -> answer(peer, client));
      pump(client.getInputStream(), peer.out());
      peer.out().close();
      answers.join();
    } catch (RemoteException unreachable) {
      // Told before the client is hung up on, as that is when it looks.
      failure = unreachable;
    }
  }

  private static void answer(Socket peer, java.net.Socket client) {
    try {
      pump(peer.in(), client.getOutputStream());
      client.shutdownOutput();
    } catch (IOException over) {
      quietly(client);
    }
  }

  /** The head of the first request, up to and with its empty line. */
  private static byte[] head(InputStream in) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    int matched = 0;
    while (matched < 4 && head.size() < LONGEST_HEAD) {
      int character = in.read();
      if (character < 0) {
        throw new IOException("the client hung up");
      }
      head.write(character);
      matched = character == "\r\n\r\n".charAt(matched) ? matched + 1 : character == '\r' ? 1 : 0;
    }
    return head.toByteArray();
  }

  private static void pump(InputStream from, OutputStream to) throws IOException {
    byte[] block = new byte[32 << 10];
    for (int n = from.read(block); n >= 0; n = from.read(block)) {
      to.write(block, 0, n);
      to.flush();
    }
  }

  private static void quietly(java.io.Closeable open) {
    try {
      open.close();
    } catch (IOException already) {
      return;
    }
  }
}
