package dev.zdu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.zdu.cluster.Version;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A cluster of real processes, set up and ruled by the scripts of the archive as by a user. */
final class ProcessCluster implements AutoCloseable {

  private static final JsonMapper MAPPER = new JsonMapper();
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final String ADMIN =
      "Basic "
          + Base64.getEncoder().encodeToString("admin:secret".getBytes(StandardCharsets.UTF_8));

  record Answer(int status, String body) {}

  private record Ports(int http, int ssh, int member) {}

  private final Path directory;
  private final Archives archives;
  private final List<Ports> ports = new ArrayList<>();
  private final Map<String, Path> installations = new HashMap<>();
  private final HttpClient client = HttpClient.newHttpClient();
  private final Path database;

  /** Prepares homes for {@code nodes} nodes and starts the database; no node runs yet. */
  ProcessCluster(Path directory, Archives archives, int nodes)
      throws IOException, InterruptedException {
    this.directory = directory;
    this.archives = archives;
    this.database = directory.resolve("database");
    for (int i = 0; i < nodes; i++) {
      ports.add(new Ports(freePort(), freePort(), freePort()));
    }
    int databasePort = freePort();
    Programs.run(directory, "ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", "key");
    Path shared = Files.createDirectories(directory.resolve("shared"));
    Files.writeString(shared.resolve("bitbucket.properties"), sharedSettings(databasePort));
    for (int i = 1; i <= nodes; i++) {
      Files.createDirectories(home(i));
      Files.createSymbolicLink(home(i).resolve("shared"), shared);
      Files.writeString(home(i).resolve("bitbucket.properties"), ownSettings(i));
    }
    Programs.run(
        directory,
        program(new Version(7, 9, 0), "start-database.sh"),
        database.toString(),
        Integer.toString(databasePort));
  }

  private String sharedSettings(int databasePort) throws IOException {
    List<String> members = ports.stream().map(port -> "127.0.0.1:" + port.member()).toList();
    return String.join(
        "\n",
        "jdbc.url=jdbc:h2:tcp://127.0.0.1:" + databasePort + "/bitbucket",
        "jdbc.user=bitbucket",
        "jdbc.password=bitbucket",
        "hazelcast.network.tcpip.members=" + String.join(",", members),
        "hazelcast.group.name=" + directory.getFileName(),
        "zdu.user.admin.password=secret",
        "zdu.user.admin.admin=true",
        "zdu.user.dev.password=dev",
        "zdu.user.dev.ssh-key=" + Files.readString(directory.resolve("key.pub")));
  }

  private String ownSettings(int node) {
    Ports own = ports.get(node - 1);
    return String.join(
        "\n",
        "server.port=" + own.http(),
        "plugin.ssh.port=" + own.ssh(),
        "hazelcast.port=" + own.member(),
        "cluster.node.name=bb" + node);
  }

  Path home(int node) {
    return directory.resolve("home" + node);
  }

  int httpPort(int node) {
    return ports.get(node - 1).http();
  }

  int sshPort(int node) {
    return ports.get(node - 1).ssh();
  }

  private String program(Version version, String script) throws IOException, InterruptedException {
    Path installation = installations.get(version.toString());
    if (installation == null) {
      installation = archives.install(version, directory.resolve("installations"));
      installations.put(version.toString(), installation);
    }
    return installation.resolve("bin").resolve(script).toString();
  }

  /** Calls the start script and waits until the node serves. */
  void start(Version version, int... nodes) throws IOException, InterruptedException {
    for (int node : nodes) {
      callStart(version, node);
    }
    for (int node : nodes) {
      awaitStatus(node, "RUNNING");
    }
  }

  void awaitStatus(int node, String expected) {
    await("node " + node)
        .atMost(LIMIT)
        .pollInterval(Duration.ofMillis(100))
        .until(() -> status(node).equals(expected));
  }

  void callStart(Version version, int node) throws IOException, InterruptedException {
    call(version, node, "start-bitbucket.sh", "--no-search");
  }

  /** Calls the stop script, which returns when the process is gone. */
  void stop(Version version, int node) throws IOException, InterruptedException {
    call(version, node, "stop-bitbucket.sh");
    assertThat(process(node)).isEmpty();
  }

  private void call(Version version, int node, String script, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(program(version, script)));
    command.addAll(List.of(arguments));
    Programs.Result result =
        Programs.result(directory, Map.of("BITBUCKET_HOME", home(node).toString()), command);
    assertThat(result.code()).as(result.output()).isZero();
  }

  void kill(int node) {
    process(node).ifPresent(ProcessHandle::destroyForcibly);
  }

  /** The process of a node, by its pid file. */
  Optional<ProcessHandle> process(int node) {
    try {
      String pid = Files.readString(home(node).resolve("log/bitbucket.pid")).strip();
      return ProcessHandle.of(Long.parseLong(pid)).filter(handle -> !isGone(handle));
    } catch (IOException notThere) {
      return Optional.empty();
    }
  }

  /** Gone, or a zombie whose new parent has not looked yet. */
  static boolean isGone(ProcessHandle process) {
    if (!process.isAlive()) {
      return true;
    }
    try {
      String status = Files.readString(Path.of("/proc/" + process.pid() + "/status"));
      return status.contains("State:\tZ") || status.contains("State:\tX");
    } catch (IOException e) {
      return !process.isAlive();
    }
  }

  String log(int node) throws IOException {
    return Files.readString(home(node).resolve("log/launcher.log"));
  }

  /** What {@code /status} says; why it says nothing, if it does not. */
  String status(int node) throws InterruptedException {
    try {
      return MAPPER.readTree(ask("GET", node, "/status", "").body()).path("state").asString();
    } catch (IOException e) {
      return e.toString();
    }
  }

  Answer ask(String method, int node, String path, String body)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + httpPort(node) + path))
            .timeout(Duration.ofSeconds(30))
            .header("Authorization", ADMIN)
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build();
    HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
    return new Answer(response.statusCode(), response.body());
  }

  /** The cluster in one line, as {@code node} sees it. */
  String cluster(int node) throws IOException, InterruptedException {
    JsonNode json = MAPPER.readTree(ask("GET", node, "/rest/zdu/cluster", "").body());
    StringBuilder line = new StringBuilder(json.path("state").asString());
    for (JsonNode row : json.path("nodes")) {
      line.append(' ').append(row.path("name").asString());
      line.append(' ').append(row.path("state").asString());
      line.append(' ').append(row.path("version").isNull() ? "-" : row.path("version").asString());
    }
    return line.toString();
  }

  void awaitCluster(int node, String expected) {
    await()
        .atMost(LIMIT)
        .pollInterval(Duration.ofMillis(100))
        .untilAsserted(() -> assertThat(cluster(node)).isEqualTo(expected));
  }

  @Override
  public void close() throws IOException {
    for (int node = 1; node <= ports.size(); node++) {
      Optional<ProcessHandle> process = process(node);
      if (process.isPresent()) {
        process.get().destroyForcibly();
        await().atMost(LIMIT).until(() -> isGone(process.get()));
      }
    }
    try {
      Programs.run(
          directory, program(new Version(7, 9, 0), "stop-database.sh"), database.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
