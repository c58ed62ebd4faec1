package dev.drover.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.drover.demo.Cluster;
import dev.drover.demo.ClusterStatus;
import dev.drover.demo.EmbeddedSshServer;
import dev.drover.secret.Secret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
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
 * Wrong input: each ends with a message that says what, where and what to do next, and leaves the
 * cluster exactly as it was.
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

  @Test
  void anUnreachableNode() throws Exception {
    int closed = closedPort();

    Tool.Ending ending = run(site.inventory(text -> withPort(text, "bb2", closed)));

    refused(
        ending,
        """
        problem: bb2: cannot reach [127.0.0.1]:%1$d by SSH: Connection refused
          next: check that 127.0.0.1 is up and that its SSH server listens on port %1$d (`inventory` says where)
        """
            .formatted(closed));
  }

  @Test
  void anUnreachableBalancer() throws Exception {
    int closed = closedPort();

    Tool.Ending ending = run(site.inventory(text -> withPort(text, "lb", closed)));

    refused(
        ending,
        """
        problem: bb1, bb2, bb3: lb: cannot reach [127.0.0.1]:%1$d by SSH: Connection refused
          next: check that 127.0.0.1 is up and that its SSH server listens on port %1$d (`inventory` says where)
        """
            .formatted(closed));
  }

  @Test
  void aWrongPassword() throws Exception {
    Path place = Files.createTempDirectory(site.work(), "ssh");
    Path nobody = Files.createFile(place.resolve("authorized_keys"));
    try (EmbeddedSshServer server =
        EmbeddedSshServer.start(
            place.resolve("host_key"), nobody, Optional.of(Secret.of("right")), 0, place)) {
      Path known = Files.writeString(place.resolve("known"), server.knownHostsLine() + "\n");
      String inventory =
          site.inventory(text ->
              withPort(text, "bb2", server.port())
                  .replaceFirst(
                      "(?m)^( +)bb2:\\n",
                      "$0$1  ansible_password: wrong-password\n$1  ansible_ssh_common_args: -o"
                          + " UserKnownHostsFile="
                          + known
                          + "\n"));

      Tool.Ending ending = run(inventory);

      assertThat(ending.toString()).doesNotContain("wrong-password");
      refused(
          ending,
          """
          problem: bb2: %1$s@[127.0.0.1]:%2$d does not let us in; tried the key KEY, the password; \
          the server takes keyboard-interactive, password, publickey
            next: check user, key and password of bb2 in the inventory; `ssh -p %2$d -v %1$s@127.0.0.1 true` shows more
          """
              .formatted(site.cluster().cluster().user(), server.port()));
    }
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
  void anUnknownHostKey() throws Exception {
    Path empty = Files.createTempFile(site.work(), "known", "");

    Tool.Ending ending =
        run(
            site.inventory(
                text -> text.replaceAll("UserKnownHostsFile=.*", "UserKnownHostsFile=" + empty)));

    refused(
        ending,
        eachNode(node ->
            """
            problem: %1$s: the host key of [127.0.0.1]:%2$d is not known: ssh-ed25519 FINGERPRINT is in none of %3$s
              next: compare the fingerprint with the machine's own (`ssh-keygen -lf` of its /etc/ssh/ssh_host_*_key.pub), \
            then add the key: `ssh-keyscan -p %2$d 127.0.0.1 >> %3$s`
            """
                .formatted(node.name(), node.ssh(), empty)));
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

  @Test
  void aWrongChecksum() throws Exception {
    String wrong = "sha256:" + "0".repeat(64);

    Tool.Ending ending = run(site.inventory(), "-e", "checksum=" + wrong);

    refused(
        ending,
        """
        problem: bb1, bb2, bb3: the checksum of %s is sha256:%s, not %s
          next: download the archive again, or correct `checksum`
        """
            .formatted(site.archive(Site.TO), sha256(Path.of(site.archive(Site.TO))), wrong));
  }

  @Test
  void anArchiveThatIsTooOld() throws Exception {
    Tool.Ending ending = run(site.inventory(), "-e", "to_version=7.9.10");

    refused(
        ending,
        """
        problem: bb1, bb2, bb3: the archive %s holds version 7.9.4, not 7.9.10
          next: give the archive of that version
        """
            .formatted(site.archive(Site.TO)));
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
  void aBalancerThatDoesNotKnowTheServer() throws Exception {
    Tool.Ending ending =
        run(
            site.inventory(text ->
                text.replaceFirst(
                    "(?m)^( +)driver: haproxy\\n",
                    "$0$1server: \"node-{{inventory_hostname}}\"\n")));

    refused(
        ending,
        eachNode(node ->
            """
            problem: %1$s: HAProxy at %2$s on lb has no server `node-%1$s` in backend `bitbucket_http`; \
            it knows `bb1`, `bb2`, `bb3`
              next: correct `server` in the inventory's `balancer`
            """
                .formatted(node.name(), site.cluster().balancer().socket())));
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

  @Test
  void aMisspeltParameter() throws Exception {
    Tool.Ending ending = run(site.inventory(), "-e", "sook=1s").expect(10);

    assertThat(ending.err())
        .isEqualTo(
            """
            -e:1:1: error: the runbook `bitbucket-rolling-upgrade` has no parameter `sook` [params.unknown]
                1 | sook=…
                  | ^~~~
                  = hint: did you mean `soak`?
            drover: 1 mistake; nothing was connected to.
            """);
  }

  @Test
  void aMissingParameter() throws Exception {
    Tool.Ending ending = site.tool().run("run", Site.RUNBOOK, "-i", site.inventory()).expect(10);

    assertThat(ending.err())
        .contains(
            "error: the parameter `to_version` is not given [params.missing]\n",
            "= hint: give it with `-e archive=…` (path: Its distribution archive (tar.gz) on this"
                + " machine.)\n")
        .endsWith("\ndrover: 2 mistakes; nothing was connected to.\n");
  }

  @Test
  void aMissingOption() throws Exception {
    Tool.Ending ending = site.tool().run("run", Site.RUNBOOK).expect(2);

    assertThat(ending.err())
        .startsWith("Missing required option: '--inventory=INVENTORY'\nUsage: drover run ");
  }

  @Test
  void aRunThatDoesNotExist() throws Exception {
    Tool.Ending ending = site.tool().run("resume", "19700101-000000").expect(40);

    assertThat(ending.err())
        .isEqualTo(
            """
            drover: there is no run `19700101-000000` in %s
              next: name one that `drover runs` lists, or `last`
            """
                .formatted(site.work().resolve("state/runs")));
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
                .replaceAll("the key \\S+ \\(ssh-ed25519 SHA256:[^)]+\\)", "the key KEY")
                .replaceAll("SHA256:[A-Za-z0-9+/]{43}", "FINGERPRINT"))
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

  private static String sha256(Path file) throws Exception {
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
    return HexFormat.of().formatHex(digest);
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
