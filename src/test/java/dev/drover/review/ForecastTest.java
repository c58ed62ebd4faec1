package dev.drover.review;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.plan.Plan;
import dev.drover.review.PlanDocument.CriticalView;
import dev.drover.review.PlanDocument.ForecastView;
import dev.drover.review.PlanDocument.OutView;
import dev.drover.secret.Masker;
import dev.drover.testing.Documents;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The expected course of runs, in seconds that can be counted by hand. */
class ForecastTest {

  private static final List<String> FIVE =
      List.of("h1 30s a", "h2 100s b", "h3 20s a", "h4 50s b", "h5 10s a");

  @TempDir Path directory;

  private List<String> told(List<String> hosts, String plays) throws Exception {
    return told(TimedPlan.of(directory, hosts, plays));
  }

  private static List<String> told(Plan plan) {
    PlanDocument document = Documents.of(plan, new Masker());
    ForecastView forecast = document.forecast();
    List<String> lines = new ArrayList<>();
    lines.add(forecast.seconds() + "s " + forecast.basis() + " unknown " + forecast.unknown());
    for (CriticalView step : forecast.critical()) {
      lines.add(
          "%d +%d %s%s"
              .formatted(
                  step.begins(),
                  step.seconds(),
                  step.step(),
                  step.basis() == StepView.Basis.DECLARED ? "" : " " + step.basis()));
    }
    forecast
        .curve()
        .forEach(moment ->
            lines.add(
                "%d: %d serve, left %s, back %s"
                    .formatted(moment.second(), moment.serving(), moment.left(), moment.back())));
    for (OutView out : document.capacity().out()) {
      lines.add(
          "%s out %d from %s until %s"
              .formatted(out.host(), out.seconds(), out.from(), out.until()));
    }
    return lines;
  }

  @Test
  void aHostStartsAsSoonAsTheWindowHasRoom() throws Exception {
    assertThat(
            told(
                FIVE,
                """
                - hosts: all
                  window: 2
                  tasks:
                    - work: "{{ time }}"
                """))
        .containsExactly(
            "110s DECLARED unknown 0",
            "0 +100 all/work[h2]",
            "100 +10 all/work[h5]",
            "0: 5 serve, left [], back []");
  }

  @Test
  void aWaveEndsBeforeTheNextAndSoaks() throws Exception {
    assertThat(
            told(
                FIVE,
                """
                - hosts: all
                  window: [1, 2]
                  soak: 1m
                  tasks:
                    - leave: 5s
                    - work: "{{ time }}"
                    - join: 5s
                """))
        .containsExactly(
            "210s DECLARED unknown 0",
            "0 +5 all/leave[h1]",
            "5 +30 all/work[h1]",
            "35 +5 all/join[h1]",
            "100 +5 all/leave[h2]",
            "105 +100 all/work[h2]",
            "205 +5 all/join[h2]",
            "0: 4 serve, left [h1], back []",
            "40: 5 serve, left [], back [h1]",
            "100: 3 serve, left [h2, h3], back []",
            "130: 3 serve, left [h4], back [h3]",
            "190: 3 serve, left [h5], back [h4]",
            "210: 5 serve, left [], back [h2, h5]",
            "h1 out 40 from all/leave[h1] until all/join[h1]",
            "h2 out 110 from all/leave[h2] until all/join[h2]",
            "h3 out 30 from all/leave[h3] until all/join[h3]",
            "h4 out 60 from all/leave[h4] until all/join[h4]",
            "h5 out 20 from all/leave[h5] until all/join[h5]");
  }

  @Test
  void hostsOfTwoDomainsAreNotInWorkTogether() throws Exception {
    assertThat(
            told(
                FIVE,
                """
                - hosts: all
                  window: 3
                  domain: rack
                  tasks:
                    - leave: 5s
                    - work: "{{ time }}"
                    - join: 5s
                """))
        .containsExactly(
            "150s DECLARED unknown 0",
            "0 +5 all/leave[h1]",
            "5 +30 all/work[h1]",
            "35 +5 all/join[h1]",
            "40 +5 all/leave[h2]",
            "45 +100 all/work[h2]",
            "145 +5 all/join[h2]",
            "0: 2 serve, left [h1, h3, h5], back []",
            "20: 3 serve, left [], back [h5]",
            "30: 4 serve, left [], back [h3]",
            "40: 3 serve, left [h2, h4], back [h1]",
            "100: 4 serve, left [], back [h4]",
            "150: 5 serve, left [], back [h2]",
            "h1 out 40 from all/leave[h1] until all/join[h1]",
            "h3 out 30 from all/leave[h3] until all/join[h3]",
            "h5 out 20 from all/leave[h5] until all/join[h5]",
            "h2 out 110 from all/leave[h2] until all/join[h2]",
            "h4 out 60 from all/leave[h4] until all/join[h4]");
  }

  @Test
  void whatRunsOnceIsDoneByTheFirstAndOthersWaitForIt() throws Exception {
    assertThat(
            told(
                FIVE,
                """
                - hosts: all
                  window: 5
                  tasks:
                    - work: "{{ time }}"
                      name: own
                    - work: 200s
                      name: one
                      run_once: true
                    - work: 10s
                      name: last
                """))
        .containsExactly(
            "240s DECLARED unknown 0",
            "0 +30 all/own[h1]",
            "30 +200 all/one",
            "230 +10 all/last[h1]",
            "0: 5 serve, left [], back []");
  }

  @Test
  void branchesTakeAsLongAsTheLongestAndARescueIsNotCounted() throws Exception {
    assertThat(
            told(
                List.of("h1 30s a"),
                """
                - hosts: all
                  tasks:
                    - parallel:
                        - work: 20s
                          name: short
                        - work: 40s
                          name: long
                    - block:
                        - work: 5s
                          name: body
                      rescue:
                        - work: 500s
                          name: rescue
                      always:
                        - work: 6s
                          name: always
                """))
        .containsExactly(
            "51s DECLARED unknown 0",
            "0 +40 all/long[h1]",
            "40 +5 all/body[h1]",
            "45 +6 all/always[h1]",
            "0: 1 serve, left [], back []");
  }

  @Test
  void aThrottledTaskIsDoneByAsManyHostsAsItSays() throws Exception {
    assertThat(
            told(
                FIVE,
                """
                - hosts: all
                  window: 5
                  tasks:
                    - work: 20s
                      throttle: 2
                """))
        .containsExactly(
            "60s DECLARED unknown 0",
            "0 +20 all/work[h1]",
            "20 +20 all/work[h3]",
            "40 +20 all/work[h5]",
            "0: 5 serve, left [], back []");
  }

  @Test
  void aHostThatStaysOutIsToldInALaterPlayToComeBack() throws Exception {
    assertThat(
            told(
                List.of("h1 30s a", "h2 40s a"),
                """
                - hosts: all
                  name: Away
                  window: 2
                  tasks:
                    - leave: 5s
                - hosts: all
                  name: Home
                  window: 1
                  tasks:
                    - work: "{{ time }}"
                    - join: 5s
                """))
        .containsExactly(
            "85s DECLARED unknown 0",
            "0 +5 away/leave[h1]",
            "5 +30 home/work[h1]",
            "35 +5 home/join[h1]",
            "40 +40 home/work[h2]",
            "80 +5 home/join[h2]",
            "0: 0 serve, left [h1, h2], back []",
            "40: 1 serve, left [], back [h1]",
            "85: 2 serve, left [], back [h2]",
            "h1 out 40 from away/leave[h1] until home/join[h1]",
            "h2 out 85 from away/leave[h2] until home/join[h2]");
  }

  @Test
  void attemptsAndTheKeywordCountAndWhatHasNoLimitIsUnknown() throws Exception {
    assertThat(
            told(
                List.of("h1 30s a"),
                """
                - hosts: all
                  tasks:
                    - work: 20s
                      name: three times
                      retries: 2
                      delay: 7s
                    - work: 20s
                      name: shorter
                      timeout: 4s
                    - look: {}
                """))
        .containsExactly(
            "78s UNKNOWN unknown 1",
            "0 +74 all/three-times[h1]",
            "74 +4 all/shorter[h1]",
            "78 +0 all/look[h1] UNKNOWN",
            "0: 1 serve, left [], back []");
  }

  @Test
  void aThousandHostsAreNoMoreWorkThanTheirSteps() throws Exception {
    List<String> hosts = IntStream.range(0, 1000).mapToObj(i -> "h" + i + " 30s a").toList();
    Plan plan =
        TimedPlan.of(
            directory,
            hosts,
            """
            - hosts: all
              window: 10
              tasks:
                - leave: 5s
                - work: "{{ time }}"
                - join: 5s
            """);
    ForecastView forecast = Documents.of(plan, new Masker()).forecast();
    assertThat(forecast.seconds()).isEqualTo(4000);
    assertThat(forecast.critical()).hasSize(300);
    assertThat(forecast.curve()).hasSize(101);
  }
}
