package dev.drover.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GraphTest {

  @Test
  void ordersByEdgesAndElseAsAdded() {
    Graph<String> graph = new Graph<>();
    graph.add("c");
    graph.connect("a", "b");
    graph.connect("c", "b");
    assertThat(graph.order()).containsExactly("c", "a", "b");
    assertThat(graph.allBefore("b")).containsExactly("a", "c");
    assertThat(graph.cycle()).isEmpty();
    assertThat(graph).hasToString("c -> b\na -> b\nb");
  }

  @Test
  void namesTheNodesOfACycleOnly() {
    Graph<String> graph = new Graph<>();
    graph.connect("start", "a");
    graph.connect("a", "b");
    graph.connect("b", "c");
    graph.connect("c", "a");
    assertThat(graph.cycle()).contains(List.of("a", "b", "c"));
    assertThatThrownBy(graph::order).hasMessage("the graph has a cycle: [a, b, c]");
  }

  @Test
  void survivesAChainOfAHundredThousand() {
    Graph<Integer> graph = new Graph<>();
    for (int i = 0; i < 100_000; i++) {
      graph.connect(i, i + 1);
    }
    assertThat(graph.cycle()).isEmpty();
    assertThat(graph.order()).hasSize(100_001).first().isEqualTo(0);
  }

  static LongStream seeds() {
    return LongStream.range(0, 200);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void everyNodeOfARandomAcyclicGraphStandsBehindThoseBeforeIt(long seed) {
    Random random = new Random(seed);
    Graph<Integer> graph = new Graph<>();
    int size = 1 + random.nextInt(30);
    for (int i = 0; i < size; i++) {
      graph.add(random.nextInt(size));
      int from = random.nextInt(size);
      int to = random.nextInt(size);
      if (from < to) {
        graph.connect(from, to);
      }
    }
    List<Integer> order = graph.order();
    assertThat(order).containsExactlyInAnyOrderElementsOf(graph.nodes());
    for (int node : order) {
      assertThat(order.subList(0, order.indexOf(node))).containsAll(graph.before(node));
    }
  }
}
