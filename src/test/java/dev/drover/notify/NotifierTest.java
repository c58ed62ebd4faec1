package dev.drover.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.SpecificationVersion;
import dev.drover.journal.Entry;
import dev.drover.journal.Entry.Verdict;
import dev.drover.journal.Request;
import dev.drover.journal.RunState;
import dev.drover.remote.LocalShell;
import dev.drover.remote.ShellRemote;
import dev.drover.rest.JdkRests;
import dev.drover.schema.RecordSchema;
import dev.drover.secret.Masker;
import dev.drover.task.Bracket;
import dev.drover.testing.Golden;
import dev.drover.testing.JsonSchemas;
import dev.drover.time.SteppedTime;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** People elsewhere are told of a run, and a run is not harmed if they can't be. */
class NotifierTest {

  private static final Instant START = Instant.parse("2026-11-21T03:00:00Z");
  private static final Bracket OUT = new Bracket(Bracket.Type.NODE_OUT_OF_SERVICE, "bb1");
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @TempDir Path directory;
  private final JdkRests rests = new JdkRests(name -> new ShellRemote(new LocalShell(name)));
  private final List<Entry> lost = new ArrayList<>();
  private final Masker masker = new Masker();

  @AfterEach
  void close() {
    rests.close();
  }

  private static final List<Entry> FAILED =
      List.of(
          new Entry.RunBegan(
              START,
              "20261121-030000",
              "upgrade",
              "1.0.0",
              "ann@ops1",
              new Request("upgrade.yml", List.of("hosts"), List.of(), List.of(), 1),
              Map.of(),
              List.of()),
          new Entry.BracketOpened(START, OUT, "work/leave[bb1]", "put it back"),
          new Entry.StepEnded(
              START.plusSeconds(5),
              "work/start[bb1]",
              Entry.Ending.FAILED,
              false,
              "no <port> & no <!channel>",
              Map.of(),
              false,
              List.of(),
              ""),
          new Entry.StopAsked(START.plusSeconds(6), "bob@ops2", false, "enough"),
          new Entry.RunEnded(START.plusSeconds(9), Verdict.FAILED, "1 hosts failed"));

  /** Tells of a run that failed, with this patience at its end. */
  private void tell(Duration patience, Recipient... recipients) throws InterruptedException {
    RunState state = new RunState();
    SteppedTime time = new SteppedTime(START);
    Notifier notifier =
        Notifier.of(
            List.of(recipients),
            "bitbucket",
            state,
            new Notifier.Means(
                rests, new ShellRemote(new LocalShell("here")), time, masker, time, patience));
    notifier.start(this::lose);
    for (Entry entry : FAILED) {
      state.apply(entry);
      notifier.accept(entry);
    }
    notifier.asks("go on?", START);
    notifier.finish();
  }

  private synchronized void lose(Entry entry) {
    lost.add(entry);
  }

  private List<String> lostWords() {
    return lost.stream()
        .map(Entry.NoticeLost.class::cast)
        .map(entry -> entry.recipient() + " " + entry.why())
        .toList();
  }

  @Test
  void slackGetsTextsInWhichNothingIsMarkup() throws Exception {
    try (Hook hook = Hook.answering(200)) {
      tell(Duration.ofSeconds(20), Recipient.of("slack:" + hook.url("/services/T/B")));
      assertThat(hook.got()).hasSize(5).allMatch(got -> got.startsWith("POST /services/T/B {"));
      assertThat(text(hook.got().get(1)))
          .isEqualTo(
              "upgrade 1.0.0 on bitbucket (run 20261121-030000): work/start[bb1] failed: no"
                  + " &lt;port&gt; &amp; no &lt;!channel&gt;");
      assertThat(text(hook.got().get(3)))
          .isEqualTo(
              """
              upgrade 1.0.0 on bitbucket (run 20261121-030000): failed: 1 hosts failed
              still open: node out of service: bb1; by hand: put it back
              next: drover resume 20261121-030000\
              """);
    }
    assertThat(lost).isEmpty();
  }

  private static String text(String got) {
    JsonNode body = JSON.readTree(got.substring(got.indexOf('{')));
    return body.get("text").asString();
  }

  @Test
  void othersGetJsonOfADocumentedForm() throws Exception {
    RecordSchema form = new RecordSchema(Notice.class);
    try (Hook hook = Hook.answering(204)) {
      tell(Duration.ofSeconds(20), Recipient.of(hook.url("/hook?key=k3y")));
      List<JsonNode> bodies =
          hook.got().stream()
              .map(got -> JSON.readTree(got.substring("POST /hook?key=k3y ".length())))
              .toList();
      assertThat(bodies)
          .extracting(body -> body.get("event").asString())
          .containsExactly("start", "failure", "stop", "finish", "confirm");
      assertThat(bodies.get(2).get("by").asString()).isEqualTo("bob@ops2");
      assertThat(bodies.get(3).get("verdict").asString()).isEqualTo("failed");
      String schema = JSON.writeValueAsString(form.json("notice"));
      assertThat(bodies)
          .allSatisfy(body ->
              assertThat(
                      JsonSchemas.mistakes(
                          JsonSchemas.read(schema, SpecificationVersion.DRAFT_2020_12), body))
                  .isEmpty());
    }
    Golden.check(
        Path.of("docs/notifications.md"),
        Files.readString(Path.of("docs/notifications.md")).split("## Notice\n", 2)[0]
            + form.tables());
  }

  @Test
  void aCommandGetsJsonOnStandardInput() throws Exception {
    Path out = directory.resolve("out");
    tell(
        Duration.ofSeconds(20),
        new Recipient.Program(List.of("sh", "-c", "cat >> \"$0\"", out.toString())));
    assertThat(Files.readAllLines(out)).hasSize(5).allMatch(line -> line.startsWith("{\"format\""));
    assertThat(lost).isEmpty();
  }

  @Test
  void whatFailsForAWhileIsTriedAgain() throws Exception {
    try (Hook hook = Hook.answering(503, 503, 200)) {
      tell(Duration.ofSeconds(20), Recipient.of(hook.url("/")));
      assertThat(hook.got()).hasSize(7);
    }
    assertThat(lost).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {302, 307, 404})
  void whatWillNotGetBetterIsNotTriedAgainAndNoRedirectIsFollowed(int status) throws Exception {
    try (Hook hook = Hook.answering(status)) {
      tell(Duration.ofSeconds(20), Recipient.of("slack:" + hook.url("/s3cr3t")));
      assertThat(hook.got()).hasSize(5).allMatch(got -> got.startsWith("POST /s3cr3t "));
    }
    assertThat(lostWords())
        .hasSize(5)
        .allMatch(words -> words.endsWith("could not be delivered: it answered " + status))
        .noneMatch(words -> words.contains("s3cr3t"));
  }

  @Test
  void aServerThatNeverAnswersHoldsNothingUp() throws Exception {
    try (Hook hook = Hook.answering(0)) {
      tell(Duration.ofMillis(300), Recipient.of(hook.url("/s3cr3t")));
      assertThat(lostWords())
          .hasSize(5)
          .noneMatch(words -> words.contains("s3cr3t"))
          .anyMatch(words -> words.endsWith("no answer in time"));
    }
  }

  @Test
  void whoIsNotThereIsToldOfWithoutTheSecretOfTheUrl() throws Exception {
    String url;
    try (Hook hook = Hook.answering(200)) {
      url = hook.url("/services/s3cr3t");
    }
    tell(Duration.ofSeconds(20), Recipient.of(url));
    assertThat(lostWords()).hasSize(5).noneMatch(words -> words.contains("s3cr3t"));
  }

  @Test
  void aCommandThatFailsOrIsNotThereIsToldOf() throws Exception {
    tell(
        Duration.ofSeconds(20),
        new Recipient.Program(List.of("sh", "-c", "echo no line >&2; exit 3")),
        new Recipient.Program(List.of("/no/such/program")));
    assertThat(lostWords())
        .hasSize(10)
        .contains(
            "command:sh `start` could not be delivered: it ended with 3: no line",
            "command:/no/such/program `start` could not be delivered: it ended with 127:"
                + " /no/such/program: not found");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "slack:", "ftp://h/", "https://u:p@h/", "https:///x", "no url", "command:"})
  void whatIsNoTargetIsRefusedWithoutRepeatingIt(String text) {
    assertThatThrownBy(() -> Recipient.of(text))
        .isInstanceOf(IllegalArgumentException.class)
        .message()
        .matches(message -> text.isEmpty() || !message.contains("u:p"));
  }
}
