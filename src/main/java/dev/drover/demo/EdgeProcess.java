package dev.drover.demo;

import dev.drover.time.SystemTime;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/**
 * The process in the background that holds what stands in front of the nodes, so that {@code drover
 * cluster up} can return: SSH servers and balancer.
 */
public final class EdgeProcess {

  private EdgeProcess() {}

  /**
   * Serves the cluster of a directory until it is told to stop.
   *
   * @param arguments the directory
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Layout layout = new Layout(Path.of(arguments[0]));
    Cluster cluster = Cluster.read(layout);
    CountDownLatch never = new CountDownLatch(1);
    Edge edge = Edge.open(cluster, layout, SystemTime.SYSTEM);
    Runtime.getRuntime().addShutdownHook(new Thread(edge::close));
    edge.announce();
    never.await();
  }
}
