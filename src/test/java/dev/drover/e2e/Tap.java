package dev.drover.e2e;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** A wire between a client and a server that keeps what the client says. */
final class Tap implements AutoCloseable {

  private static final Pattern REQUEST = Pattern.compile("(?m)^([A-Z]+ \\S+) HTTP/1\\.[01]\\r?$");

  private final ServerSocketChannel listening;
  private final SocketAddress server;
  private final List<ByteArrayOutputStream> said = new ArrayList<>();
  private final List<SocketChannel> open = new ArrayList<>();

  private Tap(ServerSocketChannel listening, SocketAddress server) {
    this.listening = listening;
    this.server = server;
    Thread.ofVirtual().start(this::accept);
  }

  /** A wire to a port of this machine, from another one. */
  static Tap ofPort(int port) throws IOException {
    InetAddress here = InetAddress.getLoopbackAddress();
    return new Tap(
        ServerSocketChannel.open().bind(new InetSocketAddress(here, 0)),
        new InetSocketAddress(here, port));
  }

  /** A wire to a unix socket, from one beside it. */
  static Tap ofSocket(Path socket) throws IOException {
    return new Tap(
        ServerSocketChannel.open(StandardProtocolFamily.UNIX)
            .bind(UnixDomainSocketAddress.of(socket.resolveSibling("tap.sock"))),
        UnixDomainSocketAddress.of(socket));
  }

  /** Where it listens. */
  int port() throws IOException {
    return ((InetSocketAddress) listening.getLocalAddress()).getPort();
  }

  /** Method and path of every HTTP request. */
  List<String> requests() {
    return texts().stream()
        .flatMap(text -> REQUEST.matcher(text).results())
        .map(request -> request.group(1))
        .toList();
  }

  /** Every line. */
  List<String> lines() {
    return texts().stream().flatMap(String::lines).toList();
  }

  private List<String> texts() {
    synchronized (said) {
      return said.stream().map(one -> one.toString(StandardCharsets.UTF_8)).toList();
    }
  }

  private void accept() {
    try {
      while (true) {
        SocketChannel client = listening.accept();
        SocketChannel target = SocketChannel.open(server);
        ByteArrayOutputStream kept = new ByteArrayOutputStream();
        synchronized (said) {
          said.add(kept);
          open.addAll(List.of(client, target));
        }
        Thread.ofVirtual().start(() -> pump(client, target, kept));
        Thread.ofVirtual().start(() -> pump(target, client, OutputStream.nullOutputStream()));
      }
    } catch (IOException closed) {
      return;
    }
  }

  private static void pump(SocketChannel from, SocketChannel to, OutputStream kept) {
    byte[] buffer = new byte[1 << 13];
    try {
      InputStream in = Channels.newInputStream(from);
      OutputStream out = Channels.newOutputStream(to);
      for (int got = in.read(buffer); got >= 0; got = in.read(buffer)) {
        kept.write(buffer, 0, got);
        out.write(buffer, 0, got);
      }
      to.shutdownOutput();
    } catch (IOException hungUp) {
      return;
    }
  }

  @Override
  public void close() throws IOException {
    listening.close();
    synchronized (said) {
      for (SocketChannel channel : open) {
        channel.close();
      }
    }
  }
}
