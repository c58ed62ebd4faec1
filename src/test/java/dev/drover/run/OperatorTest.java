package dev.drover.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.journal.Entry;
import dev.drover.journal.Entry.Verdict;
import dev.drover.journal.Journal;
import dev.drover.journal.Request;
import dev.drover.journal.RunState;
import dev.drover.plan.Doors;
import dev.drover.plan.Limited;
import dev.drover.run.OperatorRequest.Verb;
import dev.drover.secret.Masker;
import dev.drover.sim.SimRemotes;
import dev.drover.sim.SimRests;
import dev.drover.sim.World;
import dev.drover.time.Crew;
import dev.drover.time.SteppedTime;
import dev.drover.time.Threads;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OperatorTest {

  private static final String OPS = "ops@bastion";

  @TempDir Path directory;

  private final List<OperatorRequest> stops = new ArrayList<>();

  /** Threads that tell when one of them waits for an operator. */
  private record Watched(CountDownLatch paused) implements Crew {
    @Override
    public Hand start(String name, Runnable work) {
      return Threads.THREADS.start(name, work);
    }

    @Override
    public Hand self() {
      return Threads.THREADS.self();
    }

    @Override
    public <T> T await(Object monitor, String what, Supplier<Optional<T>> look)
        throws InterruptedException {
      return Threads.THREADS.await(
          monitor,
          what,
          () -> {
            Optional<T> seen = look.get();
            if (seen.isEmpty() && what.startsWith("the operator")) {
              paused.countDown();
            }
            return seen;
          });
    }

    @Override
    public void changed(Object monitor) {
      Threads.THREADS.changed(monitor);
    }
  }

  @Test
  void whileARunIsPausedNoStepBegins() throws Exception {
    Fleet fleet = new Fleet(2);
    FleetRun run =
        FleetRun.of(
            fleet,
            directory,
            Files.readString(Path.of("src/test/resources/operator/two-hosts.yml")),
            List.of("h1", "h2"),
            Limited.NOT);
    Inbox inbox = new Inbox(directory.resolve("requests"));
    CountDownLatch waits = new CountDownLatch(1);
    try (Journal journal = Journal.create(directory.resolve("journal"))) {
      List<Consumer<Entry>> listeners = new ArrayList<>();
      Ledger ledger =
          new Ledger(
              journal,
              new RunState(),
              List.of(entry -> listeners.forEach(one -> one.accept(entry))),
              new Watched(waits));
      Operator operator = operator(run, inbox, ledger);
      listeners.add(entry -> {
        if (entry instanceof Entry.StepEnded ended && ended.step().equals("roll/take_out[h1]")) {
          ask(inbox, operator, Verb.PAUSE, "");
        }
      });
      CompletableFuture<Verdict> verdict = new CompletableFuture<>();
      Thread engine =
          Thread.ofVirtual()
              .start(() ->
                  verdict.complete(
                      new Engine("test", run.plan(), ledger, new Stop(), means(run), (_, _) -> {})
                          .run()));
      waits.await();
      List<Entry> before = Journal.read(directory.resolve("journal"));
      assertThat(ledger.state().paused()).map(Entry.PauseAsked::by).contains(OPS);
      ask(inbox, operator, Verb.CONTINUE, "");
      assertThat(verdict.get()).isEqualTo(Verdict.FINISHED);
      engine.join();
      List<Entry> all = Journal.read(directory.resolve("journal"));
      assertThat(before.subList(all.indexOf(paused(all)), before.size()))
          .noneMatch(Entry.StepBegan.class::isInstance);
      assertThat(all.get(before.size())).isInstanceOf(Entry.ContinueAsked.class);
    }
  }

  @Test
  void aRetryThatIsAskedInASoakDoesNotWaitForTheNextWave() throws Exception {
    Fleet fleet = new Fleet(4);
    fleet.fail(Set.of("h1"));
    FleetRun run =
        FleetRun.of(
            fleet,
            directory,
            """
            runbook: rolling
            language: 1
            version: 1.0.0
            policy: {min_in_service: 0, on_failure: continue}
            plays:
              - name: Roll
                hosts: all
                window: [2, 2]
                soak: 5m
                tasks:
                  - work: {}
            """,
            List.of("h1", "h2", "h3", "h4"),
            Limited.NOT);
    Inbox inbox = new Inbox(directory.resolve("requests"));
    try (Journal journal = Journal.create(directory.resolve("journal"))) {
      List<Consumer<Entry>> listeners = new ArrayList<>();
      Ledger ledger =
          new Ledger(
              journal,
              new RunState(),
              List.of(entry -> listeners.forEach(one -> one.accept(entry))));
      Operator operator = operator(run, inbox, ledger);
      listeners.add(entry -> {
        if (entry instanceof Entry.SoakBegan && fleet.done().size() == 2) {
          fleet.fail(Set.of());
          ask(inbox, operator, Verb.RETRY, "roll/work[h1]");
        }
      });
      Engine engine = new Engine("test", run.plan(), ledger, new Stop(), means(run), (_, _) -> {});
      assertThat(engine.run()).isEqualTo(Verdict.FINISHED);
    }
    assertThat(
            Journal.read(directory.resolve("journal")).stream()
                .flatMap(entry -> EntryLines.of(entry).stream())
                .filter(
                    line -> !line.startsWith("roll/work[h2]") && !line.startsWith("roll/work[h4]"))
                .toList())
        .containsExactly(
            "play roll",
            "roll/work[h1]: failed: h1 is broken",
            "    next: mend h1",
            "soak until 5m",
            "retry roll/work[h1] asked by ops@bastion",
            "roll/work[h1]: done, changed: worked",
            "soak until 5m",
            "soaked h1 h2: {}",
            "roll/work[h3]: done, changed: worked",
            "run finished: all steps are done");
  }

  private static Entry paused(List<Entry> entries) {
    return entries.stream().filter(Entry.PauseAsked.class::isInstance).findFirst().orElseThrow();
  }

  @Test
  void requestsAreForTheOwnerOnlyAndAreHeardInTheirOrder() throws Exception {
    Inbox inbox = new Inbox(directory.resolve("requests"));
    Path first = inbox.put(request(Verb.STOP, ""));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(first)))
        .isEqualTo("rw-------");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(first.getParent())))
        .isEqualTo("rwx------");
    Files.setLastModifiedTime(first, java.nio.file.attribute.FileTime.fromMillis(1));
    inbox.put(request(Verb.ABORT, ""));
    try (Journal journal = Journal.create(directory.resolve("journal"))) {
      operator(inbox, new Ledger(journal, new RunState(), List.of())).hear();
    }
    assertThat(stops).containsExactly(request(Verb.STOP, ""), request(Verb.ABORT, ""));
    assertThat(inbox.waits(first)).isFalse();
    assertThat(inbox.refusal(first)).isEmpty();
    assertThat(inbox.pending()).isEmpty();
  }

  @Test
  void whatMakesNoSenseIsRefusedInWords() throws Exception {
    assertThat(refusals(List.of(), Verb.CONTINUE, "")).contains("it is not paused");
    assertThat(
            refusals(
                List.of(new Entry.PauseAsked(FleetRun.START, "bob@desk", "lunch")), Verb.PAUSE, ""))
        .contains("it is paused already, by bob@desk since 2026-11-21T03:00:00Z");
    assertThat(refusals(List.of(), Verb.RETRY, "p/a[h1]"))
        .contains("p/a[h1] has not failed, and will run anyway");
    assertThat(refusals(List.of(), Verb.SKIP, "p/b[h1]")).contains("it has no step `p/b[h1]`");
    Entry began = new Entry.StepBegan(FleetRun.START, "p/a[h1]", 1, Map.of());
    assertThat(refusals(List.of(began), Verb.SKIP, "p/a[h1]"))
        .contains("p/a[h1] is running now: wait until it has ended");
    assertThat(refusals(List.of(began, ended(Entry.Ending.DONE)), Verb.SKIP, "p/a[h1]"))
        .contains("p/a[h1] has ended already: it is done");
    assertThat(refusals(List.of(began, ended(Entry.Ending.FAILED)), Verb.RETRY, "p/a[h1]"))
        .isEmpty();
    assertThat(refusals(List.of(), Verb.SKIP, "p/a[h1]")).isEmpty();
  }

  private static Entry ended(Entry.Ending ending) {
    return new Entry.StepEnded(
        FleetRun.START,
        "p/a[h1]",
        ending,
        ending == Entry.Ending.DONE,
        "",
        Map.of(),
        false,
        List.of(),
        "");
  }

  private Optional<String> refusals(List<Entry> entries, Verb verb, String step) throws Exception {
    Path place = Files.createTempDirectory(directory, "run");
    Inbox inbox = new Inbox(place.resolve("requests"));
    try (Journal journal = Journal.create(place.resolve("journal"))) {
      Ledger ledger = new Ledger(journal, new RunState(), List.of());
      ledger.write(
          new Entry.RunBegan(
              FleetRun.START,
              "test",
              "r",
              "1",
              OPS,
              new Request("", List.of(), List.of(), List.of(), 0),
              Map.of(),
              List.of("p/a[h1]")));
      entries.forEach(ledger::write);
      Path file = inbox.put(request(verb, step));
      operator(inbox, ledger).hear();
      assertThat(inbox.waits(file)).isFalse();
      return inbox.refusal(file);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "{\"verb\":\"EXPLODE\"}",
        "{\"verb\":\"STOP\"}",
        "{\"verb\":\"PAUSE\",\"by\":null,\"reason\":\"\",\"step\":\"\"}",
        "{\"verb\":\"PAUSE\",\"by\":\"\",\"reason\":\"\",\"step\":\"\",\"run\":\"rm\"}",
        "[[[[[[[[[[",
        "\u00ff\u001b[2J"
      })
  void whatIsNoRequestIsRefusedToo(String text) throws Exception {
    Inbox inbox = new Inbox(directory.resolve("requests"));
    Path file = inbox.put(request(Verb.PAUSE, ""));
    Files.write(file, text.getBytes(StandardCharsets.ISO_8859_1));
    try (Journal journal = Journal.create(directory.resolve("journal"))) {
      operator(inbox, new Ledger(journal, new RunState(), List.of())).hear();
    }
    assertThat(inbox.refusal(file))
        .contains("the request can't be read: another version of Drover wrote it");
  }

  private static void ask(Inbox inbox, Operator operator, Verb verb, String step) {
    try {
      inbox.put(request(verb, step));
      operator.hear();
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static OperatorRequest request(Verb verb, String step) {
    return new OperatorRequest(verb, OPS, "to see", step);
  }

  private Operator operator(Inbox inbox, Ledger ledger) throws Exception {
    FleetRun run =
        FleetRun.of(
            new Fleet(1),
            directory,
            Files.readString(Path.of("src/test/resources/operator/two-hosts.yml")),
            List.of("h1"),
            Limited.NOT);
    return operator(run, inbox, ledger);
  }

  private Operator operator(FleetRun run, Inbox inbox, Ledger ledger) {
    return new Operator(inbox, ledger, means(run), stops::add);
  }

  private static Means means(FleetRun run) {
    World world = new World();
    SteppedTime time = new SteppedTime(FleetRun.START);
    Doors doors = new Doors(run.scopes(), new SimRemotes(world), new SimRests(world), time);
    return new Means(doors, time, Asker.NOBODY, Map.of(), new Masker());
  }
}
