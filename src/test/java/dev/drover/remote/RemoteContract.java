package dev.drover.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drover.secret.Secret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every way to a machine has to do, tried on this machine. */
public abstract class RemoteContract extends ShellJobContract {

  @Test
  void returnsStatusAndBothOutputs() throws Exception {
    Command command = Command.script("test.outputs", "echo out; echo err >&2; exit 3");
    assertThat(remote().exec(command)).isEqualTo(new CommandResult(3, "out\n", "err\n"));
  }

  @Test
  void countsTheSignalThatEndedACommand() throws Exception {
    assertThat(remote().exec(Command.script("test.signal", "kill -TERM $$")).status())
        .isEqualTo(143);
    assertThat(remote().exec(Command.script("test.signal", "kill -KILL $$")).status())
        .isEqualTo(137);
  }

  @Test
  void saysWhichProgramIsMissing() throws Exception {
    CommandResult result = remote().exec(Command.of("no-such-program-here", "x"));
    assertThat(result.status()).isEqualTo(127);
    assertThat(result.err()).contains("no-such-program-here");
  }

  @Test
  void handsOverHostileWordsAsTheyAre() throws Exception {
    List<String> words =
        List.of(
            "",
            " ",
            "a b",
            "'",
            "''",
            "\"",
            "$HOME",
            "`id`",
            "$(id)",
            "\\",
            "\\n",
            "*",
            "~",
            "!",
            "!!",
            ";",
            "&",
            "|",
            "#",
            "-n",
            "--",
            "a\nb",
            "\n",
            "tab\there",
            "äöü€😀",
            "\u0081",
            "if",
            "x=y",
            "%s",
            "{a,b}",
            "a\rb");
    List<String> command = new ArrayList<>(List.of("printf", "[%s]"));
    command.addAll(words);
    CommandResult result = remote().exec(Command.of(command.toArray(String[]::new)));
    assertThat(result.err()).isEmpty();
    assertThat(result.out()).isEqualTo("[" + String.join("][", words) + "]");
  }

  @Test
  void neverTakesTheProgramForAnAssignmentOrAKeyword() throws Exception {
    assertThat(remote().exec(Command.of("A=b")).status()).isEqualTo(127);
    assertThat(remote().exec(Command.of("if")).status()).isEqualTo(127);
  }

  @Test
  void setsTheEnvironmentAndTheDirectory() throws Exception {
    Path place = Files.createDirectory(directory.resolve("-a 'b"));
    Command command =
        Command.script("test.place", "printf '%s|' \"$ONE\" \"$TWO\"; pwd")
            .with("ONE", Word.secret("it's $1\nand more"))
            .with("TWO", Word.of(""))
            .in(place.toString());
    assertThat(remote().exec(command).out()).isEqualTo("it's $1\nand more||" + place + "\n");
    CommandResult nowhere = remote().exec(Command.of("touch", "x").in(directory + "/none"));
    assertThat(nowhere.status()).isNotZero();
    assertThat(directory.resolve("x")).doesNotExist();
  }

  @Test
  void handsOverStandardInputToItsEnd() throws Exception {
    String text = "first\nsecond without end " + "x".repeat(300_000);
    assertThat(remote().exec(Command.of("cat").input(Secret.of(text))).out()).isEqualTo(text);
    assertThat(remote().exec(Command.of("cat")).out()).isEmpty();
    assertThat(remote().exec(Command.of("true").input(Secret.of(text))).status()).isZero();
  }

  @Test
  void keepsSecretsOutOfTheListOfProcesses() throws Exception {
    String secret = UUID.randomUUID().toString();
    CommandResult result =
        remote()
            .exec(
                Command.script("test.list", "ps -A -o args= 2>/dev/null || cat /proc/*/cmdline")
                    .with("TOKEN", Word.secret(secret))
                    .input(Secret.of(secret)));
    assertThat(result.out()).contains("test.list").doesNotContain(secret);
  }

  @Test
  void endsTheWholeTreeAtTheTimeLimit() {
    String marker = UUID.randomUUID().toString();
    Command command =
        Command.script("test.slow", "(sleep 300; echo " + marker + ") & sleep 300; : " + marker)
            .within(Duration.ofMillis(500));
    assertThatThrownBy(() -> remote().exec(command))
        .isInstanceOf(RemoteException.TooSlow.class)
        .hasMessage(
            "%s: `[test.slow]` did not end within 500ms; it was ended with all that it had started",
            remote().host());
    assertNothingLeft(marker);
  }

  @Test
  void endsTheWholeTreeWhenTheRunIsStopped() throws Exception {
    String marker = UUID.randomUUID().toString();
    Path started = directory.resolve("started");
    Command command =
        Command.script(
            "test.stop", "touch \"$1\"; sleep 300 & sleep 300; : " + marker, started.toString());
    CompletableFuture<Throwable> outcome = new CompletableFuture<>();
    Thread thread =
        Thread.ofVirtual()
            .start(() -> {
              try {
                remote().exec(command);
              } catch (RemoteException | InterruptedException stopped) {
                outcome.complete(stopped);
              }
            });
    org.awaitility.Awaitility.await().until(() -> Files.exists(started));
    thread.interrupt();
    assertThat(outcome.get()).isInstanceOf(InterruptedException.class);
    assertNothingLeft(marker);
  }

  @Test
  void doesNotWaitForWhatACommandLeavesRunning() throws Exception {
    String marker = UUID.randomUUID().toString();
    Command command =
        Command.script("test.daemon", "(sleep 20; : " + marker + ") & echo started")
            .within(Duration.ofSeconds(10));
    assertThat(remote().exec(command)).isEqualTo(new CommandResult(0, "started\n", ""));
  }

  @Test
  void refusesMoreOutputThanAnybodyCanUse() {
    Command command = Command.script("test.flood", "while :; do echo 0123456789; done");
    assertThatThrownBy(() -> remote().exec(command.within(Duration.ofSeconds(60))))
        .isInstanceOf(RemoteException.Refused.class)
        .hasMessage("%s: `[test.flood]` was ended: it printed more than 8 MiB", remote().host());
  }

  @Test
  void keepsLargeOutputWhole() throws Exception {
    CommandResult result =
        remote().exec(Command.script("test.large", "head -c 5000000 /dev/zero | tr '\\0' x"));
    assertThat(result).isEqualTo(new CommandResult(0, "x".repeat(5_000_000), ""));
  }

  @Test
  void runsManyCommandsAtOnce() throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<CommandResult>> results =
          IntStream.range(0, 30)
              .mapToObj(
                  i -> threads.submit(() -> remote().exec(Command.of("echo", Integer.toString(i)))))
              .toList();
      for (int i = 0; i < results.size(); i++) {
        assertThat(results.get(i).get().out()).isEqualTo(i + "\n");
      }
    }
  }

  @Test
  void copiesFilesThereAndBack() throws Exception {
    Path source = directory.resolve("source 'x'");
    byte[] content = new byte[3_000_001];
    new Random(42).nextBytes(content);
    Files.write(source, content);
    Path there = directory.resolve("there -b");
    Files.writeString(there, "old");
    remote().upload(source, there.toString(), 0640);
    assertThat(there).hasBinaryContent(content);
    assertThat(Mode.letters(0640)).isEqualTo("rw-r-----");
    assertThat(
            java.nio.file.attribute.PosixFilePermissions.toString(
                Files.getPosixFilePermissions(there)))
        .isEqualTo("rw-r-----");
    Path back = directory.resolve("back");
    remote().download(there.toString(), back);
    assertThat(back).hasBinaryContent(content);
    try (var files = Files.list(directory)) {
      assertThat(files).hasSize(3);
    }
  }

  @Test
  void leavesNothingOfACopyThatFails() throws Exception {
    Path source = Files.writeString(directory.resolve("source"), "text");
    assertThatThrownBy(() -> remote().upload(source, directory + "/none/file", 0644))
        .isInstanceOf(RemoteException.Refused.class)
        .hasMessageStartingWith(
            "%s: cannot upload %s to %s/none/file: ".formatted(remote().host(), source, directory));
    assertThatThrownBy(() -> remote().upload(directory.resolve("none"), directory + "/file", 0644))
        .hasMessageContaining("none does not exist");
    Path back = directory.resolve("back");
    assertThatThrownBy(() -> remote().download(directory + "/none", back))
        .hasMessage(
            "%s: cannot download %s/none: %s/none does not exist",
            remote().host(), directory, directory);
    assertThatThrownBy(() -> remote().download(directory.toString(), back))
        .hasMessage("%s: cannot download %s: %s is no file", remote().host(), directory, directory);
    try (var files = Files.list(directory)) {
      assertThat(files).containsExactly(source);
    }
  }

  @Test
  void opensATcpPort() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual()
          .start(() -> {
            try (java.net.Socket peer = server.accept()) {
              String asked =
                  new String(peer.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
              peer.getOutputStream().write(("you said " + asked).getBytes(StandardCharsets.UTF_8));
            } catch (IOException broken) {
              throw new IllegalStateException(broken);
            }
          });
      assertThat(ask(new Address.Tcp("127.0.0.1", server.getLocalPort()), "hello"))
          .isEqualTo("you said hello");
    }
  }

  @Test
  void opensAUnixSocket() throws Exception {
    Path path = Files.createTempDirectory("drover").resolve("s");
    try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      server.bind(UnixDomainSocketAddress.of(path));
      Thread.ofVirtual().start(() -> answerOnce(server));
      String text = "x".repeat(200_000);
      assertThat(ask(new Address.UnixSocket(path.toString()), text)).isEqualTo("you said " + text);
    } finally {
      Files.deleteIfExists(path);
      Files.deleteIfExists(path.getParent());
    }
  }

  @Test
  void saysThatNobodyAnswers() throws Exception {
    int port;
    try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      port = server.getLocalPort();
    }
    assertThatThrownBy(() -> remote().connect(new Address.Tcp("127.0.0.1", port)))
        .isInstanceOf(RemoteException.Unreachable.class)
        .hasMessageStartingWith(remote().host() + ": ")
        .hasMessageContaining("127.0.0.1:" + port);
    assertThatThrownBy(() -> remote().connect(new Address.UnixSocket(directory + "/none")))
        .isInstanceOf(RemoteException.Unreachable.class)
        .hasMessageContaining(directory + "/none");
  }

  /** Asks like the Runtime API of a balancer: everything is said, then everything is heard. */
  private String ask(Address address, String text) throws Exception {
    try (Socket socket = remote().connect(address)) {
      socket.out().write(text.getBytes(StandardCharsets.UTF_8));
      socket.out().close();
      return new String(socket.in().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static void answerOnce(ServerSocketChannel server) {
    try (SocketChannel peer = server.accept()) {
      ByteBuffer asked = ByteBuffer.allocate(1 << 20);
      while (peer.read(asked) >= 0) {
        Thread.onSpinWait();
      }
      peer.write(ByteBuffer.wrap("you said ".getBytes(StandardCharsets.UTF_8)));
      asked.flip();
      while (asked.hasRemaining()) {
        peer.write(asked);
      }
    } catch (IOException broken) {
      throw new IllegalStateException(broken);
    }
  }
}
