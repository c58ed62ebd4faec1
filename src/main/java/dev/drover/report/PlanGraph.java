package dev.drover.report;

import dev.drover.report.PlayLanes.Lane;
import dev.drover.review.PlanDocument;
import dev.drover.review.PlayView;
import dev.drover.review.StepView;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The execution graph of a plan, for programs that draw graphs: hosts on which the same happens
 * share their nodes where there are many, and each play begins with a node that joins what is
 * before it, so that edges don't multiply.
 */
record PlanGraph(List<Cluster> clusters, List<Edge> edges) {

  /**
   * A play.
   *
   * @param id of its own node, at which it begins
   */
  record Cluster(String id, String title, String how, List<Node> nodes) {}

  /**
   * A step on one host, on several alike, or once.
   *
   * @param whom the hosts, or that it runs once
   */
  record Node(String id, String title, String whom, Sign sign) {}

  /** One comes before another. */
  record Edge(String from, String to) {}

  static PlanGraph of(PlanDocument plan) {
    List<Cluster> clusters = new ArrayList<>();
    List<Edge> edges = new ArrayList<>();
    List<String> ends = List.of();
    for (int i = 0; i < plan.plays().size(); i++) {
      Growing play = new Growing("p" + (i + 1), plan.plays().get(i), edges);
      ends.forEach(end -> edges.add(new Edge(end, play.id)));
      play.grow();
      clusters.add(
          new Cluster(
              play.id,
              "Play " + (i + 1) + ": " + play.view.name(),
              WindowWords.ofOrder(play.view),
              List.copyOf(play.nodes.values())));
      ends = play.ends();
    }
    return new PlanGraph(List.copyOf(clusters), List.copyOf(edges));
  }

  /** The part of the graph that a play makes. */
  private static final class Growing {
    private final String id;
    private final PlayView view;
    private final List<Edge> edges;
    private final Map<String, Node> nodes = new LinkedHashMap<>();
    private final Map<String, String> titles = new HashMap<>();
    private final Set<String> followed = new HashSet<>();

    Growing(String id, PlayView view, List<Edge> edges) {
      this.id = id;
      this.view = view;
      this.edges = edges;
    }

    void grow() {
      PlayLanes lanes = PlayLanes.of(view);
      lanes.columns().forEach(column -> titles.put(column.address(), column.title()));
      Map<String, StepView> once = new HashMap<>();
      view.steps().stream().filter(StepView::once).forEach(step -> once.put(step.id(), step));
      for (int i = 0; i < lanes.lanes().size(); i++) {
        lane(i, lanes.lanes().get(i), once);
      }
    }

    private void lane(int number, Lane lane, Map<String, StepView> once) {
      for (StepView step : lane.cells().values()) {
        String whom = step.once() ? "once" : HostNames.brief(lane.hosts());
        Node node = node(key(number, step.id(), once), step, whom);
        List<String> before =
            step.after().stream()
                .map(other -> key(number, other, once))
                .filter(nodes::containsKey)
                .toList();
        before.forEach(other -> connect(other, node));
        if (before.isEmpty()) {
          edges.add(new Edge(id, node.id()));
        }
      }
    }

    private static String key(int lane, String step, Map<String, StepView> once) {
      return once.containsKey(step) ? step : lane + " " + StepTitle.address(step);
    }

    private Node node(String key, StepView step, String whom) {
      return nodes.computeIfAbsent(
          key,
          _ ->
              new Node(
                  id + "s" + (nodes.size() + 1),
                  titles.getOrDefault(StepTitle.address(step.id()), step.task()),
                  whom,
                  Sign.of(step.state())));
    }

    private void connect(String before, Node node) {
      Node other = nodes.get(before);
      if (other != null) {
        edges.add(new Edge(other.id(), node.id()));
        followed.add(other.id());
      }
    }

    /** The nodes that nothing of the play follows; the play's own if it has none. */
    List<String> ends() {
      List<String> ends =
          nodes.values().stream().map(Node::id).filter(node -> !followed.contains(node)).toList();
      return ends.isEmpty() ? List.of(id) : ends;
    }
  }
}
