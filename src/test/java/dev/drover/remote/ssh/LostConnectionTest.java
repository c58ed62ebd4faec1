package dev.drover.remote.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.drover.demo.OpenSshServer;
import dev.drover.remote.Command;
import dev.drover.remote.CommandResult;
import dev.drover.remote.Job;
import dev.drover.remote.Jobs;
import dev.drover.remote.LocalShell;
import dev.drover.remote.Patience;
import dev.drover.remote.Remote;
import dev.drover.remote.RemoteException;
import dev.drover.remote.Sha256;
import dev.drover.remote.ShellRemote;
import dev.drover.testing.RealComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Connections to a real server that are cut in the middle of work. */
@RealComponent({"sshd", "ssh-keygen"})
class LostConnectionTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir private static Path place;
  private static SshPlace user;
  private static OpenSshServer server;

  @TempDir private Path directory;
  private final String id = "t" + UUID.randomUUID();
  private CutLine line;
  private Remote remote;

  @BeforeAll
  static void start() throws Exception {
    user = SshPlace.create(place);
    server = OpenSshServer.start(place.resolve("server"), user.authorizedKeys(), 0, List.of());
  }

  @AfterAll
  static void stop() {
    user.close();
    server.close();
  }

  @BeforeEach
  void connect() throws Exception {
    line = CutLine.to(server.port());
    Files.writeString(
        user.knownHosts(), "[127.0.0.1]:" + line.port() + " " + server.hostKey() + "\n");
    user.use(user.settings().patience(new Patience(PATIENCE)));
    remote = user.to(user.target(line.port(), List.of(user.key().toString()), Optional.empty()));
    assertThat(remote.exec(Command.of("true")).ok()).isTrue();
  }

  @AfterEach
  void leave() throws Exception {
    new Jobs(here()).end(id);
    new Jobs(here()).remove(List.of(id));
    line.close();
  }

  private static Remote here() {
    return new ShellRemote(new LocalShell("here"));
  }

  private Command counting(String text) {
    return Command.script(
            "test.count", "echo x >> \"$1\"\n" + text, directory.resolve("count").toString())
        .within(Duration.ofSeconds(60));
  }

  private List<String> counted() throws Exception {
    return Files.readAllLines(directory.resolve("count"));
  }

  @Test
  void hearsAllOfAJobOnceThoughTheConnectionIsCutAgainAndAgain() throws Exception {
    Command command =
        counting(
            "i=0; while [ $i -lt 40 ]; do i=$((i + 1)); printf 'line %s %05000d\\n' $i 0;"
                + " echo e$i >&2; sleep 0.05; done; exit 5");
    line.cutAfter(30_000);
    Thread cutter =
        Thread.ofVirtual()
            .start(() -> {
              for (long bytes : new long[] {20_000, 50_000}) {
                await().pollDelay(Duration.ofMillis(700)).until(() -> true);
                line.cutAfter(bytes);
              }
            });
    CommandResult result = remote.exec(command.job(Job.of(id)));
    cutter.join();
    assertThat(result)
        .isEqualTo(
            new CommandResult(
                5, lines(i -> "line " + i + " " + "0".repeat(5000)), lines(i -> "e" + i)));
    assertThat(counted()).hasSize(1);
  }

  private static String lines(java.util.function.IntFunction<String> words) {
    return IntStream.rangeClosed(1, 40).mapToObj(words).collect(Collectors.joining("\n")) + "\n";
  }

  @Test
  void beginsAJobOnceThoughTheConnectionIsCutWhileItBegins() throws Exception {
    for (int bytes = 0; bytes < 2500; bytes += 500) {
      line.cutAfter(bytes);
      String one = id + "-" + bytes;
      assertThat(remote.exec(counting("echo done").job(Job.of(one))))
          .isEqualTo(new CommandResult(0, "done\n", ""));
    }
    assertThat(counted()).hasSize(5);
  }

  @Test
  void attachesWithAnotherConnectionWhenTheFirstControllerIsGone() throws Exception {
    Path go = directory.resolve("go");
    Command command =
        counting(
            "echo begun; while [ ! -e '" + go + "' ]; do sleep 0.05; done; echo ended; exit 6");
    user.use(user.settings().patience(Patience.NONE));
    Remote first =
        user.to(user.target(line.port(), List.of(user.key().toString()), Optional.empty()));
    CompletableFuture<Throwable> gone = new CompletableFuture<>();
    Thread.ofVirtual()
        .start(() -> {
          try {
            first.exec(command.job(Job.of(id)));
          } catch (RemoteException | InterruptedException cut) {
            gone.complete(cut);
          }
        });
    await().until(() -> Files.exists(directory.resolve("count")));
    line.breakDown(true);
    assertThat(gone.get())
        .isInstanceOfSatisfying(
            RemoteException.Unreachable.class, lost -> assertThat(lost.begun()).isTrue());
    line.breakDown(false);
    Files.createFile(go);
    assertThat(first.exec(command.job(Job.of(id))))
        .isEqualTo(new CommandResult(6, "begun\nended\n", ""));
    assertThat(counted()).hasSize(1);
  }

  @Test
  void endsTheTreeOnANewConnectionAtTheTimeLimit() throws Exception {
    String marker = UUID.randomUUID().toString();
    Command command =
        Command.script("test.slow", "trap '' TERM; sleep 300; : " + marker)
            .within(Duration.ofSeconds(2));
    Thread breaker =
        Thread.ofVirtual()
            .start(() -> {
              await().pollDelay(Duration.ofSeconds(1)).until(() -> true);
              line.breakDown(true);
              await().pollDelay(Duration.ofSeconds(2)).until(() -> true);
              line.breakDown(false);
            });
    assertThatThrownBy(() -> remote.exec(command.job(Job.of(id))))
        .isInstanceOf(RemoteException.TooSlow.class);
    breaker.join();
    await()
        .untilAsserted(() ->
            assertThat(
                    ProcessHandle.allProcesses()
                        .map(process -> process.info().commandLine().orElse(""))
                        .filter(text -> text.contains(marker)))
                .isEmpty());
  }

  @Test
  void repeatsALookThatWasCutButNoOtherCommand() throws Exception {
    Command command = counting("printf '%09000d' 0");
    line.cutAfter(3000);
    assertThat(remote.exec(command.reading()).out()).hasSize(9000);
    assertThat(counted()).hasSize(2);
    line.cutAfter(3000);
    assertThatThrownBy(() -> remote.exec(command)).isInstanceOf(RemoteException.Unreachable.class);
    assertThat(counted()).hasSize(3);
  }

  @Test
  void goesOnWithAFileThatWasCut() throws Exception {
    Path source = directory.resolve("source");
    byte[] content = new byte[8_000_000];
    new java.util.Random(3).nextBytes(content);
    Files.write(source, content);
    Path there = directory.resolve("there");
    long before = line.sent();
    line.cutAfterSending(6_500_000);
    remote.upload(source, there.toString(), 0600);
    assertThat(there).hasBinaryContent(content);
    assertThat(line.sent() - before).isLessThan(11_000_000);
    line.cutAfter(2_000_000);
    Path back = directory.resolve("back");
    remote.download(there.toString(), back);
    assertThat(back).hasBinaryContent(content);
  }

  @Test
  void goesOnWithAFileThatAnotherControllerHasBegunToSend() throws Exception {
    byte[] content = new byte[8_000_000];
    new java.util.Random(4).nextBytes(content);
    Path source = Files.write(directory.resolve("source"), content);
    user.use(user.settings().patience(Patience.NONE));
    Remote first =
        user.to(user.target(line.port(), List.of(user.key().toString()), Optional.empty()));
    assertThat(first.exec(Command.of("true")).ok()).isTrue();
    line.cutAfterSending(6_500_000);
    assertThatThrownBy(() -> first.upload(source, directory.resolve("there").toString(), 0640))
        .isInstanceOf(RemoteException.Unreachable.class);
    Path part = directory.resolve(".there.drover-part");
    await().until(() -> Files.exists(part));
    assertThat(Files.getPosixFilePermissions(part)).hasSize(3);
    here().upload(source, directory.resolve("there").toString(), 0640);
    assertThat(directory.resolve("there")).hasBinaryContent(content);
    assertThat(part).doesNotExist();
  }

  @Test
  void sendsAllOfAFileAgainIfWhatIsThereIsSomethingElse() throws Exception {
    byte[] content = new byte[2_000_000];
    new java.util.Random(5).nextBytes(content);
    Path source = Files.write(directory.resolve("source"), content);
    Path part = Files.createDirectory(directory.resolve(".there.drover-part"));
    Files.setPosixFilePermissions(part, PosixFilePermissions.fromString("rwx------"));
    Files.writeString(part.resolve(Sha256.of(content)), "something else");
    Files.writeString(part.resolve("of an earlier version"), "old");
    here().upload(source, directory.resolve("there").toString(), 0640);
    assertThat(directory.resolve("there")).hasBinaryContent(content);
    assertThat(part).doesNotExist();
  }
}
