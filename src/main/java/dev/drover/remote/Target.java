package dev.drover.remote;

import dev.drover.secret.Secret;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

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

  /**
   * The line by which a person runs a shell text there, for a shell here. A login password is asked
   * for, and what the user's OpenSSH configuration says holds for it too.
   */
  public String typed(String text) {
    String there =
        become
            .map(user -> "sudo -u " + Word.of(user.user()).quoted() + " " + sh(text))
            .orElse(kind == Kind.LOCAL ? sh(text) : text);
    if (kind == Kind.LOCAL) {
      return there;
    }
    List<String> words = new ArrayList<>(List.of("ssh"));
    port.ifPresent(number -> words.addAll(List.of("-p", String.valueOf(number))));
    identity.forEach(key -> words.addAll(List.of("-i", key)));
    if (!knownHosts.isEmpty()) {
      words.addAll(List.of("-o", "UserKnownHostsFile=" + String.join(" ", knownHosts)));
    }
    jump.ifPresent(hosts -> words.addAll(through(hosts)));
    words.add(user.map(login -> login + "@").orElse("") + address.orElse(name));
    words.add(there);
    return words.stream().map(word -> Word.of(word).quoted()).collect(Collectors.joining(" "));
  }

  /** The jump hosts; `-J` has no place for keys of their own. */
  private List<String> through(String hosts) {
    if (jumpIdentity.isEmpty()) {
      return List.of("-J", hosts);
    }
    String keys =
        jumpIdentity.stream()
            .map(key -> "-i " + Word.of(key).quoted() + " ")
            .collect(Collectors.joining());
    return List.of("-o", "ProxyCommand=ssh " + keys + "-W '[%h]:%p' " + Word.of(hosts).quoted());
  }

  private static String sh(String text) {
    return "sh -c " + Word.of(text).quoted();
  }

  /** How patient one is with it, in place of the usual. */
  public Patience patience(Patience usual) {
    return reconnectFor.map(Patience::new).orElse(usual);
  }
}
