package dev.zdu;

import static org.awaitility.Awaitility.await;

import dev.recording.Stage;
import dev.zdu.cluster.Version;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** Nodes that are processes of their own, ruled by the scripts of their archive. */
final class ProcessStage implements Stage {

  private final ProcessCluster cluster;

  ProcessStage(Path directory, Archives archives, int nodes)
      throws IOException, InterruptedException {
    cluster = new ProcessCluster(directory, archives, nodes);
  }

  private static Version version(String text) {
    return Version.parse(text).orElseThrow();
  }

  @Override
  public void start(int node, String version) throws IOException, InterruptedException {
    cluster.callStart(version(version), node);
    await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> cluster.process(node).isEmpty() || ask("GET", node, "/status").status() != 0);
  }

  @Override
  public void stop(int node, String version) throws IOException, InterruptedException {
    cluster.stop(version(version), node);
  }

  @Override
  public void kill(int node) {
    cluster.kill(node);
  }

  @Override
  public void fault(int node, String fault, String value) throws IOException, InterruptedException {
    StageFaults.write(cluster.home(node), fault, value);
    if (ask("GET", node, "/status").status() != 0) {
      cluster.ask("POST", node, "/rest/zdu-test/faults", StageFaults.json(fault, value));
    }
  }

  @Override
  public Answer ask(String method, int node, String path) throws IOException, InterruptedException {
    try {
      ProcessCluster.Answer answer = cluster.ask(method, node, path, "");
      return new Answer(answer.status(), answer.body());
    } catch (IOException nobody) {
      return new Answer(0, "");
    }
  }

  @Override
  public boolean takesTime() {
    return true;
  }

  @Override
  public void close() throws IOException {
    cluster.close();
  }
}
