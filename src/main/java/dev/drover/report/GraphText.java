package dev.drover.report;

import dev.drover.report.PlanGraph.Cluster;
import dev.drover.report.PlanGraph.Edge;
import dev.drover.report.PlanGraph.Node;
import dev.drover.report.Style.Tone;
import dev.drover.review.PlanDocument;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The execution graph as text, as DOT for Graphviz and as a flowchart for Mermaid. */
public final class GraphText {

  private static final Map<Sign, String> FILLS =
      Map.of(
          Sign.WILL_FAIL, "#fde3e1",
          Sign.UNCHECKED, "#fde3e1",
          Sign.WILL_CHANGE, "#fff1d6",
          Sign.MAY_RUN, "#fff1d6",
          Sign.UNKNOWN_UNTIL, "#e6ecfb",
          Sign.ALREADY_SO, "#e3f3e6",
          Sign.WILL_LOOK, "#e3f3e6",
          Sign.WILL_SKIP, "#eceef1",
          Sign.NOT_LOOKED, "#eceef1");

  private GraphText() {}

  /** Lines for a terminal: steps below each other, with a number where they don't just follow. */
  public static String text(PlanDocument plan, Style style) {
    PlanGraph graph = PlanGraph.of(plan);
    Map<String, List<String>> before = new HashMap<>();
    for (Edge edge : graph.edges()) {
      before.computeIfAbsent(edge.to(), _ -> new ArrayList<>()).add(edge.from());
    }
    StringBuilder out = new StringBuilder();
    for (Cluster play : graph.clusters()) {
      out.append(out.isEmpty() ? "" : "\n")
          .append(style.of(Tone.STRONG, Style.harmless(play.title())))
          .append(style.of(Tone.QUIET, "  " + Style.harmless(play.how())))
          .append('\n');
      lanes(play, before, style, out);
    }
    return out.toString();
  }

  private static void lanes(
      Cluster play, Map<String, List<String>> before, Style style, StringBuilder out) {
    Map<String, Integer> numbers = new HashMap<>();
    play.nodes().forEach(node -> numbers.put(node.id(), numbers.size() + 1));
    Map<String, List<Node>> lanes = new LinkedHashMap<>();
    play.nodes()
        .forEach(node -> lanes.computeIfAbsent(node.whom(), _ -> new ArrayList<>()).add(node));
    lanes.forEach((whom, nodes) -> {
      out.append("   ").append(Style.harmless(whom)).append('\n');
      String last = play.id();
      for (Node node : nodes) {
        List<String> behind = before.getOrDefault(node.id(), List.of());
        String follows = behind.equals(List.of(last)) ? "" : after(behind, numbers);
        out.append(
                "   %4d %s %s%s"
                    .formatted(
                        numbers.getOrDefault(node.id(), 0),
                        style.of(node.sign().tone(), node.sign().mark()),
                        Style.harmless(node.title()),
                        style.of(Tone.QUIET, follows))
                    .stripTrailing())
            .append('\n');
        last = node.id();
      }
    });
  }

  private static String after(List<String> behind, Map<String, Integer> numbers) {
    String list =
        behind.stream()
            .filter(numbers::containsKey)
            .map(id -> String.valueOf(numbers.get(id)))
            .collect(Collectors.joining(", "));
    return list.isEmpty() ? "  at the beginning" : "  after " + list;
  }

  /** A graph for Graphviz: {@code dot -Tsvg}. */
  public static String dot(PlanDocument plan) {
    PlanGraph graph = PlanGraph.of(plan);
    StringBuilder out = new StringBuilder("digraph plan {\n  rankdir=LR;\n");
    out.append("  node [shape=box, style=\"rounded,filled\", fontname=\"sans-serif\"];\n");
    for (Cluster play : graph.clusters()) {
      out.append("  subgraph cluster_").append(play.id()).append(" {\n");
      out.append("    label=").append(quoted(play.title() + "\n" + play.how())).append(";\n");
      out.append("    ").append(play.id()).append(" [shape=point, label=\"\"];\n");
      for (Node node : play.nodes()) {
        out.append(
            "    %s [label=%s, fillcolor=\"%s\"];\n"
                .formatted(node.id(), quoted(label(node, "\n")), FILLS.get(node.sign())));
      }
      out.append("  }\n");
    }
    graph
        .edges()
        .forEach(edge ->
            out.append("  ").append(edge.from()).append(" -> ").append(edge.to()).append(";\n"));
    return out.append("}\n").toString();
  }

  private static String label(Node node, String lineBreak) {
    return String.join(lineBreak, List.of(node.title(), node.whom(), node.sign().words()));
  }

  /** A text of DOT, in which nothing is an escape but the line breaks that we make. */
  private static String quoted(String text) {
    return text.lines()
        .map(line -> Style.harmless(line).replace("\\", "\\\\").replace("\"", "\\\""))
        .collect(Collectors.joining("\\n", "\"", "\""));
  }

  /** A flowchart for Mermaid, which code hosts draw. */
  public static String mermaid(PlanDocument plan) {
    PlanGraph graph = PlanGraph.of(plan);
    StringBuilder out = new StringBuilder("flowchart LR\n");
    for (Cluster play : graph.clusters()) {
      out.append("  subgraph c").append(play.id()).append('[');
      out.append(entities(play.title() + "\n" + play.how())).append("]\n");
      out.append("    direction LR\n    ").append(play.id()).append("(( ))\n");
      for (Node node : play.nodes()) {
        out.append(
            "    %s[%s]:::%s\n"
                .formatted(node.id(), entities(label(node, "\n")), node.sign().state()));
      }
      out.append("  end\n");
    }
    graph
        .edges()
        .forEach(edge ->
            out.append("  ").append(edge.from()).append(" --> ").append(edge.to()).append('\n'));
    for (Sign sign : Sign.values()) {
      out.append("  classDef ")
          .append(sign.state())
          .append(" fill:")
          .append(FILLS.get(sign))
          .append(",color:#1b2027,stroke:#57606b\n");
    }
    return out.toString();
  }

  /**
   * A text of Mermaid: all but letters, digits and a few signs are told by their numbers, and so is
   * what would begin a list.
   */
  private static String entities(String text) {
    return text.lines().map(GraphText::entitiesOf).collect(Collectors.joining("<br/>", "\"", "\""));
  }

  private static String entitiesOf(String line) {
    StringBuilder safe = new StringBuilder();
    boolean list = line.matches("([0-9]+[.)]|[-+*]).*");
    Style.harmless(line)
        .codePoints()
        .forEach(letter -> {
          if (Character.isLetterOrDigit(letter)
              || (list ? " ,:/_=" : " .,:/_-()=").indexOf(letter) >= 0) {
            safe.appendCodePoint(letter);
          } else {
            safe.append('#').append(letter).append(';');
          }
        });
    return safe.toString();
  }

  /** A drawing of its own, as pages have it. */
  public static String svg(PlanDocument plan) {
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        + LanesDrawing.alone(plan, PageParts.drawingStyle())
        + "\n";
  }
}
