package dev.zdu;

import static org.awaitility.Awaitility.await;

import dev.recording.Stage;
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
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;

/** Nodes of the server inside of this process: the same code, without its scripts. */
final class EmbeddedStage implements Stage {

  private static final String ADMIN =
      "Basic "
          + Base64.getEncoder().encodeToString("admin:secret".getBytes(StandardCharsets.UTF_8));

  private record Running(ZduServer server, Thread starting) {}

  private final Path directory;
  private final List<Integer> http = new ArrayList<>();
  private final Map<Integer, Running> running = new HashMap<>();
  private final HttpClient client = HttpClient.newHttpClient();

  EmbeddedStage(Path directory, int nodes) throws IOException {
    this.directory = directory;
    String name = UUID.randomUUID().toString();
    List<Integer> members = ports(nodes);
    http.addAll(ports(nodes));
    List<Integer> ssh = ports(nodes);
    Path shared = Files.createDirectories(directory.resolve("shared"));
    Files.writeString(
        shared.resolve("bitbucket.properties"),
        String.join(
            "\n",
            "jdbc.url=jdbc:h2:mem:" + name + ";DB_CLOSE_DELAY=-1",
            "jdbc.user=bitbucket",
            "jdbc.password=bitbucket",
            "hazelcast.group.name=" + name,
            "hazelcast.network.tcpip.members="
                + String.join(",", members.stream().map(port -> "127.0.0.1:" + port).toList()),
            "zdu.user.admin.password=secret",
            "zdu.user.admin.admin=true"));
    for (int i = 0; i < nodes; i++) {
      Path home = Files.createDirectories(home(i + 1));
      Files.createSymbolicLink(home.resolve("shared"), shared);
      Files.writeString(
          home.resolve("bitbucket.properties"),
          String.join(
              "\n",
              "server.port=" + http.get(i),
              "plugin.ssh.port=" + ssh.get(i),
              "hazelcast.port=" + members.get(i),
              "cluster.node.name=bb" + (i + 1)));
    }
  }

  private Path home(int node) {
    return directory.resolve("home" + node);
  }

  private static List<Integer> ports(int many) throws IOException {
    List<Integer> ports = new ArrayList<>();
    List<ServerSocket> held = new ArrayList<>();
    for (int i = 0; i < many; i++) {
      held.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
      ports.add(held.getLast().getLocalPort());
    }
    for (ServerSocket socket : held) {
      socket.close();
    }
    return ports;
  }

  @Override
  public void start(int node, String version) throws IOException {
    Path conf = directory.resolve(version + "/conf");
    Files.createDirectories(conf);
    Files.writeString(conf.resolve("build.properties"), "version=" + version + "\n");
    try {
      Settings settings = Settings.read(directory.resolve(version), home(node), new Properties());
      ZduServer server = new ZduServer(settings, InstantSource.system());
      Thread starting = Thread.ofPlatform().start(() -> begin(node, server));
      running.put(node, new Running(server, starting));
      await()
          .atMost(Duration.ofMinutes(1))
          .until(() -> !starting.isAlive() || ask("GET", node, "/status").status() != 0);
    } catch (SettingsException | GeneralSecurityException e) {
      throw new IOException(e);
    }
  }

  /** As the main class does, but for the end of the process. */
  private void begin(int node, ZduServer server) {
    try {
      server.start();
    } catch (RefusedToJoinException refused) {
      return; // a process would end now; the server has closed what it had opened
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    } catch (IOException | SettingsException e) {
      throw new IllegalStateException("bb" + node + " does not start", e);
    }
  }

  private static void end(ZduServer server) {
    try {
      server.stop();
    } catch (IOException | RuntimeException e) {
      return; // it had left before
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void stop(int node, String version) throws InterruptedException {
    Optional<Running> one = Optional.ofNullable(running.remove(node));
    if (one.isPresent()) {
      end(one.get().server());
      one.get().starting().interrupt();
      one.get().starting().join();
    }
  }

  @Override
  public void kill(int node) {
    throw new UnsupportedOperationException("only a process can be killed");
  }

  @Override
  public void fault(int node, String fault, String value) throws IOException, InterruptedException {
    StageFaults.write(home(node), fault, value);
    ask("POST", node, "/rest/zdu-test/faults", StageFaults.json(fault, value));
  }

  @Override
  public Answer ask(String method, int node, String path) throws InterruptedException {
    return ask(method, node, path, "");
  }

  private Answer ask(String method, int node, String path, String body)
      throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + http.get(node - 1) + path))
            .timeout(Duration.ofSeconds(30))
            .header("Authorization", ADMIN)
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build();
    try {
      HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
      return new Answer(response.statusCode(), response.body());
    } catch (IOException nobody) {
      return new Answer(0, "");
    }
  }

  @Override
  public boolean takesTime() {
    return true;
  }

  @Override
  public void close() {
    client.shutdownNow();
    List.copyOf(running.keySet())
        .forEach(node -> {
          try {
            stop(node, "");
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
  }
}
