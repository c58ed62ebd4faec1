package dev.drover.remote.ssh;

import dev.drover.remote.Address;
import dev.drover.remote.OpenSocket;
import dev.drover.remote.RemoteException;
import dev.drover.remote.Shell;
import dev.drover.remote.Socket;
import dev.drover.remote.UnixRelay;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.sshd.client.channel.ChannelDirectTcpip;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.SshException;
import org.apache.sshd.common.channel.Channel;
import org.apache.sshd.common.channel.ChannelListener;
import org.apache.sshd.common.channel.ChannelPipedSink;
import org.apache.sshd.common.channel.exception.SshChannelOpenException;
import org.apache.sshd.common.util.net.SshdSocketAddress;

/** Opens sockets from a machine through its SSH connection. */
final class SshSockets {

  private static final Duration OPENING = Duration.ofSeconds(15);

  private SshSockets() {}

  static Socket open(Shell shell, Connection connection, Address address)
      throws RemoteException, InterruptedException {
    try {
      return open(connection, address);
    } catch (SshException refused) {
      // OpenSSH gives the same reason for a socket that it may not open and for one that is not
      // there.
      return switch (address) {
        case Address.UnixSocket unix when refused.getCause() instanceof SshChannelOpenException ->
            UnixRelay.open(shell, unix);
        case Address.UnixSocket _, Address.Tcp _ -> throw closed(connection, address, refused);
      };
    } catch (TimeoutException | IOException failure) {
      throw closed(connection, address, failure);
    }
  }

  private static Socket open(Connection connection, Address address)
      throws RemoteException, InterruptedException, IOException, TimeoutException {
    connection.channels().acquire();
    AtomicBoolean held = new AtomicBoolean(true);
    Runnable release =
        () -> {
          if (held.getAndSet(false)) {
            connection.channels().release();
          }
        };
    boolean opened = false;
    try {
      ChannelDirectTcpip channel = channel(connection.session(), address);
      channel.addCloseFutureListener(_ -> release.run());
      channel.addChannelListener(new EndOfInput());
      Waiting.of(channel.open(), OPENING);
      opened = true;
      return new OpenSocket(
          channel.getInvertedOut(),
          channel.getInvertedIn(),
          channel.getInvertedIn(),
          () -> {
            channel.close(false);
            release.run();
          });
    } finally {
      if (!opened) {
        release.run();
      }
    }
  }

  /**
   * Tells the reader when the other end has said all that it has to say. A server that keeps the
   * channel open until we too have ended, as OpenSSH does, would let the reader wait for ever.
   */
  private static final class EndOfInput implements ChannelListener {

    @Override
    public void channelStateChanged(Channel channel, String hint) {
      if ("SSH_MSG_CHANNEL_EOF".equals(hint)
          && channel instanceof ChannelDirectTcpip direct
          && direct.getInvertedOut() instanceof ChannelPipedSink sink) {
        sink.eof();
      }
    }
  }

  private static ChannelDirectTcpip channel(ClientSession session, Address address)
      throws IOException {
    return switch (address) {
      case Address.Tcp tcp ->
          session.createDirectTcpipChannel(
              new SshdSocketAddress("127.0.0.1", 0), new SshdSocketAddress(tcp.host(), tcp.port()));
      case Address.UnixSocket unix -> {
        DirectStreamLocal channel = new DirectStreamLocal(unix.path());
        session
            .getService(org.apache.sshd.common.session.ConnectionService.class)
            .registerChannel(channel);
        yield channel;
      }
    };
  }

  private static RemoteException closed(Connection connection, Address address, Exception why) {
    return new RemoteException.Unreachable(
        "%s: cannot open %s there: %s".formatted(connection.login().name(), address, words(why)),
        "check that the service runs and listens at %s, and that the SSH server allows it"
            .formatted(address),
        why);
  }

  private static String words(Exception why) {
    return String.valueOf(
        why.getCause() instanceof SshChannelOpenException refused
            ? refused.getMessage()
            : why.getMessage());
  }
}
