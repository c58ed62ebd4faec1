package dev.zdu.http;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.sshd.common.AttributeRepository.AttributeKey;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.io.IoAcceptor;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.session.SessionListener;
import org.apache.sshd.core.CoreModuleProperties;
import org.apache.sshd.server.ServerBuilder;
import org.apache.sshd.server.command.Command;
import org.apache.sshd.server.session.ServerSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The SSH side of a node: Git and nothing else. */
public final class SshServer {

  private static final Logger LOG = LoggerFactory.getLogger(SshServer.class);

  /** The account name that everybody may use; the key tells who it is. */
  private static final String SHARED_ACCOUNT = "git";

  private static final AttributeKey<User> USER = new AttributeKey<>();

  /** Where to listen. */
  public record Listen(String address, int port) {}

  private record Known(PublicKey key, User user) {}

  private final Listener server;
  private final Users users;
  private final List<Known> keys;
  private final Map<Session, Activity.Span> arrivals = new ConcurrentHashMap<>();
  private final Activity activity;

  /** Gives access to the acceptor: the library closes it only together with every session. */
  private static final class Listener extends org.apache.sshd.server.SshServer {
    private final AtomicReference<IoAcceptor> made = new AtomicReference<>();

    @Override
    protected IoAcceptor createAcceptor() {
      IoAcceptor created = super.createAcceptor();
      made.set(created);
      return created;
    }
  }

  public SshServer(
      Listen listen,
      List<User> users,
      Backend backend,
      Activity activity,
      InstantSource clock,
      Path sharedHome,
      Path repositories)
      throws IOException, GeneralSecurityException {
    this.users = new Users(users);
    this.keys = keys(users);
    this.activity = activity;
    this.server = (Listener) ServerBuilder.builder().factory(Listener::new).build(true);
    GitServer git = new GitServer(backend, clock, new Repositories(repositories));
    server.setHost(listen.address());
    server.setPort(listen.port());
    server.setKeyPairProvider(KeyPairProvider.wrap(HostKey.of(sharedHome.resolve("config"))));
    server.setPasswordAuthenticator(this::byPassword);
    server.setPublickeyAuthenticator(this::byKey);
    server.setCommandFactory((channel, line) -> command(git, channel.getServerSession(), line));
    server.addSessionListener(
        new SessionListener() {
          @Override
          public void sessionCreated(Session session) {
            arrivals.put(session, activity.arrival());
          }

          @Override
          public void sessionClosed(Session session) {
            arrived(session);
          }
        });
    CoreModuleProperties.IDLE_TIMEOUT.set(server, Duration.ofMinutes(10));
    CoreModuleProperties.AUTH_TIMEOUT.set(server, Duration.ofSeconds(20));
  }

  private static List<Known> keys(List<User> users) {
    List<Known> keys = new ArrayList<>();
    for (User user : users) {
      for (String line : user.sshKeys()) {
        try {
          PublicKey key =
              PublicKeyEntry.parsePublicKeyEntry(line).resolvePublicKey(null, Map.of(), null);
          keys.add(new Known(key, user));
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
          LOG.warn("The SSH key of user {} cannot be read and is not used: {}", user, e.toString());
        }
      }
    }
    return List.copyOf(keys);
  }

  private boolean byPassword(String account, String password, ServerSession session) {
    return admit(users.byPassword(account, password).map(Users.Proven::user), session);
  }

  private boolean byKey(String account, PublicKey key, ServerSession session) {
    return admit(
        keys.stream()
            .filter(known -> KeyUtils.compareKeys(known.key(), key))
            .map(Known::user)
            .filter(user -> account.equals(SHARED_ACCOUNT) || account.equals(user.name()))
            .findFirst(),
        session);
  }

  private static boolean admit(Optional<User> user, ServerSession session) {
    user.ifPresent(known -> session.setAttribute(USER, known));
    return user.isPresent();
  }

  private Command command(GitServer git, ServerSession session, String line) {
    return new GitCommand(git, activity, session.getAttribute(USER), line, () -> arrived(session));
  }

  private void arrived(Session session) {
    Optional.ofNullable(arrivals.remove(session)).ifPresent(Activity.Span::close);
  }

  public void start() throws IOException {
    server.start();
  }

  public int port() {
    return server.getPort();
  }

  /** Refuses new connections; commands of open sessions run on. */
  public void stopAccepting() {
    Optional.ofNullable(server.made.get()).ifPresent(IoAcceptor::unbind);
  }

  /** Ends at once. */
  public void stop() throws IOException {
    server.stop(true);
  }
}
