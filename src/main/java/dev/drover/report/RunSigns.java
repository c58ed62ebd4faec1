package dev.drover.report;

import dev.drover.report.RunView.StepRunView;
import java.util.LinkedHashMap;
import java.util.Map;

/** How steps that ran are shown, by what became of them. */
final class RunSigns {

  private static final Map<String, String> WORDS = words();

  private RunSigns() {}

  private static Map<String, String> words() {
    Map<String, String> words = new LinkedHashMap<>();
    words.put("changed", "changed something");
    words.put("done", "ok, nothing to change");
    words.put("failed", "✕ failed");
    words.put("ignored", "failed, ignored");
    words.put("in_doubt", "? nobody knew how it ended");
    words.put("running", "going on");
    return words;
  }

  /** The look of a step. */
  static String look(StepRunView step) {
    return step.ending().equals("done") && step.changed() ? "changed" : step.ending();
  }

  /** The looks that a run shows, with what they mean. */
  static Map<String, String> legend(RunView run) {
    Map<String, String> legend = new LinkedHashMap<>();
    WORDS.forEach((look, words) -> {
      if (run.course().steps().stream()
          .anyMatch(step -> step.tries() > 0 && look(step).equals(look))) {
        legend.put(look, words);
      }
    });
    return legend;
  }
}
