package dev.zdu.http;

import dev.zdu.cluster.Action;
import dev.zdu.cluster.Cluster;
import dev.zdu.cluster.Decision;
import dev.zdu.cluster.Node;
import dev.zdu.cluster.Push;
import java.io.IOException;
import java.time.Instant;
import java.util.List;

/** What the resources need of the node that they belong to. */
public interface Backend {

  Phase phase();

  /** This node as it tells about itself. */
  Node self();

  /** The cluster as this node sees it now. */
  Cluster cluster() throws IOException;

  /** Takes {@code action} if it is legal. */
  Decision take(Action action) throws IOException;

  /** Records what a push has moved; returns when it is safe. */
  void record(List<Push> pushes) throws IOException;

  List<Push> pushes(String repository, Instant since) throws IOException;
}
