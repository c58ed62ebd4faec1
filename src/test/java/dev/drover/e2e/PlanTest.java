package dev.drover.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.demo.ClusterSpec;
import dev.drover.testing.RealComponent;
import dev.drover.testing.Recorder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Planning, for real: every wire from the tool to a cluster behind OpenSSH and HAProxy is tapped.
 */
@Execution(ExecutionMode.CONCURRENT)
class PlanTest {

  private static final Pattern URL = Pattern.compile("url: http://127\\.0\\.0\\.1:([0-9]+)");
  private static final Pattern SOCKET = Pattern.compile("unix:(/\\S*/balancer\\.sock)");

  /** Does a little of everything that a plan must not do. */
  private static final String WRITING =
      """
      runbook: writing
      language: 1
      version: 1.0.0
      policy: {min_in_service: 0}
      plays:
        - name: Write
          hosts: bb1
          tasks:
            - lb_detach: {drain: 0s}
            - command: {argv: [touch, "{{product.home}}/touched"]}
            - upgrade_mode: on
            - upgrade_mode: off
            - lb_attach: {}
      """;

  @TempDir Path temporary;

  private final List<Tap> http = new ArrayList<>();

  @Test
  @RealComponent({"sshd", "haproxy"})
  void looksTwiceAndSeesTheSame() throws Exception {
    try (Site site =
            Site.up(
                temporary,
                spec ->
                    spec.with(ClusterSpec.SshKind.OPENSSH).with(ClusterSpec.BalancerKind.HAPROXY));
        Tap balancer = Tap.ofSocket(socket(site))) {
      String inventory = site.inventory(text -> tapped(text).replace("balancer.sock", "tap.sock"));
      TappedSsh ssh =
          TappedSsh.of(
              site.cluster().directory().resolve("client_key.pub"),
              Files.createDirectory(temporary.resolve("ssh")));
      Map<String, FileTime> before = files(site);
      List<Long> processes = site.processes();

      String first = plan(site, inventory, "first.plan");
      String second;
      try (Socket _ = session(site);
          Socket _ = session(site)) {
        second = plan(site, inventory, "second.plan");
      }

      assertThat(second).isEqualTo(first);
      assertThat(site.work().resolve("second.plan"))
          .hasSameBinaryContentAs(site.work().resolve("first.plan"));
      assertThat(first)
          .contains("\"host key\"", "\"state of node bb2\"", "bitbucket_http/bb3", "runs from ");
      assertThat(requests()).isNotEmpty().allMatch(request -> request.startsWith("GET "));
      assertThat(balancer.lines()).isNotEmpty().allMatch(line -> line.startsWith("show "));
      assertThat(ssh.commands()).isNotEmpty().allMatch(Recorder::isKnownToLook);
      assertThat(site.processes()).isEqualTo(processes);
      assertThat(files(site)).isEqualTo(before);

      write(site, inventory);
      assertThat(requests()).anyMatch(request -> request.startsWith("POST /rest/zdu/"));
      assertThat(balancer.lines()).anyMatch(line -> line.startsWith("set server "));
      assertThat(ssh.commands()).anyMatch(command -> !Recorder.isKnownToLook(command));
      assertThat(files(site)).isNotEqualTo(before);
    } finally {
      for (Tap tap : http) {
        tap.close();
      }
    }
  }

  private static Path socket(Site site) throws IOException {
    Matcher matcher = SOCKET.matcher(Files.readString(site.cluster().inventory()));
    assertThat(matcher.find()).isTrue();
    return Path.of(matcher.group(1));
  }

  /** The inventory with every node behind a tap. */
  private String tapped(String inventory) {
    return URL.matcher(inventory)
        .replaceAll(url -> {
          try {
            Tap tap = Tap.ofPort(Integer.parseInt(url.group(1)));
            http.add(tap);
            return "url: http://127.0.0.1:" + tap.port();
          } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
          }
        });
  }

  private List<String> requests() {
    return http.stream().flatMap(tap -> tap.requests().stream()).toList();
  }

  /** Somebody who is being served: a session more that the balancer counts. */
  private static Socket session(Site site) throws IOException {
    Socket socket =
        new Socket(InetAddress.getLoopbackAddress(), site.cluster().cluster().httpPort());
    socket.getOutputStream().write("GET /status HTTP/1.1\r\n".getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  private static String plan(Site site, String inventory, String file) throws Exception {
    List<String> words = new ArrayList<>(List.of("plan", Site.RUNBOOK, "-i", inventory, "--json"));
    words.addAll(List.of("-e", "to_version=" + Site.TO, "-e", "archive=" + site.archive(Site.TO)));
    words.addAll(List.of("-e", "busy_by=sessions"));
    words.addAll(List.of("-o", site.work().resolve(file).toString()));
    return site.tool().run(words.toArray(String[]::new)).expect(0).out();
  }

  private static void write(Site site, String inventory) throws Exception {
    Path runbook = Files.writeString(site.work().resolve("writing.yml"), WRITING);
    site.tool().run("run", runbook.toString(), "-i", inventory).expect(0);
  }

  /** What the nodes have on disk, with its time; not what the servers write all the time. */
  private static Map<String, FileTime> files(Site site) throws IOException {
    Map<String, FileTime> found = new TreeMap<>();
    for (String node : List.of("bb1", "bb2", "bb3")) {
      Path home = site.cluster().directory().resolve(node);
      try (Stream<Path> all = Files.walk(home)) {
        for (Path file : all.filter(Files::isRegularFile).toList()) {
          if (!file.toString().contains("/log/")) {
            found.put(home.relativize(file).toString(), Files.getLastModifiedTime(file));
          }
        }
      }
    }
    return found;
  }
}
