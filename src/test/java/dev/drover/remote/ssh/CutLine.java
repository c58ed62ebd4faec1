package dev.drover.remote.ssh;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** A line to a local server that can be cut, also after so many bytes there or back. */
final class CutLine implements AutoCloseable {

  private final ServerSocket listener;
  private final int target;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final AtomicLong left = new AtomicLong(Long.MAX_VALUE);
  private final AtomicLong toSend = new AtomicLong(Long.MAX_VALUE);
  private final AtomicLong sent = new AtomicLong();
  private volatile boolean broken;

  private CutLine(int target) throws IOException {
    this.target = target;
    this.listener = new ServerSocket(0, 20, InetAddress.getLoopbackAddress());
  }

  static CutLine to(int target) throws IOException {
    CutLine line = new CutLine(target);
    Thread.ofVirtual().start(line::accept);
    return line;
  }

  int port() {
    return listener.getLocalPort();
  }

  /** Cuts every connection, once so many more bytes have come back. */
  void cutAfter(long bytes) {
    left.set(bytes);
  }

  /** Cuts the connection over which so many more bytes are sent. */
  void cutAfterSending(long bytes) {
    toSend.set(bytes);
  }

  /** How many bytes were sent by now. */
  long sent() {
    return sent.get();
  }

  /** Cuts every connection now. */
  void cut() {
    open.forEach(CutLine::cut);
  }

  /** Refuses new connections, or takes them again. */
  void breakDown(boolean down) {
    broken = down;
    if (down) {
      cut();
    }
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket client = listener.accept();
        if (broken) {
          cut(client);
          continue;
        }
        Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
        open.add(client);
        open.add(server);
        Thread.ofVirtual().start(() -> carry(client, server, toSend, sent));
        Thread.ofVirtual().start(() -> carry(server, client, left, new AtomicLong()));
      } catch (IOException over) {
        // It was closed, or a client left before it was taken.
      }
    }
  }

  private void carry(Socket from, Socket to, AtomicLong budget, AtomicLong carried) {
    byte[] block = new byte[4096];
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int n = in.read(block); n >= 0; n = in.read(block)) {
        if (budget.addAndGet(-n) < 0) {
          budget.set(Long.MAX_VALUE);
          break;
        }
        out.write(block, 0, n);
        carried.addAndGet(n);
      }
    } catch (IOException over) {
      // The other side is cut below.
    }
    cut(from);
    cut(to);
  }

  private static void cut(Socket socket) {
    try {
      socket.setSoLinger(true, 0);
      socket.close();
    } catch (IOException already) {
      return;
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
    cut();
  }
}
