package dev.drover.remote.ssh;

import java.io.IOException;
import org.apache.sshd.client.channel.ChannelDirectTcpip;
import org.apache.sshd.client.future.DefaultOpenFuture;
import org.apache.sshd.client.future.OpenFuture;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.channel.LocalWindow;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.common.util.net.SshdSocketAddress;

/** A channel to a unix socket on the server, by OpenSSH's extension; else as one to a TCP port. */
final class DirectStreamLocal extends ChannelDirectTcpip {

  private static final String TYPE = "direct-streamlocal@openssh.com";
  private static final SshdSocketAddress UNUSED = new SshdSocketAddress("localhost", 0);

  private final String path;

  DirectStreamLocal(String path) {
    super(UNUSED, UNUSED);
    this.path = path;
  }

  @Override
  public String getChannelType() {
    return TYPE;
  }

  @Override
  public synchronized OpenFuture open() throws IOException {
    Session session = getSession();
    LocalWindow window = getLocalWindow();
    openFuture = new DefaultOpenFuture(getChannelId(), futureLock);
    Buffer buffer = session.createBuffer(SshConstants.SSH_MSG_CHANNEL_OPEN);
    buffer.putString(TYPE);
    buffer.putUInt(getChannelId());
    buffer.putUInt(window.getSize());
    buffer.putUInt(window.getPacketSize());
    buffer.putString(path);
    buffer.putString("");
    buffer.putUInt(0);
    writePacket(buffer);
    return openFuture;
  }
}
