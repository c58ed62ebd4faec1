package dev.drover.remote.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drover.demo.OpenSshServer;
import dev.drover.remote.Command;
import dev.drover.remote.CommandResult;
import dev.drover.remote.RemoteException;
import dev.drover.remote.Target;
import dev.drover.testing.RealComponent;
import dev.drover.testing.SshKeys;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@RealComponent({"sshd", "ssh-keygen", "ssh"})
class LoginTest {

  private static final CommandResult HELLO = new CommandResult(0, "hello\n", "");

  @TempDir private static Path place;
  private static Path authorized;
  private static OpenSshServer server;

  @TempDir private Path directory;
  private SshPlace user;

  @BeforeAll
  static void start() throws Exception {
    authorized = Files.writeString(place.resolve("authorized_keys"), "");
    server = OpenSshServer.start(place.resolve("server"), authorized, 0, List.of());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void home() throws Exception {
    user = SshPlace.create(directory).trust(server);
    SshKeys.authorize(authorized, user.key());
  }

  @AfterEach
  void leave() {
    user.close();
  }

  private CommandResult hello(Target target) throws Exception {
    return user.to(target).exec(Command.probe("echo", "hello"));
  }

  private Target with(String... keys) {
    return user.target(server.port(), List.of(keys), Optional.empty());
  }

  @ParameterizedTest
  @ValueSource(strings = {"ed25519", "ecdsa", "rsa"})
  void takesEveryUsualTypeOfKey(String type) throws Exception {
    Path key = SshKeys.generate(directory.resolve(type), "-t", type);
    SshKeys.authorize(authorized, key);
    assertThat(hello(with(key.toString()))).isEqualTo(HELLO);
  }

  @Test
  void takesAKeyInTheOldForm() throws Exception {
    Path key = SshKeys.generate(directory.resolve("old"), "-t", "rsa", "-m", "PEM");
    SshKeys.authorize(authorized, key);
    assertThat(hello(with(key.toString()))).isEqualTo(HELLO);
  }

  @Test
  void saysWhichKeysTheServerDidNotTake() throws Exception {
    Path key = SshKeys.generate(directory.resolve("stranger"), "-t", "ed25519");
    assertThatThrownBy(() -> hello(with(key.toString())))
        .isInstanceOf(RemoteException.Denied.class)
        .hasMessage(
            "node: %s@[127.0.0.1]:%d does not let us in; tried the key %s (ssh-ed25519 %s); the"
                + " server takes publickey",
            System.getProperty("user.name"), server.port(), key, SshKeys.fingerprint(key));
  }

  @Test
  void saysThatAKeyIsEncryptedOrMissing() throws Exception {
    Path key = SshKeys.encrypted(directory.resolve("locked"), "secret", "-t", "ed25519");
    SshKeys.authorize(authorized, key);
    assertThatThrownBy(() -> hello(with(key.toString(), directory + "/none")))
        .isInstanceOf(RemoteException.Denied.class)
        .hasMessageContaining("there was nothing to try: no usable key, no password")
        .hasMessageContaining(
            "the key %s is encrypted and no agent offers it (`ssh-add %s`)".formatted(key, key))
        .hasMessageContaining("the key file %s/none does not exist".formatted(directory));
  }

  @Test
  @RealComponent({"ssh-agent", "ssh-add"})
  void asksTheAgentForAnEncryptedKey() throws Exception {
    Path key = SshKeys.generate(directory.resolve("locked"), "-t", "ed25519");
    Path other = SshKeys.generate(directory.resolve("other"), "-t", "ecdsa");
    SshKeys.authorize(authorized, key);
    try (TestingAgent agent = TestingAgent.start()) {
      agent.add(other);
      agent.add(key);
      SshKeys.encrypt(key, "secret");
      user.use(user.settings(Optional.of(agent.socket().toString())));
      assertThat(hello(with(key.toString()))).isEqualTo(HELLO);
      assertThat(hello(with())).isEqualTo(HELLO);
      assertThatThrownBy(() -> hello(with(user.key().toString())))
          .isInstanceOf(RemoteException.Denied.class)
          .message()
          .doesNotContain("ecdsa");
    }
  }

  @Test
  void readsTheOpenSshConfiguration() throws Exception {
    user.configure(
        """
        Host *.example
          HostName 127.0.0.1
          Port %d
          IdentityFile ~/key
          IdentityFile %s
          UserKnownHostsFile "%s"
        Match host 127.0.0.1
          ServerAliveInterval 5
        """
            .formatted(server.port(), user.key(), user.knownHosts()));
    assertThat(hello(SshPlace.bare("bb1.example"))).isEqualTo(HELLO);
    assertThat(user.warnings()).isEmpty();
  }

  @Test
  void saysThatTheOpenSshConfigurationIsBroken() throws Exception {
    user.configure("Host x\n  NoSuchWord yes\n");
    assertThatThrownBy(() -> hello(SshPlace.bare("bb1.example")))
        .isInstanceOf(RemoteException.Refused.class)
        .hasMessageStartingWith("bb1.example: OpenSSH can't read its configuration: ")
        .hasMessageContaining("nosuchword");
  }

  @Test
  void refusesAHostNameThatCouldBeAnOption() {
    for (String name : List.of("-oProxyCommand=touch", "a b", "a;b", "$(id)", "")) {
      assertThatThrownBy(() -> hello(SshPlace.bare(name)))
          .isInstanceOf(RemoteException.Refused.class)
          .hasMessage("%s: `%s` is no host name", name, name);
    }
  }

  @Test
  void refusesAProxyCommandInsteadOfGoingStraight() throws Exception {
    user.configure("Host *\n  ProxyCommand nc %h %p\n");
    assertThatThrownBy(() -> hello(SshPlace.bare("bb1.example")))
        .isInstanceOf(RemoteException.Refused.class)
        .hasMessage(
            "bb1.example: its OpenSSH configuration has a ProxyCommand, which is not supported");
  }

  @Test
  void readsHashedKnownHosts() throws Exception {
    Process process =
        new ProcessBuilder("ssh-keygen", "-q", "-H", "-f", user.knownHosts().toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    assertThat(user.knownHosts()).content().startsWith("|1|");
    assertThat(hello(user.target(server))).isEqualTo(HELLO);
  }

  @Test
  void refusesAnUnknownHostKeyAndSaysHowToAcceptIt() throws Exception {
    Files.writeString(
        user.knownHosts(), "# nobody\nodd line\n127.0.0.1 " + server.hostKey() + "\n");
    assertThatThrownBy(() -> hello(user.target(server)))
        .isInstanceOf(RemoteException.Untrusted.class)
        .hasMessage(
            "node: the host key of [127.0.0.1]:%d is not known: ssh-ed25519 %s is in none of %s",
            server.port(), SshKeys.fingerprint(place.resolve("server/host_key")), user.knownHosts())
        .satisfies(failure ->
            assertThat(((RemoteException) failure).next())
                .endsWith(
                    "`ssh-keyscan -p %d 127.0.0.1 >> %s`"
                        .formatted(server.port(), user.knownHosts())));
    user.trust(server);
    assertThat(hello(user.target(server))).isEqualTo(HELLO);
  }

  @Test
  void refusesAChangedHostKey() throws Exception {
    Path other = SshKeys.generate(directory.resolve("other"), "-t", "ed25519");
    String words = Files.readString(Path.of(other + ".pub"));
    Files.writeString(user.knownHosts(), "[127.0.0.1]:%d %s".formatted(server.port(), words));
    assertThatThrownBy(() -> hello(user.target(server)))
        .isInstanceOf(RemoteException.Untrusted.class)
        .hasMessage(
            "node: THE HOST KEY OF [127.0.0.1]:%d HAS CHANGED. It presents ssh-ed25519 %s, but %s"
                + " has ssh-ed25519 %s. Either the machine was set up anew, or somebody is in"
                + " between; nothing was sent to it",
            server.port(),
            SshKeys.fingerprint(place.resolve("server/host_key")),
            user.knownHosts(),
            SshKeys.fingerprint(other));
  }

  @Test
  void refusesARevokedHostKey() throws Exception {
    Files.writeString(
        user.knownHosts(), "@revoked * " + server.hostKey() + "\n" + server.knownHostsLine());
    assertThatThrownBy(() -> hello(user.target(server)))
        .isInstanceOf(RemoteException.Untrusted.class)
        .hasMessageContaining("is revoked");
  }
}
