package dev.drover.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.drover.machine.FactProbe;
import dev.drover.testing.Hostile;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A machine that answers every question with something else: what it says is either a value or a
 * failure that names the machine, and nothing of it is run.
 */
class HostileMachineTest {

  /** Asks something of a machine. */
  @FunctionalInterface
  interface Question {
    void ask(Remote machine) throws Exception;
  }

  private static final Map<String, Question> QUESTIONS = new LinkedHashMap<>();

  static {
    QUESTIONS.put("stat", machine -> new dev.drover.remote.Files(machine).stat("/x"));
    QUESTIONS.put("read", machine -> new dev.drover.remote.Files(machine).readText("/x"));
    QUESTIONS.put("list", machine -> new dev.drover.remote.Files(machine).list("/x"));
    QUESTIONS.put("sum", machine -> new dev.drover.remote.Files(machine).sha256("/x"));
    QUESTIONS.put("link", machine -> new dev.drover.remote.Files(machine).readLink("/x"));
    QUESTIONS.put("free", machine -> new dev.drover.remote.Files(machine).freeBytes("/x"));
    QUESTIONS.put("pid", machine -> new Processes(machine).byPidFile("/x"));
    QUESTIONS.put("processes", machine -> new Processes(machine).byCommandLine("x"));
    QUESTIONS.put("jobs", machine -> new Jobs(machine).look("x"));
    QUESTIONS.put("job", machine -> machine.exec(Command.of("x").job(Job.of("x"))));
    QUESTIONS.put("load", FactProbe::load);
    QUESTIONS.put("facts", machine -> FactProbe.all(machine, List.of("/x"), () -> Instant.EPOCH));
  }

  @TempDir Path directory;

  static Stream<Arguments> everything() {
    return QUESTIONS.entrySet().stream()
        .flatMap(question ->
            answers().stream()
                .map(answer ->
                    Arguments.of(Named.of(question.getKey(), question.getValue()), answer)));
  }

  /** As they are, and in the places of the answers that are due. */
  private static List<String> answers() {
    List<String> answers = new ArrayList<>(Hostile.answers());
    for (String one : Hostile.answers()) {
      answers.add(
          "-rw-r--r-- %1$s root %1$s\ndrover-fact disk / %1$s 1 1 1%% /\ndrover-fact cpu.load1 %1$s\n"
              .formatted(one));
    }
    answers.add("drover-fact disk / " + "9".repeat(30) + " 1 1 1% /\n");
    return answers;
  }

  @ParameterizedTest(name = "{0} {index}")
  @MethodSource("everything")
  void isAnsweredOrRefused(Question question, String answer) throws Exception {
    Saying machine = new Saying(answer);
    try {
      question.ask(new ShellRemote(machine));
    } catch (RemoteException refused) {
      assertThat(refused.getMessage()).startsWith("node").hasSizeLessThan(2_000);
    }
    assertThat(machine.asked).hasSizeLessThanOrEqualTo(2);
  }

  @ParameterizedTest
  @MethodSource("dev.drover.testing.Hostile#answers")
  void aDownloadIsKeptOnlyWithItsChecksum(String answer) throws Exception {
    Path target = directory.resolve("target");
    assertThatCode(() -> new ShellRemote(new Saying(answer)).download("/x", target))
        .isInstanceOf(RemoteException.Refused.class);
    try (Stream<Path> left = Files.list(directory)) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void whatHasNoEndIsRefused() {
    Shell endless =
        new Saying("x".repeat(1 << 20)) {
          @Override
          void say(OutputStream out) throws IOException {
            for (int i = 0; i < 50; i++) { // much more than anybody takes
              super.say(out);
            }
          }
        };
    Remote machine = new ShellRemote(endless);
    assertThatCode(() -> machine.exec(Command.of("x").job(Job.of("x"))))
        .isInstanceOf(RemoteException.class);
    assertThatCode(() -> new dev.drover.remote.Files(machine).list("/x"))
        .isInstanceOf(RemoteException.class);
    assertThatCode(() -> machine.download("/x", directory.resolve("x")))
        .isInstanceOf(RemoteException.class);
  }

  /** Words of any kind come out of a shell as they went in, one by one. */
  @Test
  void eachTextIsOneWordToAShell() throws Exception {
    List<String> words = new ArrayList<>(List.of("printf", "%s|"));
    Hostile.texts().stream().filter(text -> text.length() < 1000).forEach(words::add);
    String said =
        new ShellRemote(new LocalShell("here"))
            .exec(Command.of(words.toArray(String[]::new)).within(Duration.ofSeconds(20)))
            .out();
    assertThat(said).isEqualTo(String.join("|", words.subList(2, words.size())) + "|");
  }

  /** Prints the same whatever it is asked. */
  private static class Saying implements Shell {

    private final String answer;
    final List<Command> asked = new ArrayList<>();

    Saying(String answer) {
      this.answer = answer;
    }

    void say(OutputStream out) throws IOException {
      out.write(answer.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String host() {
      return "node";
    }

    @Override
    public int run(Command command, InputStream body, OutputStream out, OutputStream err)
        throws RemoteException {
      asked.add(command);
      Printed printed = new Printed(out, err, () -> {});
      try {
        say(out);
      } catch (IOException full) {
        throw Printed.refused("node", command, full);
      }
      printed.check("node", command);
      return 0;
    }

    @Override
    public Socket connect(Address address) {
      throw new IllegalStateException("nobody connects");
    }
  }
}
