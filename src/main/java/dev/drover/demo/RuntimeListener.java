package dev.drover.demo;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Where the embedded balancer's Runtime API is reached: a unix socket and a loopback port. */
final class RuntimeListener implements AutoCloseable {

  /** A line that is longer is no command. */
  private static final int LONGEST_LINE = 16 * 1024;

  private final RuntimeCommands commands;
  private final Path socket;
  private final List<ServerSocketChannel> listeners = new ArrayList<>();

  RuntimeListener(BalancerSpec spec, RuntimeCommands commands) throws IOException {
    this.commands = commands;
    this.socket = spec.socket();
    // A socket file that a killed predecessor left behind would make the bind fail.
    Files.deleteIfExists(socket);
    try {
      listen(UnixDomainSocketAddress.of(socket));
      listen(new InetSocketAddress(InetAddress.getLoopbackAddress(), spec.runtimePort()));
    } catch (IOException e) {
      close();
      throw e;
    }
  }

  private void listen(SocketAddress address) throws IOException {
    ServerSocketChannel listener =
        address instanceof UnixDomainSocketAddress
            ? ServerSocketChannel.open(java.net.StandardProtocolFamily.UNIX)
            : ServerSocketChannel.open();
    listeners.add(listener);
    listener.bind(address);
    Thread.ofVirtual().name("runtime api " + address).start(() -> accept(listener));
  }

  private void accept(ServerSocketChannel listener) {
    while (listener.isOpen()) {
      try {
        SocketChannel client = listener.accept();
        Thread.ofVirtual().start(() -> answer(client));
      } catch (IOException e) {
        // Closed, or one client that left before it was taken.
      }
    }
  }

  /** One line, one answer, end: HAProxy's non-interactive mode. */
  private void answer(SocketChannel client) {
    try (client) {
      String answer = commands.line(readLine(Channels.newInputStream(client)));
      ByteBuffer bytes = StandardCharsets.UTF_8.encode(answer);
      while (bytes.hasRemaining()) {
        client.write(bytes);
      }
    } catch (IOException e) {
      // The client left; its command has been carried out or not been read.
    }
  }

  private static String readLine(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
      if (line.size() >= LONGEST_LINE) {
        throw new IOException("a command of more than " + LONGEST_LINE + " bytes");
      }
      line.write(next);
    }
    return line.toString(StandardCharsets.UTF_8).strip();
  }

  @Override
  public void close() {
    for (ServerSocketChannel listener : listeners) {
      try {
        listener.close();
      } catch (IOException e) {
        // It accepts nothing more either way.
      }
    }
    try {
      Files.deleteIfExists(socket);
    } catch (IOException e) {
      // Its directory is gone already.
    }
  }
}
