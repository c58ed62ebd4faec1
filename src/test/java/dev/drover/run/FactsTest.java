package dev.drover.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

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
import dev.drover.remote.CommandResult;
import dev.drover.secret.Masker;
import dev.drover.sim.SimCommand;
import dev.drover.sim.SimMachine;
import dev.drover.sim.SimRemotes;
import dev.drover.sim.SimRests;
import dev.drover.sim.World;
import dev.drover.task.Kinds;
import dev.drover.tasks.BuiltIn;
import dev.drover.testing.Planned;
import dev.drover.time.SteppedTime;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What plans and runs make of what hosts tell of themselves. */
class FactsTest {

  private static final Instant START = Instant.parse("2026-11-21T03:00:00Z");

  private final World world = new World();
  @TempDir Path directory;
  private Scopes scopes;
  private Plan plan;

  @BeforeEach
  void hosts() throws Exception {
    world.addHost("h1", "deploy");
    world.addHost("h2", "deploy").machine(SimMachine.usual().system("rocky", "rhel", "9.4"));
    compile(
        """
        - name: only on Debian
          command: [echo, "{{greeting}}"]
          when: facts.os.id == "debian"
          changed_when: false
        - name: everywhere
          command: [echo, done]
          changed_when: false
        """);
  }

  @Test
  void aPlanDecidesWhatRestsOnFacts() throws Exception {
    assertThat(look())
        .containsExactly(
            "WillLook only-on-debian[h1]",
            "WillLook everywhere[h1]",
            "WillSkip only-on-debian[h2]",
            "WillLook everywhere[h2]");
    assertThat(asked()).containsExactly("h1", "h2");
  }

  @Test
  void onlyHostsWhoseStepsUseFactsAreAsked() throws Exception {
    compile(
        """
        - name: on the first alone
          command: [echo, "{{facts.hostname}}"]
          when: inventory_hostname == "h1"
          changed_when: false
        """);
    look();
    assertThat(asked()).containsExactly("h1");
  }

  @Test
  void aPlanDoesNotFailForAHostThatDoesNotTell() throws Exception {
    world.commands().put("facts", (host, command, words) -> SimCommand.ok(""));
    assertThat(look())
        .containsExactly(
            "Unchecked only-on-debian[h1]",
            "WillLook everywhere[h1]",
            "Unchecked only-on-debian[h2]",
            "WillLook everywhere[h2]");
  }

  @Test
  void aRunAsksEachHostOnceAndJournalsWhatItSaid() throws Exception {
    assertThat(run(false)).isEqualTo(Verdict.FINISHED);
    assertThat(asked()).containsExactly("h1", "h2");
    assertThat(world.host("h1").commands()).contains("echo 'on debian 12'");
    List<Entry> entries = Journal.read(journal());
    assertThat(
            entries.stream()
                .filter(Entry.FactsGathered.class::isInstance)
                .map(Entry.FactsGathered.class::cast))
        .extracting(Entry.FactsGathered::host, entry -> entry.facts().get("os"))
        .containsExactlyInAnyOrder(
            tuple("h1", Map.of("id", "debian", "version", "12", "family", "debian")),
            tuple("h2", Map.of("id", "rocky", "version", "9.4", "family", "redhat")));
  }

  @Test
  void aResumedRunDecidesByWhatItWasToldBefore() throws Exception {
    compile(
        """
        - name: opens
          command: [echo, open]
          when: facts.cpu.load1 < 1.0
        - name: fails at first
          command: [broken]
        - name: closes
          command: [echo, close]
          when: facts.cpu.load1 < 1.0
        """);
    answer("broken", 1);
    assertThat(run(false)).isEqualTo(Verdict.FAILED);
    answer("broken", 0);
    world.host("h1").machine(SimMachine.usual().load(8, 4));
    assertThat(run(true)).isEqualTo(Verdict.FINISHED);
    assertThat(world.host("h1").commands())
        .containsExactly("[facts] all", "echo open", "broken", "broken", "echo close");
  }

  @Test
  void aStepThatFailedForAFactLooksAgainWhenItIsResumed() throws Exception {
    compile(
        """
        - name: enough space
          assert: ['facts.disk[where].free > 1000']
          vars: {where: /opt}
        """);
    world.host("h1").free(10);
    assertThat(run(false)).isEqualTo(Verdict.FAILED);
    world.host("h1").free(1 << 20);
    assertThat(run(true)).isEqualTo(Verdict.FINISHED);
    assertThat(world.host("h1").commands()).containsExactly("[facts] all /opt", "[facts] all /opt");
  }

  @Test
  void anotherPathIsAddedToWhatIsKnown() throws Exception {
    compile(
        """
        - command: [echo, "{{facts.hostname}}"]
        - assert: ['facts.disk["/var"].free > 0']
        - assert: ['facts.disk["/var"].total > 0 && facts.disk["/opt"].total > 0']
        """);
    assertThat(run(false)).isEqualTo(Verdict.FINISHED);
    assertThat(world.host("h1").commands())
        .containsExactly("[facts] all", "echo h1", "[facts] all /var", "[facts] all /opt /var");
  }

  @Test
  void theConditionOfARepeatedGroupMayRestOnFacts() throws Exception {
    compile(
        """
        - name: twice at most
          retry: {times: 1, delay: 1s, until: 'facts.disk["/var"].free > 0'}
          block:
            - command: [echo, one]
        """);
    assertThat(run(false)).isEqualTo(Verdict.FINISHED);
    assertThat(world.host("h1").commands()).containsExactly("echo one", "[facts] all /var");
  }

  @Test
  void aHostThatDoesNotTellFailsTheStepThatNeedsIt() throws Exception {
    world.commands().put("facts", (host, command, words) -> SimCommand.ok(""));
    assertThat(run(false)).isEqualTo(Verdict.FAILED);
    assertThat(RunState.of(Journal.read(journal())).ended("work/only-on-debian[h1]"))
        .map(Entry.StepEnded::summary)
        .contains("it uses facts of its host: h1 does not tell its facts: it printed none");
  }

  private void answer(String command, int status) {
    for (String host : List.of("h1", "h2")) {
      world.host(host).answers().put(command, new CommandResult(status, "", ""));
    }
  }

  /** The hosts that were asked for facts, in order. */
  private List<String> asked() {
    return List.of("h1", "h2").stream()
        .filter(host -> world.host(host).commands().contains("[facts] all"))
        .toList();
  }

  private List<String> look() throws Exception {
    return Planned.look(plan, doors()).steps().stream()
        .map(step ->
            step.state().getClass().getSimpleName()
                + " "
                + step.id().text().replaceFirst("^work/", ""))
        .toList();
  }

  private void compile(String tasks) throws Exception {
    Path file = directory.resolve("facts.yml");
    Files.writeString(
        file,
        """
        runbook: facts
        language: 1
        version: 1.0.0
        vars:
          greeting: "on {{facts.os.id}} {{facts.os.version}}"
        plays:
          - name: Work
            hosts: all
            tasks:
        """
            + tasks.indent(6));
    Diagnostics diagnostics = new Diagnostics();
    Kinds kinds = BuiltIn.kinds();
    Map<String, Host> hosts = new LinkedHashMap<>();
    List.of("h1", "h2").forEach(name -> hosts.put(name, new Host(name, List.of("all"), Map.of())));
    scopes =
        new Scopes(
            RunbookLoader.load(file, kinds, diagnostics).orElseThrow(),
            new Inventory(hosts, Map.of("all", List.of("h1", "h2"))),
            Map.of(),
            new Masker());
    plan =
        Planner.compile(scopes, kinds, 0, diagnostics)
            .orElseThrow(() -> new AssertionError(diagnostics.sorted()));
  }

  private Doors doors() {
    return new Doors(scopes, new SimRemotes(world), new SimRests(world), new SteppedTime(START));
  }

  private Path journal() {
    return directory.resolve("journal");
  }

  private Verdict run(boolean again) throws Exception {
    RunState state = again ? RunState.of(Journal.read(journal())) : new RunState();
    SteppedTime time = new SteppedTime(START);
    Means means = new Means(doors(), time, Asker.NOBODY, Map.of(), new Masker());
    try (Journal journal = again ? Journal.open(journal()) : Journal.create(journal())) {
      Ledger ledger = new Ledger(journal, state, List.of());
      if (again) {
        ledger.write(new Entry.RunResumed(START, "test"));
      }
      return new Engine("test", plan, ledger, new Stop(), means, (_, _) -> {}).run();
    }
  }
}
