package dev.drover.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.expr.Value;
import dev.drover.remote.LocalShell;
import dev.drover.remote.ReadOnly;
import dev.drover.remote.Remote;
import dev.drover.remote.ShellRemote;
import dev.drover.schema.Given;
import dev.drover.schema.Plain;
import dev.drover.secret.Secret;
import dev.drover.task.Kinds;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How programs are spoken with. */
class ProgramsTest {

  /** An answer of no interest. */
  record Nothing() {}

  /** An answer with a text. */
  record Words(String words) {}

  @TempDir Path directory;

  private final Remote here = new ShellRemote(new LocalShell("here"));

  @Test
  void asksForWorkOnTheHostLineByLine() throws Exception {
    Path file = directory.resolve("file");
    List<String> told = new ArrayList<>();
    Words answer =
        dialogue(
                "run",
                """
                echo '{"exec": ["printf", "%%s", "a b"], "reads": true}'; read -r one
                echo '{"write": "%s", "text": "kept", "mode": "0600"}'; read -r two
                echo '{"read": "%s"}'; read -r three
                echo '{"read": "%s.not"}'; read -r four
                echo '{"progress": "nearly there"}'
                printf '{"answer": {"words": "%%s"}}\\n' "$(echo "$one$two$three$four" | tr '"' "'")"
                """
                    .formatted(file, file, file))
            .working(here, told::add)
            .answer(Map.of(), Words.class);
    assertThat(answer.words())
        .contains("'out':'a b'")
        .contains("'status':0")
        .endsWith("{}{'text':'kept'}{'text':null}");
    assertThat(file).hasContent("kept");
    assertThat(told).containsExactly("nearly there");
  }

  @Test
  void whatAPlanRestsOnIsNoted() throws Exception {
    Path file = Files.writeString(directory.resolve("file"), "text");
    List<String> noted = new ArrayList<>();
    dialogue(
            "plan",
            """
            echo '{"saw": "version of app", "value": "4.2"}'
            echo '{"read": "%s"}'; read -r one
            echo '{"answer": {}}'
            """
                .formatted(file))
        .looking(new ReadOnly(here, (name, value) -> noted.add(name + ": " + value)))
        .answer(Map.of(), Nothing.class);
    assertThat(noted)
        .containsExactly(
            "version of app: 4.2",
            "content of "
                + file
                + ": sha256:982d9e3eb996f559e633f4d194def3761d909f5a3b647d1a851fead67c32c9d1");
  }

  @Test
  void whatOnlyLooksChangesNothing() {
    Path file = directory.resolve("file");
    assertThat(
            problem(
                dialogue("plan", "echo '{\"write\": \"" + file + "\", \"text\": \"x\"}'; read -r x")
                    .looking(here)))
        .isEqualTo("the plugin `test` asked to write " + file + " in `plan`, which only looks");
    assertThat(
            problem(
                dialogue("plan", "echo '{\"exec\": [\"touch\", \"" + file + "\"]}'; read -r x")
                    .looking(here)))
        .isEqualTo("the plugin `test` asked to run touch " + file + " in `plan`, which only looks");
    assertThat(file).doesNotExist();
  }

  private static String problem(Dialogue dialogue) {
    try {
      return dialogue.answer(Map.of(), Nothing.class).toString();
    } catch (PluginException e) {
      return e.words();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void secretsComeOnStandardInputOnly() throws Exception {
    Plugins plugins = new Folders(directory).described("greet", "").plugins();
    Kinds kinds = new Kinds(List.of(), plugins);
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("whom", "you");
    values.put("password", Optional.of(Secret.of("opensesame")));
    Given given = new Given(kinds.find("greet").orElseThrow().arguments(), values);
    assertThat(Plain.of(given)).isEqualTo(Map.of("whom", "you", "password", "***"));
    Words answer =
        dialogue(
                "run",
                """
                case $request in *opensesame*) input=yes;; *) input=no;; esac
                found=$(tr '\\0' '\\n' < /proc/$$/environ; tr '\\0' ' ' < /proc/$$/cmdline)
                case $found in *opensesame*) other=yes;; *) other=no;; esac
                names=$(tr '\\0' '\\n' < /proc/$$/environ | sed 's/=.*//' | grep -v -E '^(PATH|HOME|USER|LOGNAME|LANG|LC_.*|TZ|TMPDIR|PWD)$')
                echo "{\\"answer\\": {\\"words\\": \\"$input $other $names\\"}}"
                """)
            .answer(Map.of("arguments", Revealed.of(given)), Words.class);
    assertThat(answer.words()).isEqualTo("yes no ");
  }

  @Test
  void theEndOfARunEndsTheProgramToo() throws Exception {
    Path pid = directory.resolve("pid");
    Dialogue dialogue =
        dialogue(
            "run",
            "echo $$ > '"
                + pid
                + ".new'; mv '"
                + pid
                + ".new' '"
                + pid
                + "'; echo '{\"progress\": \"begun\"}'; sleep 600");
    CountDownLatch begun = new CountDownLatch(1);
    Thread run =
        Thread.ofVirtual()
            .start(() -> problemOrEnd(dialogue.working(here, _ -> begun.countDown())));
    begun.await();
    run.interrupt();
    run.join(Duration.ofSeconds(10));
    Optional<ProcessHandle> process =
        ProcessHandle.of(Long.parseLong(Files.readString(pid).strip()));
    if (process.isPresent()) {
      process.get().onExit().get(10, java.util.concurrent.TimeUnit.SECONDS);
    }
    assertThat(run.isAlive()).isFalse();
  }

  private static void problemOrEnd(Dialogue dialogue) {
    try {
      dialogue.answer(Map.of(), Nothing.class);
    } catch (InterruptedException e) {
      return; // as it should be
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void valuesGoAsTheirTypesSay() {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("time", Duration.ofSeconds(90));
    values.put("absent", Optional.empty());
    values.put("any", Value.of(List.of(1, "two", Map.of("three", true))));
    values.put("list", List.of(Secret.of("s"), Path.of("/a")));
    Given given = new Given(Described.schema("", List.of()), values);
    assertThat(Message.write(Revealed.of(given)))
        .isEqualTo(
            "{\"time\":\"1m30s\",\"any\":[1,\"two\",{\"three\":true}],\"list\":[\"s\",\"/a\"]}");
  }

  private Dialogue dialogue(String verb, String script) {
    new Folders(directory).program("test", script);
    Path folder = directory.resolve("test");
    return new Dialogue(
        new Executable("test", folder, folder.resolve("run.sh"), Duration.ofSeconds(20), Set.of()),
        verb);
  }
}
