package dev.drover.plan;

import dev.drover.remote.Target;
import dev.drover.remote.Target.Become;
import dev.drover.remote.Target.Kind;
import dev.drover.schema.Default;
import dev.drover.schema.Doc;
import dev.drover.secret.Secret;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How a host is reached, by the names that Ansible's inventories use, but for the last. */
record Reach(
    @Doc("Address, the host's name if left out") Optional<String> ansibleHost,
    @Doc("SSH port") Optional<Integer> ansiblePort,
    @Doc("Login name") Optional<String> ansibleUser,
    @Doc("Login password") Optional<Secret> ansiblePassword,
    @Doc("Login password, by its older name") Optional<Secret> ansibleSshPass,
    @Doc("Private key file") Optional<String> ansibleSshPrivateKeyFile,
    @Doc("Options of ssh that say how the host is reached: jump hosts, keys, port and user")
        Optional<String> ansibleSshCommonArgs,
    @Doc("ssh, or local for this machine; local for localhost, else ssh if left out")
        Optional<String> ansibleConnection,
    @Doc("Whether commands run as another user, by sudo") @Default("false") boolean ansibleBecome,
    @Doc("That user") @Default("root") String ansibleBecomeUser,
    @Doc("Password of sudo") Optional<Secret> ansibleBecomePassword,
    @Doc("Password of sudo, by its other name") Optional<Secret> ansibleBecomePass,
    @Doc("By which way; only sudo is known") Optional<String> ansibleBecomeMethod,
    @Doc("Address, by its older name, which wins") Optional<String> ansibleSshHost,
    @Doc("SSH port, by its older name, which wins") Optional<Integer> ansibleSshPort,
    @Doc("Login name, by its older name, which wins") Optional<String> ansibleSshUser,
    @Doc("Login password, by a third name, which wins") Optional<Secret> ansibleSshPassword,
    @Doc("Private key file, by its shorter name") Optional<String> ansiblePrivateKeyFile,
    @Doc("More options of ssh") Optional<String> ansibleSshExtraArgs,
    @Doc("More options of ssh") Optional<String> ansibleSshArgs,
    @Doc("How long a host that was reached is tried again after it was lost; 2m if left out")
        Optional<Duration> reconnectFor) {

  /** A user of Windows domains has a backslash in the name, one of a directory an `@`. */
  private static final Pattern USER =
      Pattern.compile("[\\p{L}\\p{N}_][\\p{L}\\p{N}._@\\\\+-]*[$]?");

  /** The variables that say how a host is reached. */
  static final Set<String> NAMES =
      Arrays.stream(Reach.class.getRecordComponents())
          .map(component ->
              component.getName().replaceAll("([A-Z])", "_$1").toLowerCase(java.util.Locale.ROOT))
          .collect(Collectors.toUnmodifiableSet());

  /** A host that is away for longer is a matter for a person, who resumes the run. */
  private static final Duration LONGEST = Duration.ofHours(1);

  Reach {
    if (reconnectFor.isPresent() && reconnectFor.get().compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "`reconnect_for` is longer than an hour; after that `drover resume` goes on");
    }
    checkUser("ansible_user", ansibleUser);
    checkUser("ansible_become_user", Optional.of(ansibleBecomeUser));
    if (!ansibleBecomeMethod.orElse("sudo").equals("sudo")) {
      throw new IllegalArgumentException(
          "`ansible_become_method: "
              + ansibleBecomeMethod.get()
              + "` is not understood: only sudo is");
    }
    if (kind(ansibleConnection, "").isEmpty()) {
      throw new IllegalArgumentException(
          "`ansible_connection: "
              + ansibleConnection.get()
              + "` is not understood: only ssh and local are");
    }
    SshArguments arguments = arguments(ansibleSshCommonArgs, ansibleSshExtraArgs, ansibleSshArgs);
    if (!arguments.unknown().isEmpty()) {
      throw new IllegalArgumentException(
          "`"
              + String.join(" ", arguments.unknown())
              + "` is not understood: write -J, -o ProxyJump= or -o UserKnownHostsFile=, "
              + "or put it into the OpenSSH configuration, which is read too");
    }
  }

  private static Optional<Kind> kind(Optional<String> connection, String name) {
    return switch (connection.orElse("")) {
      case "local" -> Optional.of(Kind.LOCAL);
      case "ssh", "smart", "paramiko", "paramiko_ssh", "ansible.builtin.ssh" ->
          Optional.of(Kind.SSH);
      case "" -> Optional.of(name.equals("localhost") ? Kind.LOCAL : Kind.SSH);
      default -> Optional.empty();
    };
  }

  private static SshArguments arguments(
      Optional<String> common, Optional<String> extra, Optional<String> others) {
    return SshArguments.of(Stream.of(common, extra, others).flatMap(Optional::stream).toList());
  }

  /** What the inventory asks of ssh that is never done. */
  List<String> unheeded() {
    return arguments(ansibleSshCommonArgs, ansibleSshExtraArgs, ansibleSshArgs).unheeded();
  }

  private static void checkUser(String variable, Optional<String> user) {
    if (user.isPresent() && !USER.matcher(user.get()).matches()) {
      throw new IllegalArgumentException(
          "`%s: %s` can't be the name of a user".formatted(variable, user.get()));
    }
  }

  /** How it is reached for work as somebody. */
  Target target(String name, WorkingAs as) {
    SshArguments arguments = arguments(ansibleSshCommonArgs, ansibleSshExtraArgs, ansibleSshArgs);
    List<String> keys =
        ansibleSshPrivateKeyFile.or(() -> ansiblePrivateKeyFile).stream()
            .collect(Collectors.toCollection(ArrayList::new));
    keys.addAll(arguments.all("IdentityFile"));
    return new Target(
        name,
        kind(ansibleConnection, name).orElseThrow(),
        ansibleSshHost.or(() -> ansibleHost),
        ansibleSshPort
            .or(() -> ansiblePort)
            .or(() -> arguments.first("Port").map(Integer::valueOf)),
        ansibleSshUser.or(() -> ansibleUser).or(() -> arguments.first("User")),
        ansibleSshPassword.or(() -> ansibleSshPass).or(() -> ansiblePassword),
        keys,
        arguments.all("UserKnownHostsFile"),
        arguments.first("ProxyJump"),
        arguments.all(SshArguments.JUMP_IDENTITY),
        as.become().orElse(ansibleBecome)
            ? Optional.of(
                new Become(
                    as.user().orElse(ansibleBecomeUser),
                    ansibleBecomePassword.or(() -> ansibleBecomePass)))
            : Optional.empty(),
        reconnectFor);
  }
}
