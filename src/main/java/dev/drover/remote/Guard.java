package dev.drover.remote;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Has a machine refuse whoever comes with a lower token than one that it has seen: a command that
 * was sent, or begun again, by somebody who does not know yet that others work there by now.
 */
final class Guard {

  /** The status of a command that was refused. */
  static final int REFUSED = 76;

  /** In the environment of a command on its way to the line; no command sees it. */
  static final String VARIABLE = "DROVER_FENCE";

  /**
   * Tokens are names of files, so that the highest can't be lost: each says its own first, and
   * looks for higher ones then. Usually that takes no process. All in one line.
   */
  private static final String CHECK =
      "drover_fence() { [ -n \"${HOME-}\" ] || return 0; drover_f=$HOME/.drover/fence;"
          + " [ -e \"$drover_f/$1.$2\" ] || ("
          + " umask 077; mkdir -p -- \"$drover_f\" && : > \"$drover_f/$1.$2\" &&"
          + " find \"$drover_f/.\" -type f -mtime +90 -exec rm -f {} +) 2>/dev/null;"
          + " for drover_t in \"$drover_f/$1\".*; do drover_t=${drover_t##*.};"
          + " case $drover_t in '' | *[!0-9]*) continue;; esac;"
          + " if [ \"$drover_t\" -gt \"$2\" ]; then rm -f -- \"$drover_f/$1.$2\";"
          + " echo \"drover: a run with a later lease ($drover_t) works here by now\" >&2; return 1; fi;"
          + " [ \"$drover_t\" -eq \"$2\" ] || rm -f -- \"$drover_f/$1.$drover_t\"; done; }; ";

  private Guard() {}

  /** Tokens, by words of letters, digits and hyphens, as one value. */
  static String value(Map<String, Long> tokens) {
    return new TreeMap<>(tokens)
        .entrySet().stream()
            .map(token -> checked(token.getKey()) + " " + token.getValue())
            .collect(Collectors.joining(","));
  }

  private static String checked(String key) {
    if (!key.matches("[A-Za-z0-9_-]{1,100}")) {
      throw new IllegalArgumentException("`" + key + "` can't name a token");
    }
    return key;
  }

  /** What stands before a command in its line. */
  static String before(String value) {
    StringBuilder line = new StringBuilder(CHECK);
    for (String token : List.of(value.split(",", -1))) {
      line.append("drover_fence ").append(token).append(" || exit ").append(REFUSED).append("; ");
    }
    return line.toString();
  }

  /** Whether that is how a command ended. */
  static boolean refused(int status, String err) {
    return status == REFUSED && err.contains("drover: a run with a later lease");
  }

  /** The error for whoever was refused. */
  static RemoteException fenced(String host, Command command) {
    return new RemoteException.Fenced(
        "%s: `%s` was not begun: a run with a later lease works there by now"
            .formatted(host, command),
        "`drover lock show -i INVENTORY` says who has the lease; `drover resume` goes on when it is"
            + " free",
        null);
  }
}
