package dev.drover.remote;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.time.Duration;

/** Opens sockets from this machine. */
final class LocalSockets {

  private static final Duration CONNECT = Duration.ofSeconds(10);

  private LocalSockets() {}

  static Socket open(Address address) throws IOException {
    return switch (address) {
      case Address.Tcp tcp -> tcp(tcp);
      case Address.UnixSocket unix -> unix(unix);
    };
  }

  private static Socket tcp(Address.Tcp address) throws IOException {
    java.net.Socket socket = new java.net.Socket();
    try {
      socket.setTcpNoDelay(true);
      socket.connect(
          new InetSocketAddress(address.host(), address.port()), (int) CONNECT.toMillis());
    } catch (IOException failure) {
      socket.close();
      throw failure;
    }
    return new OpenSocket(
        socket.getInputStream(), socket.getOutputStream(), socket::shutdownOutput, socket);
  }

  private static Socket unix(Address.UnixSocket address) throws IOException {
    SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
    try {
      channel.connect(UnixDomainSocketAddress.of(address.path()));
    } catch (IOException failure) {
      channel.close();
      throw failure;
    }
    return new OpenSocket(
        Channels.newInputStream(channel),
        Channels.newOutputStream(channel),
        channel::shutdownOutput,
        channel);
  }
}
