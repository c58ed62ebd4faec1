package dev.drover.demo;

import dev.drover.time.Waiter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One node of a test cluster: its home, its installations, its process, by the server's scripts.
 */
public final class ServerNode {

  private static final Duration START = Duration.ofSeconds(30);
  private static final Duration RUNNING = Duration.ofMinutes(2);
  private static final Duration STOP = Duration.ofSeconds(90);
  private static final int LAST_LINES = 12;

  /** So many looks in a row without a process mean that it has ended. */
  private static final int ABSENT_LOOKS = 20;

  private final Cluster cluster;
  private final Cluster.Node node;
  private final Layout layout;
  private final Distributions distributions;
  private final Waiter waiter;

  ServerNode(
      Cluster cluster,
      Cluster.Node node,
      Layout layout,
      Distributions distributions,
      Waiter waiter) {
    this.cluster = cluster;
    this.node = node;
    this.layout = layout;
    this.distributions = distributions;
    this.waiter = waiter;
  }

  /** Its name. */
  public String name() {
    return node.name();
  }

  /** Makes its home. */
  void makeHome() throws IOException {
    Files.createDirectories(home());
    Files.createSymbolicLink(home().resolve("shared"), layout.shared());
    String members =
        cluster.nodes().stream()
            .map(peer -> "127.0.0.1:" + peer.member())
            .collect(Collectors.joining(","));
    Files.writeString(
        home().resolve("bitbucket.properties"),
        """
        server.address=127.0.0.1
        server.port=%d
        plugin.ssh.port=%d
        hazelcast.address=127.0.0.1
        hazelcast.port=%d
        hazelcast.network.tcpip.members=%s
        """
            .formatted(node.http(), node.gitSsh(), node.member(), members));
  }

  /** Unpacks a version and sets it up as an administrator would: home, node name. */
  public void install(String version) throws IOException, InterruptedException {
    Path installation = installation(version);
    distributions.unpack(version, installation);
    edit(
        installation.resolve("bin/set-bitbucket-home.sh"),
        "(?m)^(\\s*)BITBUCKET_HOME=\\s*$",
        "$1BITBUCKET_HOME=" + home());
    edit(
        installation.resolve("bin/_start-webapp.sh"),
        "(?m)^(\\s*)JVM_SUPPORT_RECOMMENDED_ARGS=.*$",
        "$1JVM_SUPPORT_RECOMMENDED_ARGS=\"-Dcluster.node.name=" + node.name() + "\"");
  }

  private static void edit(Path file, String pattern, String line) throws IOException {
    String text = Files.readString(file);
    String edited = text.replaceFirst(pattern, line);
    if (edited.equals(text)) {
      throw new IOException("%s has no line that matches %s".formatted(file, pattern));
    }
    // Written in place: the scripts must stay executable.
    Files.writeString(file, edited);
  }

  /** Starts an installed version and waits until it serves. */
  public void startAndWait(String version) throws IOException, InterruptedException {
    start(version);
    awaitRunning();
  }

  /** Starts an installed version; it is not up yet when this returns. */
  public void start(String version) throws IOException, InterruptedException {
    Children.run(
        "starting " + name(),
        List.of(installation(version).resolve("bin/start-bitbucket.sh").toString(), "--no-search"),
        START,
        Map.of("JRE_HOME", System.getProperty("java.home")));
  }

  /** Waits until it says that it is running. */
  public void awaitRunning() throws IOException, InterruptedException {
    // Between its fork and its exec the process is not known as a node yet.
    int[] absent = {0};
    try (NodeClient client = new NodeClient(cluster, node)) {
      Poll.until(
          waiter,
          RUNNING,
          () -> {
            absent[0] = process().isEmpty() ? absent[0] + 1 : 0;
            if (absent[0] > ABSENT_LOOKS) {
              throw new IOException(name() + " has ended while it was starting. " + lastWords());
            }
            return client.status().equals(Optional.of("RUNNING"));
          },
          () ->
              "%s is not RUNNING after %d s. %s"
                  .formatted(name(), RUNNING.toSeconds(), lastWords()));
    }
  }

  /** Stops it gracefully, by its script. */
  public void stop(String version) throws IOException, InterruptedException {
    Children.run(
        "stopping " + name(),
        List.of(installation(version).resolve("bin/stop-bitbucket.sh").toString()),
        STOP);
  }

  /** Ends its process at once, as a crash would. */
  public void kill() throws IOException, InterruptedException {
    Optional<ProcessHandle> process = process();
    process.ifPresent(ProcessHandle::destroyForcibly);
    Poll.until(waiter, START, () -> process().isEmpty(), () -> name() + " can't be killed");
  }

  /** Its process, if it runs. The file alone proves nothing: the command line must be a node's. */
  public Optional<ProcessHandle> process() {
    try {
      long pid = Long.parseLong(Files.readString(layout.pidFile(name())).strip());
      return ProcessHandle.of(pid)
          .filter(ProcessHandle::isAlive)
          .filter(handle -> ClusterProcesses.isNode(handle, layout));
    } catch (IOException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  Path home() {
    return layout.home(name());
  }

  private Path installation(String version) {
    return layout.installation(name(), version);
  }

  private String lastWords() {
    StringBuilder words = new StringBuilder();
    for (String log : List.of("log/launcher.log", "log/atlassian-bitbucket.log")) {
      try {
        List<String> lines = Files.readAllLines(home().resolve(log));
        List<String> last = lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size());
        words.append(log).append(" ends with:\n").append(String.join("\n", last)).append('\n');
      } catch (IOException e) {
        words.append("There is no ").append(log).append(". ");
      }
    }
    return words.toString().strip();
  }
}
