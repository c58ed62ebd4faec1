package dev.drover.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;

/** One connection of a client, carried to a server: two streams of bytes, each ending by itself. */
final class Session {

  private static final int CONNECT_MILLIS = 5_000;

  /** Small buffers: what lies in the balancer has left the server, and a drain can't see it. */
  private static final int BUFFER = 128 * 1024;

  private final Socket client;
  private final Socket server = new Socket();

  Session(Socket client) {
    this.client = client;
  }

  /** Connects to the server and carries bytes both ways until both have ended. */
  void carry(InetSocketAddress address) throws InterruptedException {
    try (client;
        server) {
      server.setReceiveBufferSize(BUFFER);
      client.setSendBufferSize(BUFFER);
      server.setTcpNoDelay(true);
      client.setTcpNoDelay(true);
      server.connect(address, CONNECT_MILLIS);
      Thread up = Thread.ofVirtual().start(() -> pump(client, server));
      pump(server, client);
      up.join();
    } catch (IOException e) {
      // The server does not take the connection: the client's is reset, not closed as if served.
      cut();
    }
  }

  /** Ends it at once, visibly for both sides. */
  void cut() {
    for (Socket socket : new Socket[] {client, server}) {
      try {
        socket.setSoLinger(true, 0);
        socket.close();
      } catch (IOException e) {
        // It was closed already, which is what is wanted.
      }
    }
  }

  private void pump(Socket from, Socket to) {
    byte[] buffer = new byte[16 * 1024];
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        out.write(buffer, 0, count);
      }
      to.shutdownOutput();
    } catch (IOException e) {
      cut();
    }
  }
}
