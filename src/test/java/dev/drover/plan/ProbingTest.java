package dev.drover.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.diag.Diagnostics;
import dev.drover.load.InventoryLoader;
import dev.drover.load.RunbookLoader;
import dev.drover.model.Scopes;
import dev.drover.remote.Address;
import dev.drover.remote.Command;
import dev.drover.remote.CommandResult;
import dev.drover.remote.Remote;
import dev.drover.remote.RemoteException;
import dev.drover.remote.Remotes;
import dev.drover.remote.Socket;
import dev.drover.remote.Target;
import dev.drover.rest.Endpoint;
import dev.drover.rest.Rest;
import dev.drover.rest.Rests;
import dev.drover.secret.Masker;
import dev.drover.tasks.BuiltIn;
import dev.drover.testing.Planned;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** In which order hosts are looked at, and what stops that. */
class ProbingTest {

  /** How a host answers the question of a step. */
  private interface Answers {
    int status(String host, String question) throws RemoteException, InterruptedException;
  }

  @TempDir Path directory;
  private final List<String> asked = Collections.synchronizedList(new ArrayList<>());

  @Test
  void aSlowHostHoldsUpNoOther() throws Exception {
    CountDownLatch quickIsThrough = new CountDownLatch(1);
    List<String> states =
        looked(
            """
            - {name: one, command: {argv: [do], unless: [ask, one]}}
            - {name: two, command: {argv: [do], unless: [ask, two]}}
            """,
            (host, question) -> {
              if (host.equals("slow") && question.equals("ask one")) {
                assertThat(quickIsThrough.await(1, TimeUnit.MINUTES)).isTrue();
              } else if (host.equals("quick") && question.equals("ask two")) {
                quickIsThrough.countDown();
              }
              return 0;
            });
    assertThat(states)
        .containsExactly(
            "work/one[slow] AlreadySo",
            "work/one[quick] AlreadySo",
            "work/two[slow] AlreadySo",
            "work/two[quick] AlreadySo");
  }

  @Test
  void whatRunsOnceIsLookedAtBetweenTheStepsOfAllHosts() throws Exception {
    looked(
        """
        - {name: one, command: {argv: [do], unless: [ask, one]}}
        - {name: all, run_once: true, command: {argv: [do], unless: [ask, all]}}
        - {name: two, command: {argv: [do], unless: [ask, two]}}
        """,
        (_, _) -> 0);
    assertThat(asked.subList(0, 2)).containsExactlyInAnyOrder("slow: ask one", "quick: ask one");
    assertThat(asked.get(2)).isEqualTo("slow: ask all");
    assertThat(asked.subList(3, 5)).containsExactlyInAnyOrder("slow: ask two", "quick: ask two");
  }

  @Test
  void nothingBehindAStepThatSomebodyRefusesIsLookedAtOnAnyHost() throws Exception {
    CountDownLatch quickIsThrough = new CountDownLatch(1);
    List<String> states =
        looked(
            """
            - {name: one, command: {argv: [do], unless: [ask, one]}}
            - {name: two, command: {argv: [do], unless: [ask, two]}}
            - {name: three, command: {argv: [do], unless: [ask, three]}}
            """,
            (host, question) -> {
              if (host.equals("slow") && question.equals("ask two")) {
                assertThat(quickIsThrough.await(1, TimeUnit.MINUTES)).isTrue();
                throw new RemoteException.Denied("slow: wrong password", "correct it", null);
              } else if (host.equals("quick") && question.equals("ask three")) {
                quickIsThrough.countDown();
              }
              return 0;
            });
    assertThat(states)
        .containsExactly(
            "work/one[slow] AlreadySo",
            "work/one[quick] AlreadySo",
            "work/two[slow] WillFail",
            "work/two[quick] AlreadySo",
            "work/three[slow] NotLooked",
            "work/three[quick] NotLooked");
    assertThat(asked).doesNotContain("slow: ask three");
  }

  @Test
  void tellsHowFarItHasComeIfThatTakesLong() {
    List<String> told = new ArrayList<>();
    Instant[] now = {Instant.EPOCH};
    Progress progress = new Progress(() -> now[0], told::add);
    progress.begin("Work", 4, "steps");
    progress.done();
    now[0] = now[0].plusSeconds(3);
    progress.done();
    progress.done();
    now[0] = now[0].plusSeconds(3);
    progress.done();
    progress.begin("", 2, "hosts");
    now[0] = now[0].plusSeconds(3);
    progress.done();
    assertThat(told).containsExactly("Work", "Work, 2 of 4 steps", "1 of 2 hosts");
  }

  /** The states of all steps, task by task. */
  private List<String> looked(String tasks, Answers answers) throws Exception {
    Diagnostics diagnostics = new Diagnostics();
    Path runbook =
        Files.writeString(
            directory.resolve("runbook.yml"),
            """
            runbook: example
            language: 1
            version: 1.0.0
            plays:
              - name: Work
                hosts: all
                tasks:
            """
                + tasks.indent(6));
    Path inventory = Files.writeString(directory.resolve("hosts"), "slow\nquick\n");
    Scopes scopes =
        new Scopes(
            RunbookLoader.load(runbook, BuiltIn.kinds(), diagnostics).orElseThrow(),
            InventoryLoader.load(List.of(inventory), diagnostics),
            Map.of(),
            new Masker());
    Plan plan = Planner.compile(scopes, BuiltIn.kinds(), 0, diagnostics).orElseThrow();
    assertThat(diagnostics.sorted()).isEmpty();
    Hosts hosts = new Hosts(answers, asked);
    Plan looked = Planned.look(plan, new Doors(scopes, hosts, hosts, () -> Instant.EPOCH));
    return Rows.of(looked.plays().getFirst()).stream()
        .flatMap(List::stream)
        .map(step -> step.id() + " " + step.state().getClass().getSimpleName())
        .toList();
  }

  /** Hosts that answer questions and can do nothing else. */
  private record Hosts(Answers answers, List<String> asked) implements Remotes, Rests {

    @Override
    public Remote to(Target target) {
      return new Asked(target.name(), answers, asked);
    }

    @Override
    public Rest to(Endpoint endpoint) {
      throw new IllegalStateException("nobody asks for " + endpoint);
    }

    @Override
    public void close() {}
  }

  private record Asked(String host, Answers answers, List<String> asked) implements Remote {

    @Override
    public CommandResult exec(Command command) throws RemoteException, InterruptedException {
      asked.add(host + ": " + command);
      return new CommandResult(answers.status(host, command.toString()), "", "");
    }

    @Override
    public void upload(Path local, String target, int mode) {
      throw new IllegalStateException("planning uploads nothing");
    }

    @Override
    public void download(String source, Path local) {
      throw new IllegalStateException("nobody asks for " + source);
    }

    @Override
    public Socket connect(Address address) {
      throw new IllegalStateException("nobody asks for " + address);
    }
  }
}
