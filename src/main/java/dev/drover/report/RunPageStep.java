package dev.drover.report;

import dev.drover.report.RunView.StepRunView;
import java.util.Map;

/** A step that ran, on a page: a line, with what it was called with and what it left behind it. */
final class RunPageStep {

  private RunPageStep() {}

  static void write(Markup html, StepRunView step, RunTimes times) {
    boolean more =
        !step.arguments().isEmpty() || !step.values().isEmpty() || !step.evidence().isEmpty();
    html.open(more ? "details" : "div", "class", "step");
    if (more) {
      html.open("summary");
    }
    html.open("span", "class", "ran-row");
    html.leaf("span", times.clock(step.from()), "class", "quiet");
    html.leaf("span", step.title());
    html.open("span")
        .leaf("span", RunTimes.ending(step), "class", "sign ran-" + RunSigns.look(step))
        .close();
    html.leaf("span", step.tries() == 0 ? "" : took(step), "class", "quiet");
    html.leaf("span", step.summary());
    html.close();
    if (more) {
      html.close().open("div", "class", "inside");
      values(html, "Called with", step.arguments());
      values(html, "Registered", step.values());
      if (!step.evidence().isEmpty()) {
        html.leaf("pre", String.join("\n", step.evidence()), "class", "evidence");
      }
      if (!step.next().isEmpty()) {
        html.leaf("p", "next: " + step.next());
      }
      html.leaf("p", step.step(), "class", "quiet").close();
    }
    html.close().line();
  }

  private static String took(StepRunView step) {
    return RunTimes.took(step.from(), step.until())
        + (step.tries() > 1 ? ", " + step.tries() + " tries" : "");
  }

  private static void values(Markup html, String title, Map<String, Object> values) {
    if (!values.isEmpty()) {
      html.leaf("p", title + ":", "class", "quiet").open("dl", "class", "args");
      values.forEach((name, value) -> {
        html.open("dt").leaf("code", name).close();
        html.open("dd").leaf("code", String.valueOf(value)).close();
      });
      html.close();
    }
  }
}
