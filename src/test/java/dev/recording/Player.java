package dev.recording;

import dev.recording.Recording.Moment;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Plays scenarios on a stage and tells what is seen after each action: the answer to a request,
 * then of each node its status page and whether its interface answers, then the cluster.
 */
public final class Player {

  private static final int NODES = 2;
  private static final Duration LIMIT = Duration.ofSeconds(40);
  private static final Duration LOOK = Duration.ofMillis(150);

  /** So many looks in a row that see the same mean that nothing more is to come. */
  private static final int SETTLED = 16;

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Stage stage;

  /** Plays on a stage. */
  public Player(Stage stage) {
    this.stage = stage;
  }

  /** What is seen when the actions of a scenario are taken. */
  public List<Moment> play(List<Moment> scenario) throws IOException, InterruptedException {
    List<Moment> seen = new ArrayList<>();
    for (Moment moment : scenario) {
      String answer = act(moment.action().split(" "));
      seen.add(new Moment(moment.action(), answer + look(answer, moment.seen())));
    }
    return seen;
  }

  private String act(String[] words) throws IOException, InterruptedException {
    int node = Integer.parseInt(words[1].substring(2));
    switch (words[0]) {
      case "start" -> stage.start(node, words[2]);
      case "stop" -> stage.stop(node, words[2]);
      case "kill" -> stage.kill(node);
      case "fault" -> stage.fault(node, words[2], words[3]);
      case "post" -> {
        return "answer " + stage.ask("POST", node, "/rest/zdu/" + words[2]).status() + "\n";
      }
      default -> throw new IllegalArgumentException("no action: " + String.join(" ", words));
    }
    return "";
  }

  /** What is there as soon as it is as recorded; without a recording, when it has settled. */
  private String look(String answer, String recorded) throws IOException, InterruptedException {
    if (stage.takesTime()) {
      String[] last = {""};
      int[] same = {0};
      try {
        Awaitility.await()
            .atMost(LIMIT)
            .pollInterval(LOOK)
            .until(() -> {
              String now = look();
              same[0] = now.equals(last[0]) ? same[0] + 1 : 0;
              last[0] = now;
              return recorded.isEmpty()
                  ? same[0] >= (now.contains("STARTING") ? 4 : 1) * SETTLED
                  : recorded.equals(answer + now);
            });
      } catch (ConditionTimeoutException differs) {
        return look();
      }
    }
    return look();
  }

  private String look() throws IOException, InterruptedException {
    StringBuilder seen = new StringBuilder();
    String cluster = "";
    for (int node = 1; node <= NODES; node++) {
      Stage.Answer status = stage.ask("GET", node, "/status");
      if (status.status() == 0) {
        seen.append("bb").append(node).append(" does not answer\n");
        continue;
      }
      Stage.Answer rest = stage.ask("GET", node, "/rest/zdu/cluster");
      seen.append(
          "bb%d says %d %s, its interface %d\n"
              .formatted(
                  node,
                  status.status(),
                  JSON.readTree(status.body()).path("state").asString("?"),
                  rest.status()));
      cluster = cluster.isEmpty() && rest.status() == 200 ? cluster(rest.body()) : cluster;
    }
    return seen + cluster;
  }

  private static String cluster(String body) {
    JsonNode json = JSON.readTree(body);
    StringBuilder line = new StringBuilder(json.path("state").asString("?"));
    line.append(
        json.path("upgradeModeEnabled").asBoolean(false)
            ? ", upgrade mode on from " + json.path("originalVersion").asString("?")
            : ", upgrade mode off");
    for (JsonNode node : json.path("nodes")) {
      line.append(", ").append(node.path("name").asString("?"));
      line.append(' ').append(node.path("state").asString("null"));
      line.append(' ').append(node.path("version").asString("null"));
    }
    return line.append('\n').toString();
  }
}
