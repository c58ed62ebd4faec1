package dev.drover.report;

import dev.drover.report.Answer.Line;
import dev.drover.report.RunTables.Table;
import dev.drover.report.RunView.FailureView;
import dev.drover.report.RunView.StepRunView;
import dev.drover.report.Style.Tone;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A run as Markdown, for a change ticket or the minutes of an incident. */
public final class RunMarkdown {

  private final RunView run;
  private final RunTimes times;
  private final StringBuilder out = new StringBuilder();

  private RunMarkdown(RunView run, ZoneId zone) {
    this.run = run;
    this.times = new RunTimes(zone);
  }

  /** The Markdown, ending with a line break, with times of a zone. */
  public static String of(RunView run, ZoneId zone) {
    RunMarkdown page = new RunMarkdown(run, zone);
    page.head();
    run.failures().forEach(page::failure);
    RunTables.of(run, page.times).forEach(page::table);
    page.steps();
    return page.out.toString();
  }

  private void head() {
    line("# " + Markdown.text("Run " + run.run() + ": " + run.runbook() + " " + run.version()));
    line("");
    line("| Question | Answer |");
    line("|---|---|");
    for (Answer answer : RunAnswers.of(run, times)) {
      row(
          List.of(
              "**" + answer.question() + "**",
              answer.lines().stream()
                  .map(RunMarkdown::emphasised)
                  .collect(Collectors.joining("<br>"))));
    }
    line("");
  }

  /** What is wrong is told by a word too, as Markdown knows no colours. */
  private static String emphasised(Line line) {
    return (line.tone().filter(tone -> tone == Tone.BAD).isPresent() ? "**Problem:** " : "")
        + Markdown.text(line.words());
  }

  private void failure(FailureView failure) {
    if (!failure.evidence().isEmpty()) {
      line("## Seen when " + Markdown.text(failure.step()) + " failed");
      line("");
      out.append(Markdown.block("text", failure.evidence()));
      line("");
    }
  }

  private void table(Table table) {
    line("## " + table.title());
    line("");
    rows(table.columns(), table.rows());
  }

  private void rows(List<String> columns, List<List<String>> rows) {
    row(columns);
    line("|" + "---|".repeat(columns.size()));
    rows.forEach(cells -> row(cells.stream().map(Markdown::text).toList()));
    line("");
  }

  private void steps() {
    Map<String, List<StepRunView>> hosts =
        run.course().steps().stream()
            .collect(
                Collectors.groupingBy(
                    step -> step.host().orElse("(once)"), LinkedHashMap::new, Collectors.toList()));
    hosts.forEach((host, steps) -> {
      line("<details><summary>" + Markdown.summary("Steps of " + host) + "</summary>");
      line("");
      rows(
          List.of("Began", "Step", "Ended", "Took", "What"),
          steps.stream()
              .map(step ->
                  List.of(
                      times.clock(step.from()),
                      step.title(),
                      RunTimes.ending(step),
                      step.tries() == 0 ? "" : RunTimes.took(step.from(), step.until()),
                      step.summary()))
              .toList());
      line("</details>");
      line("");
    });
  }

  private void row(List<String> cells) {
    line("| " + String.join(" | ", cells) + " |");
  }

  private void line(String words) {
    out.append(words).append('\n');
  }
}
