package dev.drover.remote.ssh;

import dev.drover.remote.RemoteException;
import dev.drover.remote.Target;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Puts together how to log in: what the inventory says wins over OpenSSH's configuration. */
final class Logins {

  private static final List<String> USUAL_KEYS =
      List.of("~/.ssh/id_ed25519", "~/.ssh/id_ecdsa", "~/.ssh/id_rsa");
  private static final List<String> USUAL_HOSTS =
      List.of("~/.ssh/known_hosts", "/etc/ssh/ssh_known_hosts");
  private static final Duration ALIVE = Duration.ofSeconds(10);

  private final SshSettings settings;
  private final OpenSshConfig config;

  Logins(SshSettings settings) {
    this.settings = settings;
    this.config = new OpenSshConfig(settings);
  }

  Login of(Target target) throws RemoteException {
    String asked = target.address().orElse(target.name());
    Values values = new Values(config.resolve(target, asked));
    String host = values.first("hostname").orElse(asked);
    OpenSshConfig.refuseOption(target.name(), host);
    refuseProxyCommand(target, values);
    String user = target.user().or(() -> values.first("user")).orElse(settings.user());
    int port = target.port().or(() -> values.first("port").map(Integer::valueOf)).orElse(22);
    Tokens tokens = new Tokens(settings, host, port, user);
    List<Path> identities = identities(target, values, tokens);
    return new Login(
        target.name(),
        host,
        port,
        user,
        target.password(),
        values.first("hostkeyalias").filter(Values::given).orElse(host),
        identities,
        !target.identity().isEmpty() || values.is("identitiesonly", "yes"),
        agent(values, tokens),
        knownHosts(target, values, tokens),
        jump(target, values),
        target.jumpIdentity(),
        alive(values),
        values.first("serveralivecountmax").map(Integer::valueOf).orElse(3));
  }

  /** Usual keys that are not there are left out; named ones must be. */
  private List<Path> identities(Target target, Values values, Tokens tokens) {
    if (!target.identity().isEmpty()) {
      return target.identity().stream().map(tokens::path).toList();
    }
    List<String> found = values.all("identityfile");
    return (found.isEmpty() ? USUAL_KEYS : found)
        .stream().map(Values::unquoted).map(tokens::path).filter(Files::exists).toList();
  }

  private static List<Path> knownHosts(Target target, Values values, Tokens tokens) {
    if (!target.knownHosts().isEmpty()) {
      return target.knownHosts().stream().map(tokens::path).toList();
    }
    List<String> found =
        Stream.of("userknownhostsfile", "globalknownhostsfile")
            .flatMap(key -> values.words(key).stream())
            .toList();
    return (found.isEmpty() ? USUAL_HOSTS : found).stream().map(tokens::path).toList();
  }

  private Optional<Path> agent(Values values, Tokens tokens) {
    Optional<String> configured = values.first("identityagent").map(Values::unquoted);
    if (configured.filter(name -> name.equals("none")).isPresent()) {
      return Optional.empty();
    }
    return configured
        .filter(name -> !name.equals("SSH_AUTH_SOCK") && !name.startsWith("$"))
        .map(tokens::path)
        .or(settings::agent);
  }

  private static List<String> jump(Target target, Values values) {
    return target
        .jump()
        .or(() -> values.first("proxyjump"))
        .filter(Values::given)
        .map(text -> List.of(text.split(",", -1)))
        .orElse(List.of());
  }

  /** OpenSSH sends no keep-alive unless told; a runbook can't wait for a dead host for ever. */
  private static Duration alive(Values values) {
    return values
        .first("serveraliveinterval")
        .map(Integer::valueOf)
        .filter(seconds -> seconds > 0)
        .map(Duration::ofSeconds)
        .orElse(ALIVE);
  }

  private static void refuseProxyCommand(Target target, Values values) throws RemoteException {
    Optional<String> command = values.first("proxycommand").filter(Values::given);
    if (command.isPresent() && target.jump().isEmpty()) {
      throw new RemoteException.Refused(
          "%s: its OpenSSH configuration has a ProxyCommand, which is not supported"
              .formatted(target.name()),
          "use ProxyJump there, or `jump` in the inventory",
          null);
    }
  }

  /** The answers of {@code ssh -G}. */
  private record Values(Map<String, List<String>> map) {

    Optional<String> first(String key) {
      return all(key).stream().findFirst();
    }

    List<String> all(String key) {
      return map.getOrDefault(key, List.of());
    }

    List<String> words(String key) {
      return all(key).stream()
          .flatMap(value -> Stream.of(value.split(" ", -1)))
          .map(Values::unquoted)
          .filter(Values::given)
          .toList();
    }

    boolean is(String key, String value) {
      return first(key).filter(value::equals).isPresent();
    }

    static boolean given(String value) {
      return !value.isEmpty() && !value.equals("none");
    }

    static String unquoted(String value) {
      return value.replaceAll("^\"|\"$", "");
    }
  }

  /** OpenSSH's tokens in paths. */
  private record Tokens(SshSettings settings, String host, int port, String user) {

    Path path(String text) {
      return settings.path(
          text.replace("%d", settings.home().toString())
              .replace("%h", host)
              .replace("%p", Integer.toString(port))
              .replace("%r", user)
              .replace("%u", settings.user())
              .replace("%%", "%"));
    }
  }
}
