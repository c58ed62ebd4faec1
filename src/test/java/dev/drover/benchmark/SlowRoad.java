package dev.drover.benchmark;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.LockSupport;

/**
 * A way to a port of this machine on which all that passes takes some time, as over a long line.
 */
final class SlowRoad implements AutoCloseable {

  /** Bytes that are to arrive at a moment; none at the end of the stream. */
  @SuppressWarnings("ArrayRecordComponent") // nobody compares parcels
  private record Parcel(long due, byte[] bytes) {}

  private final ServerSocket entrance;
  private final int target;
  private final long nanos;

  private SlowRoad(ServerSocket entrance, int target, long nanos) {
    this.entrance = entrance;
    this.target = target;
    this.nanos = nanos;
  }

  /** A way to {@code target} on which there and back takes so many milliseconds. */
  static SlowRoad to(int target, int millis) throws IOException {
    ServerSocket entrance = new ServerSocket(0, 500, InetAddress.getLoopbackAddress());
    SlowRoad road = new SlowRoad(entrance, target, millis * 500_000L);
    Thread.ofVirtual().start(road::serve);
    return road;
  }

  int port() {
    return entrance.getLocalPort();
  }

  private void serve() {
    while (!entrance.isClosed()) {
      try {
        Socket here = entrance.accept();
        Socket there = new Socket();
        there.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), target));
        here.setTcpNoDelay(true);
        there.setTcpNoDelay(true);
        carry(here.getInputStream(), there);
        carry(there.getInputStream(), here);
      } catch (IOException closed) {
        // by the benchmark, at its end
      }
    }
  }

  private void carry(InputStream from, Socket to) {
    BlockingQueue<Parcel> way = new LinkedBlockingQueue<>();
    Thread.ofVirtual()
        .start(() -> {
          byte[] buffer = new byte[1 << 16];
          try {
            for (int read = from.read(buffer); read >= 0; read = from.read(buffer)) {
              way.add(new Parcel(System.nanoTime() + nanos, java.util.Arrays.copyOf(buffer, read)));
            }
          } catch (IOException ended) {
            // told to the other side below
          }
          way.add(new Parcel(System.nanoTime() + nanos, new byte[0]));
        });
    Thread.ofVirtual().start(() -> deliver(way, to));
  }

  private static void deliver(BlockingQueue<Parcel> way, Socket to) {
    try (to;
        OutputStream out = to.getOutputStream()) {
      for (Parcel next = way.take(); next.bytes().length > 0; next = way.take()) {
        LockSupport.parkNanos(next.due() - System.nanoTime());
        out.write(next.bytes());
        out.flush();
      }
    } catch (IOException ended) {
      // the connection is over
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() throws IOException {
    entrance.close();
  }
}
