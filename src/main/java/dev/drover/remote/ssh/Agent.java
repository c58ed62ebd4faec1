package dev.drover.remote.ssh;

import java.io.EOFException;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.sshd.agent.common.AbstractAgentProxy;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;

/** The user's ssh-agent, over its unix socket. */
final class Agent extends AbstractAgentProxy {

  /** OpenSSH's own limit for a message. */
  private static final int LARGEST = 256 << 10;

  private final SocketChannel channel;

  private final Predicate<PublicKey> wanted;

  private Agent(SocketChannel channel, Predicate<PublicKey> wanted) {
    super(null);
    this.channel = channel;
    this.wanted = wanted;
  }

  /**
   * Connects to the agent.
   *
   * @param wanted which of its keys to offer
   */
  static Agent open(Path socket, Predicate<PublicKey> wanted) throws IOException {
    SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
    try {
      channel.connect(UnixDomainSocketAddress.of(socket));
      return new Agent(channel, wanted);
    } catch (IOException failure) {
      channel.close();
      throw failure;
    }
  }

  @Override
  public Iterable<? extends Map.Entry<PublicKey, String>> getIdentities() throws IOException {
    List<Map.Entry<PublicKey, String>> offered = new ArrayList<>();
    for (Map.Entry<PublicKey, String> identity : super.getIdentities()) {
      if (wanted.test(identity.getKey())) {
        offered.add(identity);
      }
    }
    return offered;
  }

  @Override
  protected synchronized Buffer request(Buffer request) throws IOException {
    ByteBuffer out = ByteBuffer.wrap(request.array(), request.rpos(), request.available());
    while (out.hasRemaining()) {
      channel.write(out);
    }
    int length = read(4).getInt();
    if (length < 1 || length > LARGEST) {
      throw new IOException("the ssh-agent answers with a message of " + length + " bytes");
    }
    return new ByteArrayBuffer(read(length).array());
  }

  private ByteBuffer read(int length) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(length);
    while (buffer.hasRemaining()) {
      if (channel.read(buffer) < 0) {
        throw new EOFException("the ssh-agent hung up");
      }
    }
    return buffer.flip();
  }

  @Override
  public boolean isOpen() {
    return channel.isOpen();
  }

  @Override
  public void close() throws IOException {
    channel.close();
    super.close();
  }
}
