package dev.drover.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.review.PlanDocument;
import dev.drover.review.PlayView;
import dev.drover.review.PlayView.WaveView;
import dev.drover.review.StepView;
import dev.drover.review.StepView.Basis;
import dev.drover.testing.Plans;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Tasks without names of their own, whose arguments are paths that hold the hosts' names. */
class UnnamedStepsTest {

  private static final List<String> HOSTS = List.of("bb1", "bb2", "bb3");

  private static StepView start(String host, String directory) {
    return new StepView(
        "restart/start[" + host + "]",
        "start",
        List.of(),
        "start",
        host,
        false,
        List.of(),
        Map.of("installation", "/srv/clusters/a-long-name/" + directory + "/install/7.9.4"),
        "will_change",
        List.of("starts /srv/clusters/a-long-name/" + directory),
        List.of(),
        List.of(),
        0,
        Basis.UNKNOWN);
  }

  private static PlayView play(List<String> directories) {
    List<StepView> steps =
        IntStream.range(0, HOSTS.size())
            .mapToObj(i -> start(HOSTS.get(i), directories.get(i)))
            .toList();
    return new PlayView(
        "restart",
        "Restart",
        HOSTS,
        List.of(),
        1,
        List.of(new WaveView(3, 1)),
        "",
        "",
        "",
        "inventory order",
        steps,
        List.of());
  }

  private static PlanDocument plan(List<String> directories) {
    PlanDocument full = Plans.full();
    return new PlanDocument(
        full.format(),
        full.runbook(),
        full.basis(),
        full.facts(),
        List.of(play(directories)),
        full.capacity(),
        full.forecast(),
        full.onFailure(),
        full.irreversible(),
        full.confirmations(),
        full.policies(),
        full.needs(),
        full.problems());
  }

  @Test
  void foldWhereTheirPathsDifferInNothingButTheHost() {
    assertThat(PlanText.tasks(plan(HOSTS), Style.PLAIN, 60).lines().skip(4))
        .containsExactly(
            "  ~ start                        each host    will change",
            "      /srv/clusters/a-long-name/HOST/install/7.9.4",
            "      starts /srv/clusters/a-long-name/HOST");
  }

  @Test
  void areCalledByTheirKindWhereOneLabelStandsForSeveralValues() {
    assertThat(PlanGraph.of(plan(List.of("x", "y", "z"))).clusters().getFirst().nodes())
        .extracting(PlanGraph.Node::title)
        .containsOnly("start");
    assertThat(PlayLanes.of(play(List.of("x", "y", "z"))).columns())
        .extracting(PlayLanes.Column::title)
        .containsExactly("start");
  }

  @Test
  void areCalledByNoHostsOwnPath() {
    assertThat(GraphText.dot(plan(HOSTS))).doesNotContain("/bb1/");
    assertThat(GraphText.mermaid(plan(HOSTS))).doesNotContain("/bb1/");
    assertThat(GraphText.svg(plan(HOSTS))).doesNotContain(">start: /srv/clusters/a-long-name/bb");
  }
}
