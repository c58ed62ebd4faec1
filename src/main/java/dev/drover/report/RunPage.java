package dev.drover.report;

import dev.drover.report.RunTables.Table;
import dev.drover.report.RunView.FailureView;
import dev.drover.report.RunView.StepRunView;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A run as one page of HTML that needs nothing else, as that of a plan: {@link PlanPage}. It tells
 * the run as far as its journal goes, so it can be made while the run goes on.
 */
public final class RunPage {

  private final RunView run;
  private final RunTimes times;
  private final Markup html = new Markup();

  private RunPage(RunView run, ZoneId zone) {
    this.run = run;
    this.times = new RunTimes(zone);
  }

  /** The page, with times of a zone. */
  public static String of(RunView run, ZoneId zone) {
    return new RunPage(run, zone).page();
  }

  private String page() {
    String script = PageParts.begin(html, title(), PageParts.runStyle());
    head();
    html.open("main");
    course();
    failures();
    RunTables.of(run, times).forEach(this::table);
    steps();
    html.close();
    html.leaf(
        "footer",
        "Made from the journal"
            + (run.capacity().known() ? " and the plan" : "")
            + " of run "
            + run.run()
            + " as they were at "
            + times.full(run.last()));
    return PageParts.end(html, script);
  }

  private String title() {
    return "Run " + run.run() + ": " + run.runbook() + " " + run.version();
  }

  private void head() {
    html.open("header").leaf("h1", title());
    html.open("nav", "aria-label", "Parts of this page");
    if (!run.course().steps().isEmpty()) {
      html.leaf("a", "Course", "href", "#course");
      html.leaf("a", "Steps", "href", "#steps");
    }
    html.close();
    html.open("dl", "class", "answers");
    RunAnswers.of(run, times).forEach(answer -> PageParts.answer(html, answer));
    html.close().close().line();
  }

  private void course() {
    String drawing = RunDrawing.of(run, times);
    if (drawing.isEmpty()) {
      return;
    }
    html.open("section", "id", "course", "aria-labelledby", "course-head");
    html.leaf("h2", "What happened when", "id", "course-head");
    PageParts.zoom(html);
    legend();
    PageParts.drawing(html, "Course of the run", drawing);
    html.close().line();
  }

  private void legend() {
    html.open("ul", "class", "legend", "aria-label", "Signs");
    RunSigns.legend(run)
        .forEach((look, words) ->
            html.open("li").leaf("span", words, "class", "sign ran-" + look).close());
    if (run.course().brackets().stream().anyMatch(RunCounts::isService)) {
      html.leaf("li", "purple band behind steps: the host is out of service");
    }
    if (run.course().waits().stream().anyMatch(wait -> wait.host().isPresent())) {
      html.leaf("li", "thin grey bar: the host waits");
    }
    run.course().waits().stream()
        .filter(wait -> wait.host().isEmpty())
        .map(RunTimes::standstill)
        .distinct()
        .forEach(words -> html.leaf("li", "grey stripe over all rows: " + words));
    if (run.capacity().known()) {
      html.leaf("li", "curve: how many hosts served, as far as the run took them out");
    }
    html.close();
  }

  private void failures() {
    List<FailureView> told =
        run.failures().stream().filter(failure -> !failure.evidence().isEmpty()).toList();
    if (told.isEmpty()) {
      return;
    }
    html.open("section").leaf("h2", "What was seen when steps failed");
    for (FailureView failure : told) {
      html.leaf("h3", failure.step());
      html.leaf("p", failure.cause());
      html.leaf("pre", String.join("\n", failure.evidence()), "class", "evidence");
    }
    html.close().line();
  }

  private void table(Table table) {
    html.open("section").leaf("h2", table.title());
    html.open("div", "class", "scroll").open("table").open("thead").open("tr");
    table.columns().forEach(column -> html.leaf("th", column, "scope", "col"));
    html.close().close().open("tbody");
    for (List<String> row : table.rows()) {
      html.open("tr");
      row.forEach(cell -> html.open("td").words(cell).close());
      html.close();
    }
    html.close().close().close().close().line();
  }

  private void steps() {
    if (run.course().steps().isEmpty()) {
      return;
    }
    html.open("section", "id", "steps", "aria-labelledby", "steps-head");
    html.leaf("h2", "Every step, host by host", "id", "steps-head");
    html.open("p", "class", "tools");
    PageParts.button(html, "unfold", "Open all", "Open all steps");
    PageParts.button(html, "fold", "Close all", "Close all steps");
    html.close();
    Map<String, List<StepRunView>> hosts =
        run.course().steps().stream()
            .collect(
                Collectors.groupingBy(
                    step -> step.host().orElse("(once)"), LinkedHashMap::new, Collectors.toList()));
    hosts.forEach(this::host);
    html.close().line();
  }

  private void host(String host, List<StepRunView> steps) {
    boolean failed = steps.stream().anyMatch(step -> step.ending().equals("failed"));
    html.open("details").open("summary").text(host + " ");
    html.leaf(
        "span",
        Count.of(steps.size(), "step") + (failed ? ", one or more failed" : ""),
        "class",
        failed ? "tone-bad" : "quiet");
    html.close().open("div", "class", "inside");
    steps.forEach(step -> RunPageStep.write(html, step, times));
    html.close().close().line();
  }
}
