package dev.drover.remote.ssh;

import dev.drover.demo.SshServer;
import dev.drover.remote.Patience;
import dev.drover.remote.Remote;
import dev.drover.remote.Target;
import dev.drover.secret.Secret;
import dev.drover.testing.SshKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A user's side of SSH in a directory of its own: home, key, known_hosts, configuration. */
final class SshPlace implements AutoCloseable {

  private final Path home;
  private final Path key;
  private final Path knownHosts;
  private final List<String> warnings = new ArrayList<>();
  private Machines machines;

  private SshPlace(Path home, Path key) throws IOException {
    this.home = home;
    this.key = key;
    this.knownHosts = Files.writeString(home.resolve("known_hosts"), "");
    Files.writeString(home.resolve("config"), "");
    machines = new Machines(settings());
  }

  static SshPlace create(Path directory) throws IOException, InterruptedException {
    Path home = Files.createDirectories(directory.resolve("home"));
    Path key = SshKeys.generate(home.resolve("key"), "-t", "ed25519");
    SshKeys.authorize(home.resolve("authorized_keys"), key);
    return new SshPlace(home, key);
  }

  SshSettings settings() {
    return settings(Optional.empty());
  }

  SshSettings settings(Optional<String> agent) {
    return SshSettings.ofUser(agent, warnings::add)
        .config(home.resolve("config"))
        .limits(Duration.ofSeconds(10), Duration.ofSeconds(10))
        .patience(new Patience(Duration.ofSeconds(2)));
  }

  /** From now on with other settings. */
  void use(SshSettings settings) {
    machines.close();
    machines = new Machines(settings);
  }

  /** From now on with this OpenSSH configuration. */
  void configure(String config) throws IOException {
    Files.writeString(home.resolve("config"), config);
    use(settings());
  }

  /** A machine of which the inventory says nothing but the name. */
  static Target bare(String name) {
    return new Target(
        name,
        Target.Kind.SSH,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        List.of(),
        Optional.empty(),
        Optional.empty());
  }

  Path key() {
    return key;
  }

  Path home() {
    return home;
  }

  Path knownHosts() {
    return knownHosts;
  }

  Path authorizedKeys() {
    return home.resolve("authorized_keys");
  }

  SshPlace trust(SshServer server) throws IOException {
    Files.writeString(knownHosts, Files.readString(knownHosts) + server.knownHostsLine() + "\n");
    return this;
  }

  Target target(SshServer server) {
    return target(server.port(), List.of(key.toString()), Optional.empty());
  }

  Target target(int port, List<String> keys, Optional<Secret> password) {
    return new Target(
        "node",
        Target.Kind.SSH,
        Optional.of("127.0.0.1"),
        Optional.of(port),
        Optional.empty(),
        password,
        keys,
        List.of(knownHosts.toString()),
        Optional.empty(),
        Optional.empty());
  }

  Remote to(SshServer server) {
    return machines.to(target(server));
  }

  Remote to(Target target) {
    return machines.to(target);
  }

  List<String> warnings() {
    return warnings;
  }

  @Override
  public void close() {
    machines.close();
  }
}
