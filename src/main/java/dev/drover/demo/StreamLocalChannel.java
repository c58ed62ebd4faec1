package dev.drover.demo;

import java.io.IOException;
import java.io.OutputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import org.apache.sshd.client.future.DefaultOpenFuture;
import org.apache.sshd.client.future.OpenFuture;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.channel.Channel;
import org.apache.sshd.common.channel.ChannelFactory;
import org.apache.sshd.common.channel.ChannelOutputStream;
import org.apache.sshd.common.channel.exception.SshChannelOpenException;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.server.channel.AbstractServerChannel;

/** A client's way to a unix socket of this machine, by OpenSSH's extension. */
final class StreamLocalChannel extends AbstractServerChannel {

  /** Makes one for each that a client opens. */
  static final ChannelFactory FACTORY =
      new ChannelFactory() {
        @Override
        public String getName() {
          return "direct-streamlocal@openssh.com";
        }

        @Override
        public Channel createChannel(Session session) {
          return new StreamLocalChannel();
        }
      };

  private final SocketChannel socket;

  private StreamLocalChannel() {
    super(null);
    try {
      socket = SocketChannel.open(StandardProtocolFamily.UNIX);
    } catch (IOException none) {
      throw new IllegalStateException("this system has no unix sockets", none);
    }
  }

  @Override
  protected OpenFuture doInit(Buffer buffer) {
    OpenFuture future = new DefaultOpenFuture(getChannelId(), this);
    String path = buffer.getString();
    try {
      socket.connect(UnixDomainSocketAddress.of(path));
      addCloseFutureListener(_ -> end());
      signalChannelOpenSuccess();
      future.setOpened();
      Thread.ofVirtual().start(this::pump);
    } catch (IOException | RuntimeException failure) {
      end();
      future.setException(
          new SshChannelOpenException(
              getChannelId(), SshConstants.SSH_OPEN_CONNECT_FAILED, failure.getMessage()));
    }
    return future;
  }

  @Override
  protected void doWriteData(byte[] data, int offset, long length) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(data, offset, (int) length);
    while (bytes.hasRemaining()) {
      socket.write(bytes);
    }
    getLocalWindow().release(length);
  }

  @Override
  protected void doWriteExtendedData(byte[] data, int offset, long length) throws IOException {
    throw new IOException("there is no second stream to a socket");
  }

  @Override
  public void handleEof() throws IOException {
    super.handleEof();
    socket.shutdownOutput();
  }

  private void pump() {
    ByteBuffer block = ByteBuffer.allocate(32 << 10);
    try (OutputStream out =
        new ChannelOutputStream(
            this, getRemoteWindow(), log, SshConstants.SSH_MSG_CHANNEL_DATA, true)) {
      while (socket.read(block) >= 0) {
        out.write(block.array(), 0, block.position());
        out.flush();
        block.clear();
      }
    } catch (IOException over) {
      log.debug("the socket ended: {}", over.getMessage());
    }
    close(false);
  }

  private void end() {
    try {
      socket.close();
    } catch (IOException already) {
      log.debug("the socket is closed already: {}", already.getMessage());
    }
  }
}
