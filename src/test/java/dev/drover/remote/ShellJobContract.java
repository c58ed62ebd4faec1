package dev.drover.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.drover.secret.Secret;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a job means on a machine with a shell, tried on this machine. */
public abstract class ShellJobContract extends JobContract {

  @TempDir protected Path directory;

  @Override
  protected Command counting() throws Exception {
    return Command.script(
        "test.count",
        "echo x >> \"$1\"; wc -l < \"$1\" | tr -d ' '; exit 3",
        directory.resolve("count").toString());
  }

  /** What nobody follows ends itself; here somebody only looks on for longer than that. */
  @Override
  protected Command forsaken() throws Exception {
    String marker = UUID.randomUUID().toString();
    Command command =
        Command.script(
            "test.forsaken", "setsid sh -c 'sleep 300; :' \"$1\" & sleep 300; :", marker);
    Command begin =
        JobScripts.run(id, 0, 0, Duration.ofSeconds(60), Duration.ofSeconds(-60), "the-end")
            .input(Secret.of(ShellLine.line(command) + "\nthe-end"));
    assertThat(remote().exec(begin).out()).isEqualTo("x ended late\n");
    assertNothingLeft(marker);
    assertNothingLeft(id);
    return command;
  }

  @Test
  void leavesNothingRunningAfterAJob() throws Exception {
    long limit = 10_000L + Math.floorMod(id.hashCode(), 1_000_000); // no other test's
    remote().exec(job(Command.of("true").within(Duration.ofSeconds(limit))));
    assertNothingLeft(id);
    assertNothingLeft("sleep " + (limit + 1 + JobScripts.GRACE.toSeconds()));
  }

  @Test
  void endsByItselfWhatWasNotToldItsCommand() throws Exception {
    Command cut =
        JobScripts.run(id, 0, 0, Duration.ofSeconds(60), Duration.ofSeconds(60), "the-end")
            .input(Secret.of(ShellLine.line(counting()) + "\nthe-e"));
    assertThat(remote().exec(cut).status()).isEqualTo(75);
    assertNothingLeft(id);
    assertThat(new Jobs(remote()).look(id)).isEmpty();
    assertThat(remote().exec(job(counting()))).isEqualTo(new CommandResult(3, "1\n", ""));
  }

  @Test
  void meansTheSameAsACommandThatIsNoJob() throws Exception {
    Path place = Files.createDirectory(directory.resolve("-a 'b"));
    Command command =
        Command.script(
                "test.place",
                "printf '%s|' \"$ONE\" \"$TWO\" \"$@\"; pwd; umask; env | grep ^drover; cat; exit 7",
                "it's",
                "*",
                "a\nb")
            .with("ONE", Word.secret("it's $1\nand more"))
            .with("TWO", Word.of(""))
            .in(place.toString())
            .input(Secret.of("first\nwithout an end"));
    CommandResult plain = remote().exec(command);
    // A login shell may complain on standard error of what it misses; that is not the command's.
    assertThat(remote().exec(job(command)))
        .isEqualTo(new CommandResult(plain.status(), plain.out(), ""));
  }

  @Test
  void countsTheSignalThatEndedAJob() throws Exception {
    // Not INT: where the tests run in the background it is ignored, by whatever they start too.
    assertThat(remote().exec(job(Command.script("test.signal", "kill -TERM $$"))).status())
        .isEqualTo(143);
  }

  @Test
  void runsAJobInASessionOfItsOwn() throws Exception {
    Command command =
        Command.script(
            "test.session", "cut -d' ' -f5,6 /proc/$$/stat; cut -d' ' -f1,6 /proc/$PPID/stat");
    List<String> lines = remote().exec(job(command)).out().lines().toList();
    int blank = lines.getFirst().indexOf(' ');
    assertThat(lines.getFirst().substring(0, blank))
        .isEqualTo(lines.getFirst().substring(blank + 1));
  }

  @Test
  void keepsEveryByteOfAJobsOutputs() throws Exception {
    byte[] bytes = new byte[6_000_000];
    new Random(7).nextBytes(bytes);
    Path binary = Files.write(directory.resolve("binary"), bytes);
    Command command =
        Command.script(
                "test.binary",
                "cat \"$1\"; head -c 5000000 /dev/zero | tr '\\0' y >&2; printf 'o x h 3'",
                binary.toString())
            .within(Duration.ofSeconds(60));
    assertThat(remote().exec(job(command)))
        .isEqualTo(
            new CommandResult(
                0, new String(bytes, StandardCharsets.UTF_8) + "o x h 3", "y".repeat(5_000_000)));
  }

  @Test
  void handsAllOfItsInputToAJob() throws Exception {
    String text = "first\nsecond without end " + "x".repeat(300_000);
    assertThat(remote().exec(job(Command.of("cat").input(Secret.of(text)))).out()).isEqualTo(text);
  }

  @Test
  void tellsTheLastLineOfAJobWhileItRuns() throws Exception {
    Queue<String> heard = new ConcurrentLinkedQueue<>();
    Path go = directory.resolve("go");
    Command command =
        Command.script(
            "test.talk",
            "echo one; echo two; printf half; while [ ! -e \"$1\" ]; do sleep 0.05; done; echo",
            go.toString());
    Future<CommandResult> result = inBackground(command.job(new Job(id, heard::add)));
    await().until(() -> heard.contains("two"));
    Files.createFile(go);
    assertThat(result.get()).isEqualTo(new CommandResult(0, "one\ntwo\nhalf\n", ""));
    assertThat(heard).containsExactly("two", "half");
  }

  @Test
  void attachesToAJobThatRuns() throws Exception {
    Path go = directory.resolve("go");
    Command command = waiting(go);
    Future<CommandResult> first = inBackground(job(command));
    await().until(() -> new Jobs(remote()).look(id).equals(Map.of(id, Jobs.State.RUNS)));
    Future<CommandResult> second = inBackground(job(command));
    new Jobs(remote()).remove(List.of(id)); // which leaves what still runs
    Files.createFile(go);
    CommandResult all = new CommandResult(4, "begun\nended", "");
    assertThat(first.get()).isEqualTo(all);
    assertThat(second.get()).isEqualTo(all);
    assertThat(Files.readAllLines(directory.resolve("begun"))).hasSize(1);
  }

  @Test
  void beginsAJobWhoseFirstControllerCameOnlyAsFarAsItsDirectory() throws Exception {
    remote().exec(counting().job(Job.of(id + "-other")));
    String text = "umask 077; cd ~/.drover/jobs && mkdir \"$1\" && echo > \"$1/claim.1\"";
    remote().exec(Command.script("test.half", text, id));
    assertThat(new Jobs(remote()).look(id)).containsOnlyKeys(id + "-other");
    assertThat(remote().exec(job(counting()))).isEqualTo(new CommandResult(3, "2\n", ""));
  }

  @Test
  void beginsNoJobThatWasStoppedBeforeItsProcessBegan() throws Exception {
    remote().exec(counting().job(Job.of(id + "-other")));
    String text = "umask 077; cd ~/.drover/jobs && mkdir \"$1\" && echo > \"$1/ended.1\"";
    remote().exec(Command.script("test.half", text, id));
    new Jobs(remote()).end(id);
    assertThat(new Jobs(remote()).look(id)).containsEntry(id, Jobs.State.STOPPED);
    assertThatThrownBy(() -> remote().exec(job(counting())))
        .hasMessageEndingWith("was stopped before it had finished");
    assertThat(Files.readAllLines(directory.resolve("count"))).hasSize(1);
  }

  @Test
  void removesWhatARunLeftThatNeverCameBack() throws Exception {
    remote().exec(job(counting()));
    remote().exec(Command.script("test.age", "touch -t 202001010000 ~/.drover/jobs/$1", id));
    remote().exec(counting().job(Job.of("young-" + id)));
    new Jobs(remote()).remove(List.of("none"));
    assertThat(new Jobs(remote()).look(id)).isEmpty();
    assertThat(new Jobs(remote()).look("young-" + id)).hasSize(1);
    new Jobs(remote()).remove(List.of("young-" + id));
  }

  @Test
  void saysThatAJobsMachineWasStartedAnew() throws Exception {
    remote().exec(job(counting()));
    remote().exec(Command.script("test.forget", "rm ~/.drover/jobs/$1/status", id));
    assertThat(new Jobs(remote()).look(id)).isEqualTo(Map.of(id, Jobs.State.LOST));
    assertThatThrownBy(() -> remote().exec(job(counting())))
        .isInstanceOf(RemoteException.Refused.class)
        .hasMessageContaining("neither its process nor its status is there any more");
  }

  @Test
  void beginsAJobOnceThoughTwoAskAtTheSameMoment() throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<CommandResult>> results =
          java.util.stream.IntStream.range(0, 5)
              .mapToObj(_ -> threads.submit(() -> remote().exec(job(counting()))))
              .toList();
      for (Future<CommandResult> result : results) {
        assertThat(result.get()).isEqualTo(new CommandResult(3, "1\n", ""));
      }
    }
  }

  @Test
  void endsTheWholeTreeOfAJobAtItsTimeLimit() throws Exception {
    String marker = UUID.randomUUID().toString();
    Command command = stubborn(marker).within(Duration.ofMillis(400));
    assertThatThrownBy(() -> remote().exec(job(command)))
        .isInstanceOf(RemoteException.TooSlow.class)
        .hasMessage(
            "%s: `[test.stubborn] %s` did not end within 400ms; it was ended with all that it had started",
            remote().host(), marker);
    assertNothingLeft(marker);
    assertThat(new Jobs(remote()).look(id)).isEqualTo(Map.of(id, Jobs.State.ENDED));
    assertThatThrownBy(() -> remote().exec(job(command)))
        .isInstanceOf(RemoteException.TooSlow.class);
  }

  @Test
  void endsTheWholeTreeOfAJobWhenTheRunIsStopped() throws Exception {
    String marker = UUID.randomUUID().toString();
    CompletableFuture<Throwable> outcome = new CompletableFuture<>();
    Thread thread =
        Thread.ofVirtual()
            .start(() -> {
              try {
                remote().exec(job(stubborn(marker)));
              } catch (RemoteException | InterruptedException stopped) {
                outcome.complete(stopped);
              }
            });
    await().until(() -> processes(marker) >= 4);
    thread.interrupt();
    assertThat(outcome.get()).isInstanceOf(InterruptedException.class);
    assertNothingLeft(marker);
    assertThat(new Jobs(remote()).look(id)).isEqualTo(Map.of(id, Jobs.State.STOPPED));
    assertThatThrownBy(() -> remote().exec(job(stubborn(marker))))
        .hasMessage(
            "%s: `[test.stubborn] %s` was stopped before it had finished", remote().host(), marker);
  }

  @Test
  void endsAJobThatPrintsMoreThanAnybodyCanUse() throws Exception {
    String marker = UUID.randomUUID().toString();
    Command command =
        Command.script("test.flood", "while :; do echo 0123456789; done; : " + marker)
            .within(Duration.ofSeconds(60));
    assertThatThrownBy(() -> remote().exec(job(command)))
        .isInstanceOf(RemoteException.Refused.class)
        .hasMessage("%s: `[test.flood]` was ended: it printed more than 8 MiB", remote().host());
    assertNothingLeft(marker);
  }

  @Test
  void doesNotWaitForWhatAJobLeavesRunning() throws Exception {
    String marker = UUID.randomUUID().toString();
    Command command = Command.script("test.daemon", "(sleep 20; : " + marker + ") & echo started");
    assertThat(remote().exec(job(command))).isEqualTo(new CommandResult(0, "started\n", ""));
    assertThat(processes(marker)).isPositive();
  }

  @Test
  void keepsSecretsOfAJobOutOfProcessesAndFiles() throws Exception {
    String secret = UUID.randomUUID().toString();
    String look =
        """
        secret=$(cat)
        ps -A -o args= > "$2/processes" 2>/dev/null || cat /proc/*/cmdline > "$2/processes"
        cd "$HOME/.drover/jobs/$1" && ls | grep -v '[.][0-9]*$'
        grep -rlF -e "$secret" . "$2/processes"
        exit 0
        """;
    CommandResult result =
        remote()
            .exec(
                job(
                    Command.script("test.list", look, id, directory.toString())
                        .with("TOKEN", Word.secret(secret))
                        .input(Secret.of(secret))));
    assertThat(result).isEqualTo(new CommandResult(0, "err\nout\npid\n", ""));
    assertThat(directory.resolve("processes")).content().contains("test.list");
  }

  private Command waiting(Path go) {
    return Command.script(
        "test.wait",
        "echo begun; echo x >> \"$2\"; while [ ! -e \"$1\" ]; do sleep 0.05; done; printf ended; exit 4",
        go.toString(),
        directory.resolve("begun").toString());
  }

  /** Children and grandchildren that hear no polite word, one of them in another session. */
  private static Command stubborn(String marker) {
    return Command.script(
        "test.stubborn",
        "trap '' TERM; for i in 1 2; do sh -c 'sh -c \"sleep 300; :\" x $0 & wait' \"$1\" & done;"
            + " setsid sh -c 'sleep 300; :' \"$1\" & sleep 300; :",
        marker);
  }

  private Future<CommandResult> inBackground(Command command) {
    CompletableFuture<CommandResult> result = new CompletableFuture<>();
    Thread.ofVirtual()
        .start(() -> {
          try {
            result.complete(remote().exec(command));
          } catch (RemoteException | InterruptedException failed) {
            result.completeExceptionally(failed);
          }
        });
    return result;
  }

  private static long processes(String marker) {
    return ProcessHandle.allProcesses()
        .map(process -> process.info().commandLine().orElse(""))
        .filter(line -> line.contains(marker))
        .count();
  }

  protected static void assertNothingLeft(String marker) {
    await().untilAsserted(() -> assertThat(processes(marker)).isZero());
  }
}
