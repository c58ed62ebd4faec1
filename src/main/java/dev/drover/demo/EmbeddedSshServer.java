package dev.drover.demo;

import dev.drover.secret.Secret;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.sshd.common.channel.ChannelFactory;
import org.apache.sshd.common.config.keys.FilePasswordProvider;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.common.util.io.resource.PathResource;
import org.apache.sshd.common.util.security.SecurityUtils;
import org.apache.sshd.core.CoreModuleProperties;
import org.apache.sshd.server.config.keys.AuthorizedKeysAuthenticator;
import org.apache.sshd.server.forward.ForwardingFilter;

/**
 * An SSH server inside of this process. It runs commands with {@code /bin/sh} as the user of this
 * process and opens sockets as OpenSSH does; so it lets in only who has a key or the password.
 */
public final class EmbeddedSshServer implements SshServer {

  private static final String LOOPBACK = "127.0.0.1";

  private final org.apache.sshd.server.SshServer server;
  private final KeyPair key;
  private final ShellCommands commands;

  private EmbeddedSshServer(
      org.apache.sshd.server.SshServer server, KeyPair key, ShellCommands commands) {
    this.server = server;
    this.key = key;
    this.commands = commands;
  }

  /**
   * Starts a server.
   *
   * @param hostKey file with its private host key, made if it is not there
   * @param authorizedKeys file with the public keys that may log in, under any user name
   * @param password lets in as well, if given
   * @param port 0 for any free one
   * @param home where commands start
   */
  public static EmbeddedSshServer start(
      Path hostKey, Path authorizedKeys, Optional<Secret> password, int port, Path home)
      throws IOException {
    KeyPair key = key(hostKey);
    ShellCommands commands = new ShellCommands(home);
    org.apache.sshd.server.SshServer server = org.apache.sshd.server.SshServer.setUpDefaultServer();
    server.setHost(LOOPBACK);
    server.setPort(port);
    server.setKeyPairProvider(KeyPairProvider.wrap(key));
    server.setPublickeyAuthenticator(new AuthorizedKeysAuthenticator(authorizedKeys));
    password.ifPresent(
        secret -> server.setPasswordAuthenticator((_, given, _) -> given.equals(secret.reveal())));
    server.setCommandFactory(commands);
    server.setForwardingFilter(new LoopbackOnly());
    List<ChannelFactory> channels = new ArrayList<>(server.getChannelFactories());
    channels.add(StreamLocalChannel.FACTORY);
    server.setChannelFactories(channels);
    CoreModuleProperties.TCP_NODELAY.set(server, true);
    CoreModuleProperties.IDLE_TIMEOUT.set(server, Duration.ZERO);
    server.start();
    return new EmbeddedSshServer(server, key, commands);
  }

  @Override
  public String host() {
    return LOOPBACK;
  }

  @Override
  public int port() {
    return server.getPort();
  }

  @Override
  public String hostKey() {
    return PublicKeyEntry.toString(key.getPublic());
  }

  @Override
  public void close() {
    try {
      server.stop(true); // first, or clients would still be told how their commands were ended
    } catch (IOException broken) {
      throw new IllegalStateException("the SSH server does not stop", broken);
    } finally {
      commands.close();
    }
  }

  private static KeyPair key(Path file) throws IOException {
    try {
      if (!Files.exists(file)) {
        KeyPair made = KeyUtils.generateKeyPair(KeyPairProvider.SSH_ED25519, 256);
        try (OutputStream out = Files.newOutputStream(file)) {
          OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(made, "drover", null, out);
        }
      }
      PathResource resource = new PathResource(file);
      try (var in = Files.newInputStream(file)) {
        var pairs =
            SecurityUtils.loadKeyPairIdentities(null, resource, in, FilePasswordProvider.EMPTY);
        if (pairs != null && pairs.iterator().hasNext()) {
          return pairs.iterator().next();
        }
      }
      throw new IOException(file + " holds no private key");
    } catch (GeneralSecurityException unusable) {
      throw new IOException("the host key " + file + " is not usable", unusable);
    }
  }

  /** Lets clients open ports of this machine only. */
  private static final class LoopbackOnly implements ForwardingFilter {

    @Override
    public boolean canForwardAgent(
        org.apache.sshd.common.session.Session session, String requestType) {
      return false;
    }

    @Override
    public boolean canForwardX11(
        org.apache.sshd.common.session.Session session, String requestType) {
      return false;
    }

    @Override
    public boolean canListen(
        org.apache.sshd.common.util.net.SshdSocketAddress address,
        org.apache.sshd.common.session.Session session) {
      return false;
    }

    @Override
    public boolean canConnect(
        Type type,
        org.apache.sshd.common.util.net.SshdSocketAddress address,
        org.apache.sshd.common.session.Session session) {
      return org.apache.sshd.common.util.net.SshdSocketAddress.isLoopback(address.getHostName());
    }
  }
}
