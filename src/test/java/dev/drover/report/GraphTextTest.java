package dev.drover.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.review.PlanDocument;
import dev.drover.testing.Golden;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class GraphTextTest {

  private static final Path RESOURCES = Path.of("src/test/resources/report");
  private static final String HOSTILE = "a\"];b[\\\" <b>`%%{init}%%` #quot; |x|\nend\u001b";

  @Test
  void anyFormTellsTheSameGraph() {
    PlanDocument plan = SamplePlan.of(2, 1);
    Golden.check(RESOURCES.resolve("graph.txt"), GraphText.text(plan, Style.PLAIN));
    Golden.check(RESOURCES.resolve("graph.dot"), GraphText.dot(plan));
    Golden.check(RESOURCES.resolve("graph.mmd"), GraphText.mermaid(plan));
  }

  @Test
  void edgesGrowWithTheHostsAndNotWithTheirSquare() {
    assertThat(PlanGraph.of(SamplePlan.of(12, 1)).edges()).hasSizeLessThan(200);
    assertThat(PlanGraph.of(SamplePlan.of(3000, 1)).edges()).hasSizeLessThan(100);
  }

  @Test
  void aTextEndsNoTextOfDot() {
    assertThat(GraphText.dot(SamplePlan.saying(HOSTILE)).lines())
        .allMatch(
            line -> line.replaceAll("\\\\.", "").chars().filter(c -> c == '"').count() % 2 == 0)
        .noneMatch(line -> line.strip().equals("end") || line.contains("\u001b"));
  }

  @Test
  void aTextEndsNoTextOfMermaid() {
    assertThat(GraphText.mermaid(SamplePlan.saying(HOSTILE)).lines().filter(l -> l.contains("\"")))
        .isNotEmpty()
        .allMatch(line ->
            line.matches("[^\"]*\\[\"[^\"`<>%|{}\\[\\]]*(<br/>[^\"`<>%|{}\\[\\]]*)*\"](:::\\w+)?"));
  }

  @Test
  void aDrawingStandsAlone() throws Exception {
    String svg = GraphText.svg(SamplePlan.saying(HOSTILE));
    assertThat(Pages.tags(Pages.parsed(svg)))
        .startsWith("svg", "style")
        .isSubsetOf("svg", "style", "g", "rect", "path", "text", "tspan", "title", "a");
    assertThat(svg).doesNotContain("@import").doesNotContain("url(");
  }
}
