package dev.drover.run;

import dev.drover.plan.FailureSentence;
import dev.drover.plan.Limited;
import dev.drover.testing.Golden;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What plans say of failures, for all that a runbook may say of them. */
class FailureSentenceTest {

  private static final List<String> POLICIES =
      List.of("stop_starting", "stop_at_safe_point", "continue");

  /** Of the first play, then of the second. */
  private static final List<String> LIMITS =
      List.of(
          " ",
          "max_fail: 1",
          "max_fail: 0",
          "max_fail: 50%",
          "max_fail: 1|max_fail: 1",
          "max_fail: 0|max_fail: 25%",
          " |max_fail: 2");

  private static final List<String> SHAPES = List.of("", "waves once");

  @TempDir Path directory;

  @Test
  void readsWellForAllThatMayBeSaid() throws Exception {
    StringBuilder all = new StringBuilder();
    for (String policy : POLICIES) {
      for (String limits : LIMITS) {
        for (String shape : SHAPES) {
          all.append(
              "%s, %s, %s:\n  %s\n"
                  .formatted(
                      policy,
                      limits.isBlank()
                          ? "no limit"
                          : limits.replace(" |", "none|").replace("|", " and "),
                      shape.isEmpty() ? "plain" : shape,
                      sentence(policy, limits.split("\\|", -1), shape)));
        }
      }
    }
    Golden.check(Path.of("src/test/resources/plan/failure-sentences.txt"), all.toString());
  }

  private String sentence(String policy, String[] limits, String shape) throws Exception {
    String text =
        """
        runbook: rolling
        language: 1
        version: 1.0.0
        policy: {on_failure: %s}
        plays:
        """
            .formatted(policy);
    List<String> names = List.of("Drain", "Upgrade");
    for (int play = 0; play < limits.length; play++) {
      text +=
          """
            - name: %s
              hosts: all
              window: %s
              %s
              tasks:
                - work: {}
                - work: {}
                  run_once: %s
          """
              .formatted(
                  names.get(play),
                  shape.contains("waves") ? "[1, 100%]" : "2",
                  limits[play].isBlank() ? "vars: {}" : limits[play],
                  shape.contains("once"));
    }
    List<String> hosts = List.of("h1", "h2", "h3", "h4");
    return FailureSentence.of(
        FleetRun.of(new Fleet(4), directory, text, hosts, Limited.NOT).plan());
  }
}
