package dev.drover.remote;

import dev.drover.secret.Secret;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How a machine is reached, as the inventory says; what is empty comes from the user's OpenSSH
 * configuration.
 *
 * @param name its name in the inventory
 * @param kind over SSH, or this machine itself
 * @param address host name or IP address, {@code name} if empty
 * @param user login name
 * @param identity private key files
 * @param knownHosts known_hosts files
 * @param jump jump hosts in the form of OpenSSH's ProxyJump
 * @param jumpIdentity private key files for the last of them
 * @param become the user that commands run as by sudo, and sudo's password
 * @param reconnectFor how long it is tried again after it was lost
 */
public record Target(
    String name,
    Kind kind,
    Optional<String> address,
    Optional<Integer> port,
    Optional<String> user,
    Optional<Secret> password,
    List<String> identity,
    List<String> knownHosts,
    Optional<String> jump,
    List<String> jumpIdentity,
    Optional<Become> become,
    Optional<Duration> reconnectFor) {

  /** By which way a machine is reached. */
  public enum Kind {
    SSH,
    LOCAL
  }

  /** Another user to be on the machine, by sudo. */
  public record Become(String user, Optional<Secret> password) {}

  public Target {
    identity = List.copyOf(identity);
    knownHosts = List.copyOf(knownHosts);
    jumpIdentity = List.copyOf(jumpIdentity);
  }

  /** A machine whose jump hosts need no keys of their own, tried again for as long as usual. */
  public Target(
      String name,
      Kind kind,
      Optional<String> address,
      Optional<Integer> port,
      Optional<String> user,
      Optional<Secret> password,
      List<String> identity,
      List<String> knownHosts,
      Optional<String> jump,
      Optional<Become> become) {
    this(
        name,
        kind,
        address,
        port,
        user,
        password,
        identity,
        knownHosts,
        jump,
        List.of(),
        become,
        Optional.empty());
  }

  /** The same machine as its login user, who becomes nobody else. */
  public Target loginOnly() {
    return new Target(
        name,
        kind,
        address,
        port,
        user,
        password,
        identity,
        knownHosts,
        jump,
        jumpIdentity,
        Optional.empty(),
        reconnectFor);
  }

  /** How patient one is with it, in place of the usual. */
  public Patience patience(Patience usual) {
    return reconnectFor.map(Patience::new).orElse(usual);
  }
}
