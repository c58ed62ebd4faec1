package dev.drover.remote.ssh;

import dev.drover.remote.RemoteException;
import dev.drover.remote.TimeLimit;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.AttributeRepository;
import org.apache.sshd.common.SshException;
import org.jspecify.annotations.Nullable;

/**
 * The one authenticated connection to a machine: made when first needed, shared, and made again by
 * the next call after a loss.
 */
final class Connection implements AutoCloseable {

  /** Servers allow ten by default; one or two stay free for ending commands. */
  private static final int CHANNELS = 8;

  /** A way to the machine's SSH server, direct or through a jump host. */
  interface Route {
    /** Addresses to try, in this order. */
    List<InetSocketAddress> addresses() throws IOException, RemoteException, InterruptedException;
  }

  private final Login login;
  private final Route route;
  private final Client client;
  private final KnownHosts knownHosts;
  private final SshSettings settings;
  private final Semaphore channels = new Semaphore(CHANNELS, true);
  private final ReentrantLock connecting = new ReentrantLock();
  private volatile @Nullable ClientSession session;

  Connection(Login login, Route route, Client client, KnownHosts knownHosts, SshSettings settings) {
    this.login = login;
    this.route = route;
    this.client = client;
    this.knownHosts = knownHosts;
    this.settings = settings;
  }

  /** The straight way. */
  static Route direct(Login login) {
    return () ->
        Arrays.stream(InetAddress.getAllByName(login.host()))
            .map(address -> new InetSocketAddress(address, login.port()))
            .toList();
  }

  Login login() {
    return login;
  }

  /** Whoever opens a channel takes one of these first and gives it back at the channel's end. */
  Semaphore channels() {
    return channels;
  }

  /** The open session. */
  ClientSession session() throws RemoteException, InterruptedException {
    ClientSession current = session;
    if (current != null && current.isOpen() && current.isAuthenticated()) {
      return current;
    }
    connecting.lockInterruptibly();
    try {
      current = session;
      if (current == null || !current.isOpen() || !current.isAuthenticated()) {
        current = connect();
        session = current;
      }
      return current;
    } finally {
      connecting.unlock();
    }
  }

  /** The host key that the server showed; empty if there was no connection. */
  Optional<String> hostKey() {
    return Optional.ofNullable(session).map(ClientSession::getServerKey).map(KnownHosts::words);
  }

  @Override
  public void close() {
    ClientSession current = session;
    if (current != null) {
      current.close(true);
    }
  }

  private ClientSession connect() throws RemoteException, InterruptedException {
    Attempt attempt = new Attempt(login, Keys.load(login), knownHosts);
    RemoteException last =
        new RemoteException.Unreachable(
            "%s: %s has no address".formatted(login.name(), login.host()), next(), null);
    try {
      for (InetSocketAddress address : route.addresses()) {
        try {
          return authenticate(open(address, attempt), attempt);
        } catch (RemoteException.Unreachable failure) {
          last = failure;
        }
      }
    } catch (UnknownHostException unknown) {
      throw unreachable("the name " + login.host() + " is not known", unknown);
    } catch (IOException failure) {
      throw unreachable(why(failure), failure);
    }
    throw last;
  }

  private ClientSession open(InetSocketAddress address, Attempt attempt)
      throws RemoteException, InterruptedException {
    AttributeRepository context = AttributeRepository.ofKeyValuePair(Attempt.KEY, attempt);
    try {
      var connected =
          Waiting.of(
              client.started().connect(login.user(), address, context, null), settings.connect());
      return connected.getSession();
    } catch (TimeoutException late) {
      throw new RemoteException.Unreachable(
          "%s: %s does not answer within %s"
              .formatted(login.name(), login.place(), TimeLimit.inWords(settings.connect())),
          next(),
          late);
    } catch (IOException failure) {
      throw attempt.distrust().orElseGet(() -> unreachable(why(failure), failure));
    }
  }

  private ClientSession authenticate(ClientSession opened, Attempt attempt)
      throws RemoteException, InterruptedException {
    boolean done = false;
    try {
      Waiting.of(opened.auth(), settings.authenticate());
      done = true;
      return opened;
    } catch (TimeoutException late) {
      throw attempt.distrust().orElseGet(() -> slowLogin(late));
    } catch (SshException failure) {
      throw attempt.distrust().orElseGet(() -> judged(failure, attempt));
    } catch (IOException failure) {
      throw attempt.distrust().orElseGet(() -> unreachable(why(failure), failure));
    } finally {
      if (!done) {
        opened.close(true);
      }
    }
  }

  private RemoteException slowLogin(Throwable late) {
    return new RemoteException.TooSlow(
        "%s: logging in at %s took longer than %s"
            .formatted(login.name(), login.shown(), TimeLimit.inWords(settings.authenticate())),
        "look at the SSH server's log and load on " + login.host(),
        late);
  }

  /** A session that ends while it logs in was refused, unless the line broke. */
  private RemoteException judged(SshException failure, Attempt attempt) {
    boolean refused =
        String.valueOf(failure.getMessage()).contains("authentication")
            || failure.getDisconnectCode() == 2
            || failure.getDisconnectCode() == 14;
    return refused ? attempt.denied(failure) : unreachable(why(failure), failure);
  }

  RemoteException unreachable(String why, @Nullable Throwable cause) {
    return new RemoteException.Unreachable(
        "%s: cannot reach %s by SSH: %s".formatted(login.name(), login.place(), why),
        next(),
        cause);
  }

  private String next() {
    return "check that %s is up and that its SSH server listens on port %d (`inventory` says where)"
        .formatted(login.host(), login.port());
  }

  private static String why(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
  }
}
