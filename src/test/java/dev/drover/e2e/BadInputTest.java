package dev.drover.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.drover.demo.Cluster;
import dev.drover.demo.ClusterStatus;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What is seen to be wrong only where a cluster runs: each ends with a message that says what,
 * where and what to do next, and leaves the cluster exactly as it was. What can be told of the
 * files alone is in the cases of MistakesTest, what a kind refuses in its own cases.
 */
class BadInputTest {

  @TempDir static Path temporary;
  private static Site site;
  private static ClusterStatus before;

  @BeforeAll
  static void bringUp() throws Exception {
    site = Site.up(temporary, spec -> spec);
    before = site.cluster().status();
  }

  @AfterAll
  static void takeDown() throws Exception {
    site.close();
  }

  @AfterEach
  void nothingHasChanged() throws Exception {
    assertThat(site.cluster().status()).isEqualTo(before);
    for (Cluster.Node node : site.cluster().cluster().nodes()) {
      assertThat(installations(node.name())).containsExactly(Site.FROM);
    }
  }

  private static List<String> installations(String node) throws IOException {
    try (Stream<Path> all = Files.list(site.cluster().directory().resolve(node + "/install"))) {
      return all.map(path -> String.valueOf(path.getFileName())).sorted().toList();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"bb2 | bb2", "lb | bb1, bb2, bb3: lb"})
  void anUnreachableMachine(String machine, String told) throws Exception {
    int closed = closedPort();

    Tool.Ending ending = run(site.inventory(text -> withPort(text, machine, closed)));

    refused(
        ending,
        """
        problem: %2$s: cannot reach [127.0.0.1]:%1$d by SSH: Connection refused
          next: check that 127.0.0.1 is up and that its SSH server listens on port %1$d (`inventory` says where)
        """
            .formatted(closed, told));
  }

  @Test
  void aWrongKey() throws Exception {
    Tool.Ending ending = run(site.inventory(text -> text.replace("/client_key", "/developer_key")));

    String user = site.cluster().cluster().user();
    refused(
        ending,
        eachNode(node ->
            """
            problem: %1$s: %2$s@[127.0.0.1]:%3$d does not let us in; tried the key KEY; \
            the server takes keyboard-interactive, publickey
              next: check user, key and password of %1$s in the inventory; `ssh -p %3$d -v %2$s@127.0.0.1 true` shows more
            """
                .formatted(node.name(), user, node.ssh())));
  }

  @Test
  void aTruncatedArchive() throws Exception {
    byte[] whole = Files.readAllBytes(Path.of(site.archive(Site.TO)));
    Path half = site.work().resolve("half.tar.gz");
    Files.write(half, Arrays.copyOf(whole, whole.length / 2));

    Tool.Ending ending = run(site.inventory(), "-e", "archive=" + half);

    refused(
        ending,
        """
        problem: bb1, bb2, bb3: the archive %s is damaged: it ends too early
          next: download it again, and compare its checksum with the vendor's
        """
            .formatted(half));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          7.10.0 | `same_line(to_version, cluster.versions[0])` is false
          7.8.9  | `same_line(to_version, cluster.versions[0])` is false, `version_compare(to_version, cluster.versions[0]) > 0` is false
          """)
  void aVersionThatIsNoHigherBugFixRelease(String version, String why) throws Exception {
    Tool.Ending ending =
        run(
            site.inventory(),
            "-e",
            "to_version=" + version,
            "-e",
            "archive=" + emptyArchive(version));

    ending.expect(30);
    assertThat(ending.out())
        .contains(
            """

            failed: check-the-cluster/versions-fit: bb1: The cluster must run one version on exactly the nodes of \
            the inventory, and to_version must be a higher bug-fix release of the same line. (%s)
              next: make the condition true, or correct the runbook; nothing was changed by this step

            Nothing is left open.
            """
                .formatted(why));
  }

  @Test
  void aWrongAdministratorsPasswordIsTriedOnce() throws Exception {
    try (Refusing refusing = new Refusing()) {
      Tool.Ending ending =
          run(
              site.inventory(text ->
                  text.replaceAll(
                          "url: http://127.0.0.1:[0-9]+",
                          "url: http://127.0.0.1:" + refusing.port())
                      .replaceAll("password: .*", "password: wrong-password")));

      assertThat(refusing.attempts.get()).isEqualTo(1);
      assertThat(ending.toString()).doesNotContain("wrong-password");
      refused(
          ending,
          """
          problem: bb1: bb1 refused the user `admin` at http://127.0.0.1:%d with 401: Authentication failed.
            next: give `username` and `password` of a system administrator in `product`; \
          nothing was tried twice, so the account is not locked by this
          """
              .formatted(refusing.port()));
    }
  }

  private static Tool.Ending run(String inventory, String... more) throws Exception {
    return site.tool().run(site.upgrade(Site.RUNBOOK, inventory, Site.TO, more));
  }

  private static String withPort(String inventory, String host, int port) {
    return inventory.replaceFirst("(?m)^( +" + host + ":\\n +ansible_port: )[0-9]+$", "$1" + port);
  }

  /** Makes sure that this was all that was said, with what nobody can foresee left out. */
  private static void refused(Tool.Ending ending, String problems) {
    ending.expect(20);
    assertThat(ending.out()).isEmpty();
    assertThat(
            ending
                .err()
                .replaceAll("(?m)^looking: .*\\n", "")
                .replaceAll("the key \\S+ \\(ssh-ed25519 SHA256:[^)]+\\)", "the key KEY"))
        .isEqualTo(problems + "drover: The run was not begun; nothing was changed.\n");
  }

  private static String eachNode(Function<Cluster.Node, String> words) {
    return site.cluster().cluster().nodes().stream().map(words).collect(Collectors.joining());
  }

  /** An archive that holds nothing but the name of a version. */
  private static Path emptyArchive(String version) throws Exception {
    String top = "atlassian-bitbucket-" + version;
    Path place = Files.createTempDirectory(site.work(), "archive");
    Files.createDirectory(place.resolve(top));
    Path archive = place.resolve(top + ".tar.gz");
    List<String> tar = List.of("tar", "-czf", archive.toString(), "-C", place.toString(), top);
    assertThat(new ProcessBuilder(tar).inheritIO().start().waitFor()).isZero();
    return archive;
  }

  private static int closedPort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** A product that lets nobody in, and counts who tries. */
  private static final class Refusing implements AutoCloseable {
    private final AtomicInteger attempts = new AtomicInteger();
    private final HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);

    Refusing() throws IOException {
      byte[] body =
          "{\"errors\":[{\"context\":null,\"message\":\"Authentication failed.\",\"exceptionName\":null}]}"
              .getBytes(StandardCharsets.UTF_8);
      server.createContext(
          "/",
          exchange -> {
            if (exchange.getRequestHeaders().containsKey("Authorization")) {
              attempts.incrementAndGet();
            }
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(401, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
          });
      server.start();
    }

    int port() {
      return server.getAddress().getPort();
    }

    @Override
    public void close() {
      server.stop(0);
    }
  }
}
