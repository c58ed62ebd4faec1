package dev.drover.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.drover.lb.Haproxy;
import dev.drover.lb.Server;
import dev.drover.remote.Address;
import dev.drover.remote.LocalShell;
import dev.drover.remote.ShellRemote;
import dev.drover.time.SystemTime;
import dev.drover.time.Waiter;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a balancer promises to a runbook; held by the embedded one and by real HAProxy. */
abstract class BalancerContractTest {

  private static final BalancerSpec.Check QUICK =
      new BalancerSpec.Check(Duration.ofMillis(100), 3, 2);

  @TempDir Path directory;
  private TestingBackend one;
  private TestingBackend two;
  private BalancerSpec spec;
  private Balancer balancer;

  abstract Balancer start(BalancerSpec spec, Waiter waiter)
      throws IOException, InterruptedException;

  @BeforeEach
  void bringUp() throws Exception {
    one = new TestingBackend("one");
    two = new TestingBackend("two");
    List<BalancerSpec.Server> servers =
        List.of(
            new BalancerSpec.Server("bb1", one.port(), one.port()),
            new BalancerSpec.Server("bb2", two.port(), two.port()));
    List<Integer> ports = freePorts(3);
    spec =
        new BalancerSpec(
            directory,
            ports.get(0),
            List.of(
                new BalancerSpec.Pool("git_http", ports.get(1), servers),
                new BalancerSpec.Pool("git_ssh", ports.get(2), servers)),
            QUICK);
    balancer = start(spec, SystemTime.SYSTEM);
    await().until(() -> statuses().equals(List.of("UP", "UP", "UP", "UP")));
  }

  @AfterEach
  void takeDown() throws Exception {
    balancer.close();
    one.close();
    two.close();
  }

  @Test
  void theDriverReadsAndSetsServersOverSocketAndPort() throws Exception {
    for (Address address :
        List.of(
            new Address.UnixSocket(spec.socket().toString()),
            new Address.Tcp("127.0.0.1", spec.runtimePort()))) {
      Haproxy driver =
          new Haproxy(() -> new ShellRemote(new LocalShell("here")), address, Optional.empty());
      driver.set("git_http", "bb1", Server.Admin.DRAIN);
      driver.set("git_ssh", "bb1", Server.Admin.MAINT);
      assertThat(driver.servers())
          .extracting(Server::toString)
          .containsExactly(
              "git_http/bb1 DRAIN, UP",
              "git_http/bb2 READY, UP",
              "git_ssh/bb1 MAINT, DOWN",
              "git_ssh/bb2 READY, UP");
      driver.set("git_http", "bb1", Server.Admin.READY);
      driver.set("git_ssh", "bb1", Server.Admin.READY);
      assertThat(driver.servers()).allMatch(Server::inService);
      assertThatThrownBy(() -> driver.set("git_http", "bb9", Server.Admin.DRAIN))
          .hasMessage(driver.name() + " refused drain to git_http/bb9: No such server.");
    }
  }

  @Test
  void givesSessionsToBothServers() throws Exception {
    try (Client first = connect();
        Client second = connect()) {
      assertThat(Set.of(first.ask(), second.ask())).containsExactlyInAnyOrder("one", "two");
      assertThat(sessions()).containsExactly(1, 1, 0, 0);
    }
    await().until(() -> sessions().equals(List.of(0, 0, 0, 0)));
  }

  @Test
  void drainingKeepsSessionsAndTakesNoNewOnes() throws Exception {
    try (Client first = connect();
        Client second = connect()) {
      List<String> before = List.of(first.ask(), second.ask());
      assertThat(balancer.ask("set server git_http/bb1 state drain")).isEqualTo("\n");

      assertThat(statuses()).containsExactly("DRAIN", "UP", "UP", "UP");
      assertThat(states()).containsExactly("bb1 2 8", "bb2 2 0");
      assertThat(List.of(first.ask(), second.ask())).isEqualTo(before);
      assertThat(answersOfNewClients()).containsExactly("two");
      await().until(() -> sessions().equals(List.of(1, 1, 0, 0)));
    }
  }

  @Test
  void readyTakesNewSessionsAgain() throws Exception {
    balancer.ask("set server git_http/bb1 state drain");
    balancer.ask("set server git_http/bb1 state ready");

    assertThat(statuses()).containsExactly("UP", "UP", "UP", "UP");
    assertThat(states()).containsExactly("bb1 2 0", "bb2 2 0");
    assertThat(answersOfNewClients()).containsExactlyInAnyOrder("one", "two");
  }

  @Test
  void maintenanceTakesNoNewSessionsAndKeepsOldOnesUntilTheyAreCut() throws Exception {
    balancer.ask("set server git_http/bb2 state maint");
    try (Client client = connect()) {
      assertThat(client.ask()).isEqualTo("one");
      balancer.ask("set server git_http/bb1 state maint; set server git_http/bb2 state ready");

      assertThat(statuses().getFirst()).isEqualTo("MAINT");
      assertThat(states().getFirst()).isEqualTo("bb1 0 1");
      assertThat(client.ask()).isEqualTo("one");
      assertThat(answersOfNewClients()).containsExactly("two");

      assertThat(balancer.ask("shutdown sessions server git_http/bb1")).isEqualTo("\n");
      await().until(() -> sessions().equals(List.of(0, 0, 0, 0)));
      assertThat(client.ask()).isEqualTo("end");
    }
  }

  @Test
  void whoLeavesMaintenanceIsUpAtOnceButOnProbation() throws Exception {
    balancer.ask("set server git_http/bb1 state maint");
    one.fail();
    String answer =
        balancer.ask("set server git_http/bb1 state ready; show servers state git_http");

    assertThat(rows(answer).getFirst()).isEqualTo("bb1 2 0");
    await().until(() -> statuses().getFirst().startsWith("DOWN"));
  }

  @Test
  void failedChecksTakeServersOutAndPassedOnesBringThemBack() throws Exception {
    one.fail();
    await().until(() -> statuses().equals(List.of("DOWN", "UP", "DOWN", "UP")));
    assertThat(states()).containsExactly("bb1 0 0", "bb2 2 0");
    assertThat(answersOfNewClients()).containsExactly("two");

    one.recover();
    await().until(() -> statuses().equals(List.of("UP", "UP", "UP", "UP")));
    assertThat(answersOfNewClients()).containsExactlyInAnyOrder("one", "two");
  }

  @Test
  void serversThatDieGoDownAndConnectionsEndWhereNoneIsLeft() throws Exception {
    one.close();
    two.close();
    await().until(() -> statuses().equals(List.of("DOWN", "DOWN", "DOWN", "DOWN")));

    try (Client client = connect()) {
      assertThat(client.ask()).isEqualTo("end");
    }
  }

  @Test
  void refusesWhatItDoesNotKnowInTheSameWords() throws Exception {
    assertThat(balancer.ask("set server git_http/bb9 state drain"))
        .isEqualTo("No such server.\n\n");
    assertThat(balancer.ask("set server nope/bb1 state drain")).isEqualTo("No such backend.\n\n");
    assertThat(balancer.ask("set server git_http state drain"))
        .isEqualTo("Require 'backend/server'.\n\n");
    assertThat(balancer.ask("set server git_http/bb1 state off"))
        .isEqualTo("'set server <srv> state' expects 'ready', 'drain' and 'maint'.\n\n");
    assertThat(balancer.ask("set server git_http/bb1 mood bad"))
        .isEqualTo(
            "usage: set server <backend>/<server> addr | agent | agent-addr | agent-port |"
                + " agent-send | check-addr | check-port | fqdn | health | ssl | state |"
                + " weight\n\n");
    assertThat(balancer.ask("shutdown sessions server git_http/bb9"))
        .isEqualTo("No such server.\n\n");
    assertThat(balancer.ask("show servers state nope")).isEqualTo("Can't find backend.\n\n");
    assertThat(balancer.ask("do something")).startsWith("Unknown command");
    assertThat(states()).containsExactly("bb1 2 0", "bb2 2 0");
  }

  @Test
  void answersSeveralCommandsOfOneLineInTheirOrder() throws Exception {
    assertThat(balancer.ask("show backend; set server git_http/bb1 state ready; show backend"))
        .isEqualTo("# name\ngit_http\ngit_ssh\n\n\n# name\ngit_http\ngit_ssh\n\n");
  }

  @Test
  void showsTheStateTableInHaproxysForm() throws Exception {
    List<String> lines = balancer.ask("show servers state git_http").lines().toList();

    assertThat(lines.get(0)).isEqualTo("1");
    assertThat(lines.get(1))
        .isEqualTo(
            "# be_id be_name srv_id srv_name srv_addr srv_op_state srv_admin_state srv_uweight"
                + " srv_iweight srv_time_since_last_change srv_check_status srv_check_result"
                + " srv_check_health srv_check_state srv_agent_state bk_f_forced_id srv_f_forced_id"
                + " srv_fqdn srv_port srvrecord srv_use_ssl srv_check_port srv_check_addr"
                + " srv_agent_addr srv_agent_port");
    assertThat(lines).hasSize(5);
    assertThat(lines.get(2).replaceFirst("^[0-9]+", "N").split(" ", -1))
        .startsWith("N", "git_http", "1", "bb1", "127.0.0.1", "2", "0", "1", "1")
        .hasSize(25);
  }

  @Test
  void answersOnTheLoopbackPortToo() throws Exception {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), spec.runtimePort())) {
      socket.getOutputStream().write("show backend\n".getBytes(StandardCharsets.UTF_8));
      assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
          .isEqualTo("# name\ngit_http\ngit_ssh\n\n");
    }
  }

  private List<String> statuses() throws IOException {
    return RuntimeApi.at(balancer.socket()).servers().stream().map(RuntimeApi.Row::status).toList();
  }

  private List<Integer> sessions() throws IOException {
    return RuntimeApi.at(balancer.socket()).servers().stream()
        .map(RuntimeApi.Row::sessions)
        .toList();
  }

  /** Name, operational state, administrative state of the servers of one backend. */
  private List<String> states() throws IOException {
    return rows(balancer.ask("show servers state git_http"));
  }

  private static List<String> rows(String answer) {
    return answer
        .lines()
        .filter(line -> line.contains(" 127.0.0.1 "))
        .map(line -> line.split(" "))
        .map(field -> field[3] + " " + field[5] + " " + field[6])
        .toList();
  }

  private Set<String> answersOfNewClients() throws IOException {
    Set<String> answers = new HashSet<>();
    for (int i = 0; i < 6; i++) {
      try (Client client = connect()) {
        answers.add(client.ask());
      }
    }
    return answers;
  }

  private Client connect() throws IOException {
    return new Client(new Socket(InetAddress.getLoopbackAddress(), spec.pools().getFirst().port()));
  }

  private static List<Integer> freePorts(int count) throws IOException {
    List<ServerSocket> held = new ArrayList<>();
    try {
      for (int i = 0; i < count; i++) {
        held.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
      }
      return held.stream().map(ServerSocket::getLocalPort).toList();
    } finally {
      for (ServerSocket socket : held) {
        socket.close();
      }
    }
  }

  /** A client that asks who serves it. */
  private record Client(Socket socket) implements AutoCloseable {

    String ask() {
      try {
        socket.setSoTimeout(10_000);
        socket.getOutputStream().write("who\n".getBytes(StandardCharsets.UTF_8));
        String line =
            new BufferedReader(
                    new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))
                .readLine();
        return line == null ? "end" : line;
      } catch (IOException e) {
        return "end";
      }
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }
}
