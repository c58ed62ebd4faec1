package dev.drover.remote.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drover.demo.OpenSshServer;
import dev.drover.remote.Command;
import dev.drover.remote.Job;
import dev.drover.remote.Jobs;
import dev.drover.remote.Remote;
import dev.drover.remote.RemoteContract;
import dev.drover.remote.RemoteException;
import dev.drover.remote.Target;
import dev.drover.remote.Word;
import dev.drover.secret.Secret;
import dev.drover.testing.Canary;
import dev.drover.testing.RealComponent;
import dev.drover.testing.TestingUser;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Another user over a real server and a real sudo that asks for a password. */
@Execution(ExecutionMode.CONCURRENT)
@ResourceLock("SudoTest") // one case after the other
@RealComponent(
    value = {"sshd", "ssh-keygen", "sudo", "useradd", "chpasswd"},
    root = true)
class SudoTest extends RemoteContract {

  private static final String PASSWORD = "pass 'word' $x";

  @TempDir private static Path place;
  private static SshPlace user;
  private static TestingUser asked;
  private static TestingUser trusted;
  private static OpenSshServer server;

  @BeforeAll
  static void start() throws Exception {
    // The server reads the keys with the rights of who logs in.
    Files.setPosixFilePermissions(place, PosixFilePermissions.fromString("rwxr-xr-x"));
    user = SshPlace.create(place);
    asked = TestingUser.create(PASSWORD, "ALL=(ALL) ALL");
    trusted = TestingUser.create(PASSWORD, "ALL=(ALL) NOPASSWD: ALL");
    server =
        OpenSshServer.start(
            place.resolve("server"), user.authorizedKeys(), 0, List.of("LogLevel DEBUG3"));
    user.trust(server);
  }

  @AfterAll
  static void stop() throws Exception {
    user.close();
    server.close();
    asked.close();
    trusted.close();
  }

  private static Remote root(TestingUser login, Optional<String> password) {
    return user.to(target(login, "root", password));
  }

  private static Target target(TestingUser login, String become, Optional<String> password) {
    Target plain = user.target(server);
    return new Target(
        plain.name(),
        plain.kind(),
        plain.address(),
        plain.port(),
        Optional.of(login.name()),
        plain.password(),
        plain.identity(),
        plain.knownHosts(),
        plain.jump(),
        Optional.of(new Target.Become(become, password.map(Secret::of))));
  }

  @Override
  protected Remote remote() {
    return root(asked, Optional.of(PASSWORD));
  }

  @Test
  void becomesAnotherUserWithoutAPassword() throws Exception {
    Remote remote = user.to(target(trusted, asked.name(), Optional.empty()));
    assertThat(remote.exec(Command.probe("id", "-un")).out()).isEqualTo(asked.name() + "\n");
  }

  @Test
  void givesNoPasswordToACommandWhenSudoDoesNotAskForOne() throws Exception {
    Remote remote = root(trusted, Optional.of("never asked for"));
    Command command = Command.of("cat").input(Secret.of("input"));
    assertThat(remote.exec(command).out()).isEqualTo("input");
  }

  @Test
  void makesFilesThatBelongToTheUser() throws Exception {
    Path open = Files.createDirectory(place.resolve("open"));
    Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxrwx"));
    Path source = Files.writeString(directory.resolve("source"), "text");
    user.to(target(trusted, asked.name(), Optional.empty())).upload(source, open + "/file", 0600);
    assertThat(Files.getOwner(open.resolve("file")).getName()).isEqualTo(asked.name());
  }

  /** While it is used by a command and by a job, and afterwards, by whoever looks or logs. */
  @Test
  void aSecretIsSeenByNobodyElse() throws Exception {
    Canary canary = Canary.create();
    Path log = place.resolve("sudo.log");
    Path output = place.resolve("sudo-output");
    asked.allow(
        List.of(
            "Defaults:%s logfile=%s, log_output, iolog_dir=%s, !compress_io"
                .formatted(asked.name(), log, output),
            asked.name() + " ALL=(ALL) ALL"));
    Path sum = directory.resolve("sum");
    Command command =
        Command.script(
                "canary.use",
                "{ printf %s \"$TOKEN\"; cat; } > \"$1\"; sleep 0.7; echo used",
                "" + sum)
            .with("TOKEN", Word.secret(canary.text()))
            .input(Secret.of(canary.text()));
    List<Path> jobs =
        List.of(
            Path.of(System.getProperty("user.home"), ".drover"),
            Path.of("/var/tmp/.drover-0"),
            Path.of("/tmp/.drover-0"));
    Set<String> seen = new TreeSet<>();
    String id = "canary-" + directory.getFileName().toString().replaceAll("[^a-z0-9]", "");

    for (Command one : List.of(command, command.job(Job.of(id)))) {
      AtomicReference<String> out = new AtomicReference<>("");
      Thread user = Thread.ofVirtual().start(() -> out.set(said(one)));
      for (int looks = 0; user.isAlive() || looks < 3; looks++) {
        seen.addAll(canary.commandLines());
        jobs.forEach(place -> canary.filesIn(place).forEach(file -> seen.add(file.toString())));
      }
      assertThat(out).hasValue("used\n");
      assertThat(sum).content().isEqualTo(canary.text().repeat(2));
    }
    assertThat(new Jobs(remote()).look(id)).isEqualTo(Map.of(id, Jobs.State.ENDED));
    new Jobs(remote()).remove(List.of(id));

    assertThat(seen).isEmpty();
    assertThat(log).content().contains("COMMAND=").doesNotContain(canary.text(), PASSWORD);
    assertThat(output).isDirectoryRecursivelyContaining("glob:**/log");
    assertThat(canary.filesIn(output)).isEmpty();
    assertThat(place.resolve("server/sshd.log"))
        .content()
        .contains("debug3")
        .doesNotContain(canary.text(), PASSWORD);
    asked.allow(List.of(asked.name() + " ALL=(ALL) ALL"));
  }

  private String said(Command command) {
    try {
      return remote().exec(command).out();
    } catch (RemoteException | InterruptedException failed) {
      return failed.toString();
    }
  }

  @Test
  void saysThatThePasswordIsWrong() {
    Remote remote = root(asked, Optional.of("guess"));
    assertThatThrownBy(() -> remote.exec(Command.of("true")))
        .isInstanceOf(RemoteException.Denied.class)
        .hasMessageStartingWith(
            "node: cannot become `root`: sudo refuses, the password is wrong or the user is not"
                + " allowed to: ");
  }

  @Test
  void saysThatSudoWantsAPassword() {
    Remote remote = root(asked, Optional.empty());
    assertThatThrownBy(() -> remote.exec(Command.of("true")))
        .isInstanceOf(RemoteException.Denied.class)
        .hasMessage(
            "node: cannot become `root`: sudo refuses to do it without a password: sudo: a password"
                + " is required");
  }
}
