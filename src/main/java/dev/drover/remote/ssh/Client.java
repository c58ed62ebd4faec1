package dev.drover.remote.ssh;

import java.io.IOException;
import java.net.SocketAddress;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.sshd.client.ClientBuilder;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.auth.UserAuthFactory;
import org.apache.sshd.client.auth.keyboard.UserAuthKeyboardInteractiveFactory;
import org.apache.sshd.client.auth.password.UserAuthPasswordFactory;
import org.apache.sshd.client.auth.pubkey.UserAuthPublicKeyFactory;
import org.apache.sshd.client.config.hosts.HostConfigEntryResolver;
import org.apache.sshd.client.session.ClientConnectionServiceFactory;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.client.session.ClientUserAuthServiceFactory;
import org.apache.sshd.common.NamedFactory;
import org.apache.sshd.common.NamedResource;
import org.apache.sshd.common.Service;
import org.apache.sshd.common.ServiceFactory;
import org.apache.sshd.common.cipher.BuiltinCiphers;
import org.apache.sshd.common.config.keys.FilePasswordProvider;
import org.apache.sshd.common.kex.BuiltinDHFactories;
import org.apache.sshd.common.keyprovider.KeyIdentityProvider;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.session.SessionListener;
import org.apache.sshd.common.signature.Signature;
import org.apache.sshd.core.CoreModuleProperties;
import org.jspecify.annotations.Nullable;

/** The one MINA client of a process, started by the first connection. */
final class Client implements AutoCloseable {

  /** The processor has instructions for these; the library itself would begin with ChaCha20. */
  private static final Set<String> FAST_CIPHERS =
      Set.of(BuiltinCiphers.Constants.AES128_GCM, BuiltinCiphers.Constants.AES256_GCM);

  private static final Set<String> FAST_EXCHANGES =
      Set.of(
          BuiltinDHFactories.curve25519.getName(), BuiltinDHFactories.curve25519_libssh.getName());

  private @Nullable SshClient client;
  private boolean closed;

  synchronized SshClient started() {
    if (closed) {
      throw new IllegalStateException("the SSH client was closed before");
    }
    if (client == null) {
      client = create();
      client.start();
    }
    return client;
  }

  /**
   * Ends every connection at once. The threads must be gone before the JVM exits: one that waits in
   * native code would hold it up by 300 ms.
   */
  @Override
  public synchronized void close() {
    closed = true;
    if (client != null) {
      client.close(true);
      client.stop();
    }
  }

  private static SshClient create() {
    SshClient client = SshClient.setUpDefaultClient();
    // Its own reading of ~/.ssh/config fails on `Match`; `ssh -G` has answered everything already.
    client.setHostConfigEntryResolver(HostConfigEntryResolver.EMPTY);
    client.setKeyIdentityProvider(KeyIdentityProvider.EMPTY_KEYS_PROVIDER);
    client.setFilePasswordProvider(FilePasswordProvider.EMPTY);
    client.setAgentFactory(new Agents());
    client.setServerKeyVerifier(Client::verify);
    client.setUserAuthFactories(
        List.<UserAuthFactory>of(
            UserAuthPublicKeyFactory.INSTANCE,
            UserAuthKeyboardInteractiveFactory.INSTANCE,
            UserAuthPasswordFactory.INSTANCE));
    client.setCipherFactories(first(FAST_CIPHERS, client.getCipherFactories()));
    client.setKeyExchangeFactories(
        first(FAST_EXCHANGES, ClientBuilder.setUpDefaultKeyExchanges(true)));
    client.setServiceFactories(List.of(ClientUserAuthServiceFactory.INSTANCE, new KeptAlive()));
    client.addSessionListener(new Preparation());
    CoreModuleProperties.TCP_NODELAY.set(client, true);
    CoreModuleProperties.SOCKET_KEEPALIVE.set(client, true);
    CoreModuleProperties.IDLE_TIMEOUT.set(client, java.time.Duration.ZERO);
    CoreModuleProperties.WINDOW_SIZE.set(client, 4L << 20);
    return client;
  }

  private static <T extends NamedResource> List<T> first(Set<String> names, Collection<T> all) {
    List<T> sorted = new ArrayList<>(all);
    sorted.sort(Comparator.comparing(item -> !names.contains(item.getName())));
    return sorted;
  }

  private static boolean verify(ClientSession session, SocketAddress address, PublicKey key) {
    Attempt attempt = session.getAttribute(Attempt.KEY);
    if (attempt == null) {
      return false;
    }
    var distrust = attempt.knownHosts().distrust(attempt.login(), key);
    distrust.ifPresent(attempt::distrust);
    return distrust.isEmpty();
  }

  private static Attempt attempt(ClientSession session) {
    return Optional.ofNullable(session.getConnectionContext())
        .map(context -> context.getAttribute(Attempt.KEY))
        .orElseThrow(() -> new IllegalStateException("a session without an attempt"));
  }

  /**
   * Tells a session how often to ask whether the server is still there. Its service is made before
   * anybody hears of the session, and looks at this only then.
   */
  private static final class KeptAlive implements ServiceFactory {

    @Override
    public String getName() {
      return ClientConnectionServiceFactory.INSTANCE.getName();
    }

    @Override
    public Service create(Session session) throws IOException {
      Login login = attempt((ClientSession) session).login();
      CoreModuleProperties.HEARTBEAT_INTERVAL.set(session, login.aliveInterval());
      CoreModuleProperties.HEARTBEAT_NO_REPLY_MAX.set(session, login.aliveCountMax());
      return ClientConnectionServiceFactory.INSTANCE.create(session);
    }
  }

  /** Gives a new session what it needs before the first byte is sent. */
  private static final class Preparation implements SessionListener {

    @Override
    public void sessionCreated(Session session) {
      ClientSession client = (ClientSession) session;
      Attempt attempt = attempt(client);
      Login login = attempt.login();
      session.setAttribute(Attempt.KEY, attempt);
      client.setPublicKeyAuthenticationReporter(attempt);
      client.setPasswordAuthenticationReporter(attempt);
      attempt.keys().pairs().keySet().forEach(client::addPublicKeyIdentity);
      login.password().ifPresent(password -> client.addPasswordIdentity(password.reveal()));
      List<String> known = attempt.knownHosts().types(login);
      List<NamedFactory<Signature>> signatures = new ArrayList<>(client.getSignatureFactories());
      signatures.sort(Comparator.comparing(signature -> !signs(known, signature.getName())));
      client.setSignatureFactories(signatures);
    }

    /** An RSA key signs by several algorithms. */
    private static boolean signs(List<String> types, String algorithm) {
      return types.contains(algorithm)
          || (types.contains("ssh-rsa") && algorithm.startsWith("rsa-sha2"));
    }
  }
}
