package dev.drover.discover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.drover.diag.Diagnostics;
import dev.drover.journal.HarmlessJson;
import dev.drover.lb.Haproxy;
import dev.drover.lb.Server;
import dev.drover.load.InventoryLoader;
import dev.drover.model.Host;
import dev.drover.model.Inventory;
import dev.drover.remote.Address;
import dev.drover.remote.Command;
import dev.drover.remote.CommandResult;
import dev.drover.remote.Remote;
import dev.drover.remote.RemoteException;
import dev.drover.remote.Socket;
import dev.drover.rest.Endpoint;
import dev.drover.rest.Endpoint.Authorization;
import dev.drover.rest.Response;
import dev.drover.rest.Rest;
import dev.drover.rest.Rests;
import dev.drover.secret.Secret;
import dev.drover.task.Zdu;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A product and a balancer that answer with anything: what is made of it is an inventory that loads
 * and says nothing of theirs but names and addresses, and no order to the balancer.
 */
class HostileClusterTest {

  private static final URI GIVEN = URI.create("http://10.0.0.11:7990");
  private static final String NAME = "[A-Za-z0-9_.:-]+";

  @TempDir Path directory;

  @ParameterizedTest(name = "{index}")
  @MethodSource("dev.drover.testing.Hostile#answers")
  void becomesNamesAndAddressesOrNothing(String text) throws Exception {
    List<FoundNode> nodes =
        new ClusterSearch(
                answering(cluster(text)), new Authorization.Basic("admin", Secret.of("hunter2")))
            .nodes(List.of(GIVEN));
    FoundBalancer balancer =
        BalancerSearch.at(
            new Address.UnixSocket("/run/lb.sock"),
            Optional.of("lb1"),
            () -> new Balancing(text),
            nodes);

    Path file = directory.resolve("hosts.yml");
    String written =
        new FirstInventory(
                file.toString(),
                GIVEN,
                "2026-11-21",
                nodes,
                Optional.of(balancer),
                Optional.empty(),
                "admin",
                Optional.empty())
            .text();
    Diagnostics diagnostics = new Diagnostics();
    Inventory inventory =
        InventoryLoader.load(List.of(Files.writeString(file, written)), diagnostics);

    assertThat(diagnostics.sorted()).isEmpty();
    assertThat(inventory.group("bitbucket").stream().map(Host::name))
        .hasSize(3)
        .allMatch(name -> name.matches("[A-Za-z0-9][A-Za-z0-9._-]*"));
    assertThat(balancer.backends()).contains("http").allMatch(name -> name.matches(NAME));
    assertThat(balancer.servers().values()).allMatch(name -> name.matches(NAME));
    assertThat(written.lines().filter(line -> line.contains("{{")).map(String::strip))
        .allMatch(line ->
            List.of(
                    "installation: \"{{install_base}}/{{installed}}\"",
                    "url: \"{{product_url}}\"",
                    "server: \"{{balancer_server}}\"")
                .contains(line));
  }

  /** The node that is asked says it of itself, of another and of the cluster. */
  private static Map<String, Object> cluster(String text) {
    Map<String, Object> other = new LinkedHashMap<>();
    for (String field : List.of("id", "name", "ipAddress", "portNumber", "state", "version")) {
      other.put(field, text);
    }
    Map<String, Object> named = new LinkedHashMap<>(other);
    named.put("name", "bb1");
    Map<String, Object> twice = new LinkedHashMap<>(other);
    twice.put("ipAddress", "10.0.0.13");
    return Map.of(
        "upgradeModeEnabled",
        text,
        "state",
        text,
        "originalVersion",
        text,
        "nodes",
        List.of(other, named, twice),
        "buildInfo",
        other);
  }

  @ParameterizedTest(name = "{index}")
  @MethodSource("dev.drover.testing.Hostile#answers")
  void aProductThatSpeaksNoJsonIsRefused(String text) {
    Endpoint endpoint =
        Endpoint.of(URI.create("http://me:hunter2@10.0.0.11:7990"), new Authorization.None());
    Rests rests = saying(text);
    Zdu zdu = Zdu.of(rests.to(endpoint), endpoint, "bb1");
    assertThatCode(zdu::cluster)
        .isInstanceOf(RemoteException.Refused.class)
        .hasMessageNotContaining("hunter2");
    assertThatCode(zdu::status).doesNotThrowAnyException();
  }

  @ParameterizedTest(name = "{index}")
  @MethodSource("dev.drover.testing.Hostile#answers")
  void aBalancerIsToldWhatTheInventorySaysAndNothingElse(String text) throws Exception {
    Balancing remote = new Balancing(text);
    Haproxy driver =
        new Haproxy(() -> remote, new Address.UnixSocket("/run/lb.sock"), Optional.of("lb1"));
    try {
      driver.set("http", "bb1", Server.Admin.MAINT);
    } catch (RemoteException.Refused refused) {
      assertThat(refused.getMessage()).startsWith("HAProxy at /run/lb.sock on lb1 ");
    }
    assertThat(driver.servers()).isNotEmpty();
    assertThat(remote.heard.stream().distinct())
        .isSubsetOf("set server http/bb1 state maint\n", "show stat\n", "show servers state\n");
  }

  private static Rests answering(Map<String, Object> body) {
    return saying(HarmlessJson.mapper().build().writeValueAsString(body));
  }

  private static Rests saying(String body) {
    return new Rests() {
      @Override
      public Rest to(Endpoint endpoint) {
        return request -> new Response(200, Map.of(), body);
      }

      @Override
      public void close() {}
    };
  }

  /** A machine with a balancer whose servers and backends have hostile names. */
  private static final class Balancing implements Remote {

    private final String text;
    final List<String> heard = new ArrayList<>();

    Balancing(String text) {
      this.text = text;
    }

    private String answer(String line) {
      List<String> names =
          List.of("http bb1", "http bb1." + text, text + " bb1", text + " " + text);
      return switch (line) {
        case "show stat\n" ->
            names.stream()
                .map(name -> name.replace(' ', ',') + "," + text + "\n")
                .collect(Collectors.joining("", "# pxname,svname,scur,qcur\n", ""));
        case "show servers state\n" ->
            names.stream()
                .map(name -> name + " 0 2\n")
                .collect(
                    Collectors.joining(
                        "", "1\n# be_name srv_name srv_admin_state srv_op_state\n", ""));
        default -> text;
      };
    }

    @Override
    public Socket connect(Address address) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      return new Socket() {
        @Override
        public OutputStream out() {
          return out;
        }

        @Override
        public InputStream in() {
          String line = out.toString(StandardCharsets.UTF_8);
          heard.add(line);
          return new ByteArrayInputStream(answer(line).getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public void close() {}
      };
    }

    @Override
    public String host() {
      return "lb1";
    }

    @Override
    public CommandResult exec(Command command) {
      throw new IllegalStateException("nothing is run");
    }

    @Override
    public void upload(Path local, String target, int mode) {
      throw new IllegalStateException("nothing is copied");
    }

    @Override
    public void download(String source, Path local) {
      throw new IllegalStateException("nothing is copied");
    }
  }
}
