package dev.drover.testing;

import dev.drover.plan.Doors;
import dev.drover.plan.Right;
import dev.drover.remote.Address;
import dev.drover.remote.Command;
import dev.drover.remote.CommandResult;
import dev.drover.remote.Remote;
import dev.drover.remote.RemoteException;
import dev.drover.remote.Remotes;
import dev.drover.remote.Socket;
import dev.drover.remote.Target;
import dev.drover.rest.Endpoint;
import dev.drover.rest.Rest;
import dev.drover.rest.Rests;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.Predicate;

/** Doors that note which of the rights of a plan are used, and what is done without any. */
public final class RecordedDoors implements Remotes, Rests {

  private final Remotes remotes;
  private final Rests rests;
  private final List<Right> rights;
  private final Set<Right> used = java.util.concurrent.ConcurrentHashMap.newKeySet();
  private final Set<String> beyond = new ConcurrentSkipListSet<>();

  private RecordedDoors(Remotes remotes, Rests rests, Set<Right> rights) {
    this.remotes = remotes;
    this.rests = rests;
    this.rights = List.copyOf(rights);
  }

  /** The doors around others. */
  public static RecordedDoors around(Doors doors, Set<Right> rights) {
    return new RecordedDoors(doors.remotes(), doors.rests(), rights);
  }

  /** The others with these in front. */
  public Doors in(Doors doors) {
    return new Doors(doors.scopes(), this, this, doors.clock(), doors.extensions());
  }

  /** What was done that no right allows. */
  public Set<String> beyond() {
    return Set.copyOf(beyond);
  }

  /** The rights that nothing needed, other than of what nobody can know. */
  public List<Right> unused() {
    return rights.stream()
        .filter(right -> !used.contains(right) && !(right instanceof Right.Unknown))
        .toList();
  }

  private void use(String words, Predicate<Right> right) {
    List<Right> fitting = new ArrayList<>(rights.stream().filter(right).toList());
    used.addAll(fitting);
    if (fitting.isEmpty()) {
      beyond.add(words);
    }
  }

  @Override
  public Remote to(Target target) {
    return new Machine(remotes.to(target), target);
  }

  @Override
  public Rest to(Endpoint endpoint) {
    Rest rest = rests.to(endpoint);
    return request -> {
      String path = request.path().replaceFirst("\\?.*", "");
      String words = request.method() + " " + endpoint.base() + path;
      boolean anonymous =
          !request.authenticated()
              || endpoint.authorization() instanceof Endpoint.Authorization.None;
      use(
          words + (anonymous ? " without credentials" : ""),
          right ->
              switch (right) {
                case Right.Api api ->
                    api.method().equals(request.method())
                        && api.path().equals(path)
                        && api.as().isEmpty() == anonymous;
                case Right.Web web ->
                    web.base().equals(endpoint.base())
                        && web.method().equals(request.method())
                        && covers(web.path(), path);
                default -> false;
              });
      int port =
          endpoint.base().getPort() < 0
              ? endpoint.base().getScheme().equals("https") ? 443 : 80
              : endpoint.base().getPort();
      way(endpoint.tunnel(), endpoint.base().getHost() + ":" + port);
      return rest.send(request);
    };
  }

  /** A path that ends with a star covers all that begin so. */
  private static boolean covers(String right, String path) {
    return right.endsWith("*")
        ? path.startsWith(right.substring(0, right.length() - 1))
        : right.equals(path);
  }

  private void way(Optional<String> from, String to) {
    use(
        "a connection from " + from + " to " + to,
        right ->
            right instanceof Right.Path path && path.from().equals(from) && path.to().equals(to));
  }

  @Override
  public void close() {
    rests.close();
    remotes.close();
  }

  /** A machine whose user is known. */
  private final class Machine implements Remote {
    private final Remote remote;
    private final Target target;

    Machine(Remote remote, Target target) {
      this.remote = remote;
      this.target = target;
    }

    private void enter() {
      use(
          "a login to " + target.name(),
          right ->
              right instanceof Right.Login login && login.machine().equals(target.loginOnly()));
      if (target.kind() == Target.Kind.SSH) {
        way(
            Optional.empty(),
            target.address().orElse(target.name()) + ":" + target.port().orElse(22));
      }
      target
          .become()
          .ifPresent(become ->
              use(
                  "sudo to " + become.user() + " on " + target.name(),
                  right ->
                      right instanceof Right.Become other
                          && other.host().equals(target.name())
                          && other.login().equals(target.user())
                          && other.as().equals(become.user())));
    }

    @Override
    public String host() {
      return remote.host();
    }

    @Override
    public CommandResult exec(Command command) throws RemoteException, InterruptedException {
      enter();
      if (command.scriptName().equals(Optional.of("product.run"))) {
        product(
            command.arguments().get(1), command.arguments().subList(2, command.arguments().size()));
      }
      return remote.exec(command);
    }

    /** The one script that begins a program as somebody else by itself. */
    private void product(String user, List<String> words) {
      Optional<String> own = target.become().map(Target.Become::user).or(target::user);
      if (own.equals(Optional.of("root")) || own.equals(Optional.of(user))) {
        return;
      }
      boolean service =
          words.getFirst().equals("systemctl") || words.getFirst().startsWith("/etc/init.d/");
      if (service || !user.equals("-")) {
        use(
            words + " as " + user + " on " + target.name(),
            right ->
                switch (right) {
                  case Right.Service of ->
                      of.host().equals(target.name()) && of.words().equals(words);
                  case Right.Program of ->
                      of.host().equals(target.name())
                          && of.by().equals(own)
                          && of.as().equals(user)
                          && of.words().equals(words);
                  default -> false;
                });
      }
    }

    @Override
    public void upload(Path local, String path, int mode)
        throws RemoteException, InterruptedException {
      enter();
      remote.upload(local, path, mode);
    }

    @Override
    public void download(String source, Path local) throws RemoteException, InterruptedException {
      enter();
      remote.download(source, local);
    }

    @Override
    public Socket connect(Address address) throws RemoteException, InterruptedException {
      boolean here = target.name().equals("localhost") && target.kind() == Target.Kind.LOCAL;
      if (!here) {
        enter();
      }
      Optional<String> from = here ? Optional.empty() : Optional.of(target.name());
      use(
          "a connection from " + from + " to " + address,
          right ->
              switch (right) {
                case Right.Balancer balancer ->
                    balancer.via().equals(from) && balancer.address().equals(address);
                case Right.Path path -> path.from().equals(from) && path.to().equals("" + address);
                default -> false;
              });
      return remote.connect(address);
    }
  }
}
