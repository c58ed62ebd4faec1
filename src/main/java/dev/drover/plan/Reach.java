package dev.drover.plan;

import dev.drover.remote.Target;
import dev.drover.remote.Target.Become;
import dev.drover.remote.Target.Kind;
import dev.drover.schema.Default;
import dev.drover.schema.Doc;
import dev.drover.secret.Secret;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How a host is reached, by the names that Ansible's inventories use. */
record Reach(
    @Doc("Address, the host's name if left out") Optional<String> ansibleHost,
    @Doc("SSH port") Optional<Integer> ansiblePort,
    @Doc("Login name") Optional<String> ansibleUser,
    @Doc("Login password") Optional<Secret> ansiblePassword,
    @Doc("Login password, by its older name") Optional<Secret> ansibleSshPass,
    @Doc("Private key file") Optional<String> ansibleSshPrivateKeyFile,
    @Doc("Options of ssh; -J, ProxyJump and UserKnownHostsFile are understood")
        Optional<String> ansibleSshCommonArgs,
    @Doc("ssh, or local for this machine; local for localhost, else ssh if left out")
        Optional<Kind> ansibleConnection,
    @Doc("Whether commands run as another user, by sudo") @Default("false") boolean ansibleBecome,
    @Doc("That user") @Default("root") String ansibleBecomeUser,
    @Doc("Password of sudo") Optional<Secret> ansibleBecomePassword,
    @Doc("Password of sudo, by its other name") Optional<Secret> ansibleBecomePass,
    @Doc("By which way; only sudo is known") Optional<String> ansibleBecomeMethod) {

  /** The variables that say how a host is reached. */
  static final Set<String> NAMES =
      Arrays.stream(Reach.class.getRecordComponents())
          .map(component ->
              component.getName().replaceAll("([A-Z])", "_$1").toLowerCase(java.util.Locale.ROOT))
          .collect(Collectors.toUnmodifiableSet());

  Reach {
    if (!ansibleBecomeMethod.orElse("sudo").equals("sudo")) {
      throw new IllegalArgumentException(
          "`ansible_become_method: "
              + ansibleBecomeMethod.get()
              + "` is not understood: only sudo is");
    }
    List<String> unknown = new ArrayList<>();
    options(ansibleSshCommonArgs, unknown);
    if (!unknown.isEmpty()) {
      throw new IllegalArgumentException(
          "`"
              + String.join(" ", unknown)
              + "` is not understood: write -J, -o ProxyJump= or -o UserKnownHostsFile=, "
              + "or put it into the OpenSSH configuration, which is read too");
    }
  }

  /** How it is reached for work as somebody. */
  Target target(String name, WorkingAs as) {
    List<String> options = options(ansibleSshCommonArgs, new ArrayList<>());
    return new Target(
        name,
        ansibleConnection.orElse(name.equals("localhost") ? Kind.LOCAL : Kind.SSH),
        ansibleHost,
        ansiblePort,
        ansibleUser,
        ansiblePassword.or(() -> ansibleSshPass),
        ansibleSshPrivateKeyFile.stream().toList(),
        valuesOf("UserKnownHostsFile", options).toList(),
        valuesOf("ProxyJump", options).findFirst(),
        as.become().orElse(ansibleBecome)
            ? Optional.of(
                new Become(
                    as.user().orElse(ansibleBecomeUser),
                    ansibleBecomePassword.or(() -> ansibleBecomePass)))
            : Optional.empty());
  }

  private static Stream<String> valuesOf(String option, List<String> options) {
    return options.stream()
        .filter(text -> text.startsWith(option + "="))
        .map(text -> text.substring(option.length() + 1));
  }

  /**
   * The options in the form {@code Name=value}; what is not understood is added to {@code unknown}.
   */
  private static List<String> options(Optional<String> arguments, List<String> unknown) {
    List<String> words =
        arguments.map(text -> Arrays.asList(text.strip().split("\\s+"))).orElse(List.of());
    List<String> options = new ArrayList<>();
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      String value =
          word.length() > 2 ? word.substring(2) : i + 1 < words.size() ? words.get(++i) : "";
      if (word.startsWith("-J") && !value.isEmpty()) {
        options.add("ProxyJump=" + value);
      } else if (word.startsWith("-o") && value.matches("(ProxyJump|UserKnownHostsFile)=.+")) {
        options.add(value);
      } else if (!word.isEmpty()) {
        unknown.add(word + (word.length() > 2 ? "" : " " + value).stripTrailing());
      }
    }
    return options;
  }
}
