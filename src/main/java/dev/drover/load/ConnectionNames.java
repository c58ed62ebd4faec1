package dev.drover.load;

import dev.drover.diag.Code;
import dev.drover.diag.Diagnostics;
import dev.drover.diag.Suggestion;
import dev.drover.yaml.Node.ScalarNode;
import java.util.Optional;
import java.util.Set;

/**
 * The variables with which an inventory of Ansible says how a host is reached. A misspelt one would
 * be a variable like any other, and the host be looked for elsewhere.
 */
public final class ConnectionNames {

  private static final String PREFIX = "ansible";

  /** What counts here, without {@code ansible_}. A test asks the reader of them whether it does. */
  private static final Set<String> READ =
      Set.of(
          "host",
          "port",
          "user",
          "password",
          "connection",
          "private_key_file",
          "ssh_host",
          "ssh_port",
          "ssh_user",
          "ssh_pass",
          "ssh_password",
          "ssh_private_key_file",
          "ssh_common_args",
          "ssh_extra_args",
          "ssh_args",
          "become",
          "become_user",
          "become_pass",
          "become_password",
          "become_method",
          "group_priority");

  /** What Ansible knows besides and is near to one of these: no slip of the keyboard. */
  private static final Set<String> ANSIBLES =
      Set.of(
          "sudo",
          "sudo_user",
          "sudo_pass",
          "sudo_exe",
          "su_user",
          "su_pass",
          "become_exe",
          "become_flags",
          "become_plugin",
          "sftp_extra_args",
          "scp_extra_args",
          "ssh_executable",
          "ssh_pipelining",
          "ssh_retries",
          "ssh_timeout",
          "ssh_transfer_method",
          "ssh_private_key",
          "ssh_private_key_passphrase",
          "local");

  /** How long a lost connection is made again; Ansible has no such thing. */
  private static final String RECONNECT = "reconnect_for";

  private ConnectionNames() {}

  /** True if what the inventory says for this name counts. */
  public static boolean isRead(String name) {
    return name.equals(RECONNECT)
        || (name.startsWith(PREFIX + "_") && READ.contains(name.substring(PREFIX.length() + 1)));
  }

  /** Warns of a name that was probably meant to be one of them. */
  static void check(ScalarNode name, Diagnostics diagnostics) {
    meant(name.text())
        .ifPresent(near ->
            diagnostics.warning(
                Code.INVENTORY_MISSPELT,
                name.span(),
                "`" + name.text() + "` says nothing of how a host is reached",
                "did you mean `" + near + "`?"));
  }

  private static Optional<String> meant(String name) {
    if (!name.equals(RECONNECT) && Suggestion.nearest(name, Set.of(RECONNECT)).isPresent()) {
      return Optional.of(RECONNECT);
    }
    int end = name.indexOf('_');
    if (end < 0 || !name.startsWith("a")) {
      return Optional.empty();
    }
    String prefix = name.substring(0, end);
    String rest = name.substring(end + 1);
    boolean known = ANSIBLES.contains(rest) || isRead(name);
    boolean close = prefix.equals(PREFIX) || Suggestion.nearest(prefix, Set.of(PREFIX)).isPresent();
    if (known || !close) {
      return Optional.empty();
    }
    return READ.contains(rest)
        ? Optional.of(PREFIX + "_" + rest)
        : Suggestion.nearest(rest, READ).map(near -> PREFIX + "_" + near);
  }
}
