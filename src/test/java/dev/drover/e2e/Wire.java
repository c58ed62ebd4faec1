package dev.drover.e2e;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;

/**
 * A wire between a client and a server that can be cut: what is connected is torn off, and for as
 * long as it is out, new connections are either torn off at once or taken and never answered.
 */
final class Wire implements AutoCloseable {

  /** How the wire is. */
  enum Condition {
    WHOLE,
    /** Who connects is torn off. */
    CUT,
    /** Who connects hears nothing, for ever. */
    SILENT
  }

  private final ServerSocketChannel listening;
  private final InetSocketAddress server;
  private final List<SocketChannel> open = new ArrayList<>();
  private Condition condition = Condition.WHOLE;
  private long left = Long.MAX_VALUE;
  private int cuts;

  private Wire(ServerSocketChannel listening, InetSocketAddress server) {
    this.listening = listening;
    this.server = server;
    Thread.ofVirtual().start(this::accept);
  }

  /** A wire to a port of this machine, from another one. */
  static Wire to(int port) throws IOException {
    InetAddress here = InetAddress.getLoopbackAddress();
    return new Wire(
        ServerSocketChannel.open().bind(new InetSocketAddress(here, 0)),
        new InetSocketAddress(here, port));
  }

  /** Where it listens. */
  int port() throws IOException {
    return ((InetSocketAddress) listening.getLocalAddress()).getPort();
  }

  /** From now on it is so; all connections that there are are torn off. */
  synchronized void become(Condition next) {
    condition = next;
    tear();
  }

  /** Tears off all connections once the client has sent so many more bytes, and goes on. */
  synchronized void cutAfter(long bytes) {
    left = bytes;
  }

  /** How often something was torn off that was connected. */
  synchronized int cuts() {
    return cuts;
  }

  private synchronized void tear() {
    cuts += open.isEmpty() ? 0 : 1;
    open.forEach(Wire::close);
    open.clear();
  }

  private static void close(SocketChannel channel) {
    try {
      channel.close();
    } catch (IOException gone) {
      return;
    }
  }

  private void accept() {
    try {
      while (true) {
        take(listening.accept());
      }
    } catch (IOException closed) {
      return;
    }
  }

  private synchronized void take(SocketChannel client) throws IOException {
    switch (condition) {
      case CUT -> close(client);
      case SILENT -> open.add(client);
      case WHOLE -> {
        SocketChannel target = SocketChannel.open(server);
        open.addAll(List.of(client, target));
        Thread.ofVirtual().start(() -> pump(client, target, true));
        Thread.ofVirtual().start(() -> pump(target, client, false));
      }
    }
  }

  private void pump(SocketChannel from, SocketChannel to, boolean counted) {
    ByteBuffer buffer = ByteBuffer.allocate(1 << 13);
    try (from;
        to) {
      while (from.read(buffer.clear()) >= 0) {
        if (counted && isUsedUp(buffer.position())) {
          return;
        }
        buffer.flip();
        while (buffer.hasRemaining()) {
          to.write(buffer);
        }
      }
    } catch (IOException tornOff) {
      return;
    }
  }

  private synchronized boolean isUsedUp(int bytes) {
    left -= bytes;
    if (left > 0) {
      return false;
    }
    left = Long.MAX_VALUE;
    tear();
    return true;
  }

  @Override
  public void close() throws IOException {
    listening.close();
    become(Condition.CUT);
  }
}
