package dev.drover.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.drover.diag.Diagnostics;
import dev.drover.journal.Entry;
import dev.drover.journal.Entry.Verdict;
import dev.drover.journal.Journal;
import dev.drover.journal.RunState;
import dev.drover.load.RunbookLoader;
import dev.drover.model.Host;
import dev.drover.model.Inventory;
import dev.drover.model.Scopes;
import dev.drover.plan.Doors;
import dev.drover.plan.Plan;
import dev.drover.plan.Planner;
import dev.drover.remote.Command;
import dev.drover.remote.LocalShell;
import dev.drover.remote.ShellRemote;
import dev.drover.remote.Word;
import dev.drover.rest.JdkRests;
import dev.drover.secret.Masker;
import dev.drover.sim.SimCommand;
import dev.drover.sim.SimRemote;
import dev.drover.sim.SimRemotes;
import dev.drover.sim.World;
import dev.drover.task.Kinds;
import dev.drover.tasks.BuiltIn;
import dev.drover.time.SteppedTime;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a host or a service answers is used by the steps behind it wherever a template may stand: it
 * stays one word, one value, one text, one name.
 */
class HostileAnswersTest {

  private static final Instant START = Instant.parse("2026-11-21T03:00:00Z");

  private static final String RUNBOOK =
      """
      runbook: answers
      language: 1
      version: 1.0.0
      plays:
        - name: Work
          hosts: all
          tasks:
            - command: [tell]
              register: told
            - http: http://127.0.0.1:PORT/tell
              register: page
            - command:
                argv: [use, "{{told.stdout}}", "--x={{told.stdout}}", "{{page.json.name}}"]
                env: {OF_ARGUMENTS: "{{told.stdout}}"}
                stdin: "{{told.stdout}}"
              environment: {OF_TASK: "{{told.stdout}}"}
            - shell: >-
                printf '%s|' {{told.stdout}} "a {{told.stdout}} b" 'c {{page.json.name}} d'
            - template: {src: PLACE/file.tmpl, dest: /etc/file}
            - name: paths
              fetch: {src: /etc/file, dest: "PLACE/fetched/{{told.stdout}}"}
      """;

  @TempDir private Path place;
  private final World world = new World();
  private final List<Command> used = new ArrayList<>();
  private String answer = "";
  private HttpServer service;

  @BeforeEach
  void start() throws Exception {
    service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    service.createContext(
        "/tell",
        exchange -> {
          byte[] body =
              dev.drover.journal.HarmlessJson.mapper()
                  .build()
                  .writeValueAsBytes(Map.of("name", answer));
          exchange.getResponseHeaders().add("Content-Type", "application/json");
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    service.start();
    world.addHost("h1", "deploy").files().directory("/etc");
    world.commands().put("tell", (host, command, words) -> SimCommand.ok(answer));
    for (String name : List.of("use", "shell")) {
      world
          .commands()
          .put(
              name,
              (host, command, words) -> {
                used.add(command);
                return SimCommand.ok(answer);
              });
    }
    Files.writeString(place.resolve("file.tmpl"), "[{{told.stdout}}|{{{page.json.name}}}]");
  }

  @AfterEach
  void stop() {
    service.stop(0);
  }

  @ParameterizedTest(name = "{index}")
  @MethodSource("dev.drover.testing.Hostile#texts")
  void areDataWhereverTheyAreUsed(String text) throws Exception {
    answer = text;
    String told = text.replaceFirst("[\\r\\n]+\\z", ""); // as `$(…)` takes it in

    boolean strays = told.contains("..");
    boolean name = !strays && told.length() < 256;
    assertThat(run()).isEqualTo(name ? Verdict.FINISHED : Verdict.FAILED);
    assertThat(RunState.of(Journal.read(place.resolve("journal"))).ended("work/paths[h1]"))
        .map(Entry.StepEnded::summary)
        .hasValueSatisfying(summary ->
            assertThat(summary)
                .startsWith(
                    strays
                        ? "`dest` would lead out of its directory by what a machine told: `"
                        : name ? "copied to " : "h1: cannot download /etc/file: "));

    Command command = used.get(0);
    assertThat(command.words())
        .containsExactly(Word.of("use"), Word.of(told), Word.of("--x=" + told), Word.of(text));
    assertThat(command.environment())
        .isEqualTo(Map.of("OF_ARGUMENTS", Word.of(told), "OF_TASK", Word.secret(told)));
    assertThat(command.input().orElseThrow().reveal()).isEqualTo(told);
    assertThat(inAShell(used.get(1))).isEqualTo("%s|a %s b|c %s d|".formatted(told, told, text));
    assertThat(world.host("h1").files().text("/etc/file")).contains("[" + told + "|" + text + "]");
    assertThat(outsideOf(place.resolve("fetched"))).isEmpty();
  }

  /** What the script of a shell step prints where it runs. */
  private static String inAShell(Command step) throws Exception {
    Command again = Command.of(step.words()).input(step.input().orElseThrow());
    return new ShellRemote(new LocalShell("here")).exec(again).out();
  }

  private List<String> outsideOf(Path directory) throws Exception {
    try (var files = Files.walk(place)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> !file.startsWith(directory))
          .map(file -> place.relativize(file).toString())
          .filter(file ->
              !List.of("journal", "journal.lock", "file.tmpl", "answers.yml").contains(file))
          .toList();
    }
  }

  private Verdict run() throws Exception {
    Path file =
        Files.writeString(
            place.resolve("answers.yml"),
            RUNBOOK
                .replace("PLACE", place.toString())
                .replace("PORT", "" + service.getAddress().getPort()));
    Diagnostics diagnostics = new Diagnostics();
    Kinds kinds = BuiltIn.kinds();
    Scopes scopes =
        new Scopes(
            RunbookLoader.load(file, kinds, diagnostics).orElseThrow(),
            new Inventory(
                new LinkedHashMap<>(Map.of("h1", new Host("h1", List.of("all"), Map.of()))),
                Map.of("all", List.of("h1"))),
            Map.of(),
            new Masker());
    Plan plan =
        Planner.compile(scopes, kinds, 0, diagnostics)
            .orElseThrow(() -> new AssertionError(diagnostics.sorted()));
    SteppedTime time = new SteppedTime(START);
    SimRemotes remotes = new SimRemotes(world);
    try (JdkRests rests = new JdkRests(name -> new SimRemote(world, name));
        Journal journal = Journal.create(place.resolve("journal"))) {
      Means means =
          new Means(
              new Doors(scopes, remotes, rests, time), time, Asker.NOBODY, Map.of(), new Masker());
      Ledger ledger = new Ledger(journal, new RunState(), List.of());
      return new Engine("test", plan, ledger, new Stop(), means, (_, _) -> {}).run();
    }
  }
}
