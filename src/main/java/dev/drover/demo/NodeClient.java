package dev.drover.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Talks to one node directly, past the balancer, as its administrator. */
final class NodeClient implements AutoCloseable {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final Duration CONNECT = Duration.ofSeconds(2);

  /**
   * An answer.
   *
   * @param body what was sent as JSON, an empty object if it was none
   */
  record Answer(int status, JsonNode body) {
    boolean ok() {
      return status / 100 == 2;
    }

    /** What the node says is wrong. */
    String complaint() {
      return body.path("errors").path(0).path("message").asString(body.toString());
    }
  }

  /** The cluster as a node sees it. */
  record View(String state, boolean upgradeMode, List<Member> members) {}

  /** A member as a node sees it; empty is what it does not know. */
  record Member(String name, String state, String version) {}

  private final URI base;
  private final String authorization;
  private final HttpClient http = HttpClient.newBuilder().connectTimeout(CONNECT).build();

  NodeClient(Cluster cluster, Cluster.Node node) {
    this.base = URI.create("http://127.0.0.1:" + node.http());
    String pair = "admin:" + cluster.adminPassword();
    this.authorization =
        "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
  }

  /** What {@code /status} says, for instance {@code RUNNING}; empty if nobody answers. */
  Optional<String> status() throws InterruptedException {
    try {
      HttpRequest request =
          HttpRequest.newBuilder(base.resolve("/status")).timeout(LIMIT).GET().build();
      return Optional.of(send(request).body().path("state").asString("?"));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** The cluster as this node sees it; empty if it does not answer. */
  Optional<View> cluster() throws InterruptedException {
    try {
      Answer answer = get("/rest/zdu/cluster");
      if (!answer.ok()) {
        return Optional.empty();
      }
      List<Member> members = new ArrayList<>();
      for (JsonNode node : answer.body().path("nodes")) {
        members.add(
            new Member(
                node.path("name").asString(""),
                node.path("state").asString(""),
                node.path("version").asString("")));
      }
      return Optional.of(
          new View(
              answer.body().path("state").asString(""),
              answer.body().path("upgradeModeEnabled").asBoolean(false),
              List.copyOf(members)));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  Answer get(String path) throws IOException, InterruptedException {
    return send(authorized(path).GET().build());
  }

  Answer post(String path, String json) throws IOException, InterruptedException {
    return send(
        authorized(path)
            .header("Content-Type", "application/json")
            .header("X-Atlassian-Token", "no-check")
            .POST(HttpRequest.BodyPublishers.ofString(json))
            .build());
  }

  private HttpRequest.Builder authorized(String path) {
    return HttpRequest.newBuilder(base.resolve(path))
        .timeout(LIMIT)
        .header("Accept", "application/json")
        .header("Authorization", authorization);
  }

  private Answer send(HttpRequest request) throws IOException, InterruptedException {
    HttpResponse<String> response =
        http.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    try {
      JsonNode body = JSON.readTree(response.body());
      return new Answer(response.statusCode(), body == null ? JSON.createObjectNode() : body);
    } catch (JacksonException e) {
      return new Answer(response.statusCode(), JSON.createObjectNode());
    }
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
