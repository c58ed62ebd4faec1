package dev.drover.remote.ssh;

import dev.drover.remote.RemoteException;
import dev.drover.remote.Target;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.sshd.common.util.net.SshdSocketAddress;

/** The connections of a process: one to each login. */
final class Connections implements AutoCloseable {

  private final Map<Login, Connection> open = new ConcurrentHashMap<>();
  private final SshSettings settings;
  private final Logins logins;
  private final Client client = new Client();
  private final KnownHosts knownHosts = new KnownHosts();

  Connections(SshSettings settings) {
    this.settings = settings;
    this.logins = new Logins(settings);
  }

  /** The connection to a target; nothing is sent yet. */
  Connection to(Target target) throws RemoteException {
    Login login = logins.of(target);
    return to(login, login.jump());
  }

  private Connection to(Login login, List<String> jump) throws RemoteException {
    Connection.Route route = jump.isEmpty() ? Connection.direct(login) : through(login, jump);
    return open.computeIfAbsent(
        login, key -> new Connection(key, route, client, knownHosts, settings));
  }

  /** By the last jump host, which is itself reached through those before it. */
  private Connection.Route through(Login login, List<String> jump) throws RemoteException {
    Login hop = logins.of(hop(login, jump.getLast()));
    List<String> before = jump.subList(0, jump.size() - 1);
    Connection gate = to(hop, before.isEmpty() ? hop.jump() : before);
    return () -> {
      try {
        return List.of(
            gate.session()
                .createLocalPortForwardingTracker(
                    new SshdSocketAddress("127.0.0.1", 0),
                    new SshdSocketAddress(login.host(), login.port()))
                .getBoundAddress()
                .toInetSocketAddress());
      } catch (IOException failure) {
        throw gate.unreachable(
            "it does not lead on to " + login.place() + ": " + failure.getMessage(), failure);
      }
    };
  }

  /** A jump host in OpenSSH's form {@code [user@]host[:port]}. */
  private static Target hop(Login login, String text) throws RemoteException {
    String hop = text.strip().replaceFirst("^ssh://", "");
    int at = hop.lastIndexOf('@');
    String place = hop.substring(at + 1);
    int colon = place.lastIndexOf(':');
    boolean port = (colon > 0 && place.indexOf(':') == colon) || place.contains("]:");
    String host = (port ? place.substring(0, colon) : place).replaceAll("[\\[\\]]", "");
    try {
      return new Target(
          "jump host " + host + " of " + login.name(),
          Target.Kind.SSH,
          Optional.of(host),
          port ? Optional.of(Integer.valueOf(place.substring(colon + 1))) : Optional.empty(),
          at > 0 ? Optional.of(hop.substring(0, at)) : Optional.empty(),
          Optional.empty(),
          login.jumpIdentity(),
          List.of(),
          Optional.empty(),
          Optional.empty());
    } catch (NumberFormatException odd) {
      throw new RemoteException.Refused(
          "%s: `%s` is no jump host".formatted(login.name(), text),
          "write it as [user@]host[:port]",
          odd);
    }
  }

  /** The host keys of the servers that were connected to, jump hosts among them, by name. */
  Map<String, String> hostKeys() {
    Map<String, Set<String>> keys = new TreeMap<>();
    open.forEach((login, connection) ->
        connection
            .hostKey()
            .ifPresent(key -> keys.computeIfAbsent(login.name(), _ -> new TreeSet<>()).add(key)));
    Map<String, String> shown = new TreeMap<>();
    keys.forEach((name, all) -> shown.put(name, String.join(", ", all)));
    return shown;
  }

  @Override
  public void close() {
    open.values().forEach(Connection::close);
    client.close();
  }
}
