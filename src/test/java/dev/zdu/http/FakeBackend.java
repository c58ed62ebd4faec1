package dev.zdu.http;

import dev.zdu.cluster.Action;
import dev.zdu.cluster.Address;
import dev.zdu.cluster.Cluster;
import dev.zdu.cluster.Decision;
import dev.zdu.cluster.Load;
import dev.zdu.cluster.Node;
import dev.zdu.cluster.NodeState;
import dev.zdu.cluster.Push;
import dev.zdu.cluster.UpgradeMode;
import dev.zdu.cluster.Version;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A node of a cluster of three that lives in memory. */
final class FakeBackend implements Backend {

  static final Version OLD = new Version(7, 9, 0);
  static final Version NEW = new Version(7, 9, 4);

  volatile Phase phase = Phase.RUNNING;
  volatile UpgradeMode mode = UpgradeMode.OFF;
  volatile List<Node> peers = List.of(node(2, OLD));
  volatile boolean databaseIsGone;
  final List<Push> recorded = new ArrayList<>();

  static Node node(int number, Version version) {
    return new Node(
        "id" + number,
        "bb" + number,
        new Address("10.0.0.1" + number, 5701),
        Optional.of(NodeState.ACTIVE),
        Optional.of(version),
        Optional.of(version.buildNumber()),
        new Load(number, 0));
  }

  @Override
  public Phase phase() {
    return phase;
  }

  @Override
  public Node self() {
    return node(1, OLD);
  }

  @Override
  public Cluster cluster() throws IOException {
    if (databaseIsGone) {
      throw new IOException("The database is gone");
    }
    List<Node> live = new ArrayList<>(peers);
    live.add(self());
    return new Cluster(mode, self(), live);
  }

  @Override
  public Decision take(Action action) throws IOException {
    Decision decision = cluster().decide(action);
    if (decision instanceof Decision.Legal(UpgradeMode next)) {
      mode = next;
    }
    return decision;
  }

  @Override
  public void record(List<Push> pushes) throws IOException {
    if (databaseIsGone) {
      throw new IOException("The database is gone");
    }
    recorded.addAll(pushes);
  }

  @Override
  public List<Push> pushes(String repository, Instant since) {
    return recorded.stream()
        .filter(push -> push.repository().equals(repository))
        .filter(push -> !push.time().isBefore(since))
        .toList();
  }
}
