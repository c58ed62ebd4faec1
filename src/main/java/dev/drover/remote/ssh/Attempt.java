package dev.drover.remote.ssh;

import dev.drover.remote.RemoteException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.sshd.client.auth.password.PasswordAuthenticationReporter;
import org.apache.sshd.client.auth.pubkey.PublicKeyAuthenticationReporter;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.AttributeRepository.AttributeKey;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.jspecify.annotations.Nullable;

/** One attempt to log in, and what is to be told of it if it fails. */
final class Attempt implements PublicKeyAuthenticationReporter, PasswordAuthenticationReporter {

  /** Where a session keeps it. */
  static final AttributeKey<Attempt> KEY = new AttributeKey<>();

  private final Login login;
  private final Keys keys;
  private final KnownHosts knownHosts;
  private final List<String> problems = new ArrayList<>();
  private final Set<String> tried = new LinkedHashSet<>();
  private final Set<String> offered = new TreeSet<>();
  private @Nullable RemoteException distrust;

  Attempt(Login login, Keys keys, KnownHosts knownHosts) {
    this.login = login;
    this.keys = keys;
    this.knownHosts = knownHosts;
    problems.addAll(keys.problems());
  }

  Login login() {
    return login;
  }

  Keys keys() {
    return keys;
  }

  KnownHosts knownHosts() {
    return knownHosts;
  }

  /** Whether an agent's key may be offered. */
  boolean wants(PublicKey key) {
    return !login.onlyIdentities()
        || keys.named().stream().anyMatch(named -> KeyUtils.compareKeys(named, key));
  }

  synchronized void problem(String sentence) {
    problems.add(sentence);
  }

  synchronized void distrust(RemoteException why) {
    distrust = why;
  }

  synchronized Optional<RemoteException> distrust() {
    return Optional.ofNullable(distrust);
  }

  @Override
  public synchronized void signalAuthenticationAttempt(
      ClientSession session, String service, KeyPair pair, String algorithm) {
    String from = Optional.ofNullable(keys.pairs().get(pair)).map(file -> file + " ").orElse("");
    tried.add("the key " + from + "(" + Keys.shown(pair) + ")");
  }

  @Override
  public synchronized void signalAuthenticationFailure(
      ClientSession session, String service, KeyPair pair, boolean partial, List<String> methods) {
    offered.addAll(methods);
  }

  @Override
  public synchronized void signalAuthenticationAttempt(
      ClientSession session, String service, String before, boolean changed, String password) {
    tried.add("the password");
  }

  @Override
  public synchronized void signalAuthenticationFailure(
      ClientSession session,
      String service,
      String password,
      boolean partial,
      List<String> methods) {
    offered.addAll(methods);
  }

  @Override
  public void signalAuthenticationExhausted(ClientSession session, String service) {
    // The next method is tried by itself; if there is none, the login fails and denied() is asked.
  }

  /** The error for a machine that does not let us in. */
  synchronized RemoteException denied(Throwable cause) {
    StringBuilder text = new StringBuilder();
    text.append("%s: %s does not let us in".formatted(login.name(), login.shown()));
    text.append(
        tried.isEmpty()
            ? "; there was nothing to try: no usable key, no password"
            : "; tried " + String.join(", ", tried));
    problems.forEach(problem -> text.append("; ").append(problem));
    if (!offered.isEmpty()) {
      text.append("; the server takes ").append(String.join(", ", offered));
    }
    return new RemoteException.Denied(
        text.toString(),
        "check user, key and password of %s in the inventory; `ssh %s-v %s@%s true` shows more"
            .formatted(
                login.name(),
                login.port() == 22 ? "" : "-p " + login.port() + " ",
                login.user(),
                login.host()),
        cause);
  }
}
