package dev.drover.report;

import dev.drover.report.Answer.Line;
import dev.drover.report.PlanAppendix.Item;
import dev.drover.report.PlanAppendix.Section;
import dev.drover.report.Style.Tone;
import dev.drover.review.PlanDocument;
import dev.drover.review.PlayView;
import dev.drover.review.PlayView.LeftOutView;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** A plan as Markdown, for a pull request or a change ticket. */
public final class PlanMarkdown {

  /** More lines than these are folded. */
  private static final int FEW = 3;

  private final PlanDocument plan;
  private final StringBuilder out = new StringBuilder();

  private PlanMarkdown(PlanDocument plan) {
    this.plan = plan;
  }

  /**
   * The Markdown, ending with a line break.
   *
   * @param hash that of the plan's file, if it is in one
   */
  public static String of(PlanDocument plan, Optional<String> hash) {
    PlanMarkdown page = new PlanMarkdown(plan);
    page.head(hash);
    for (int i = 0; i < plan.plays().size(); i++) {
      page.play(i + 1, plan.plays().get(i));
    }
    new PlanAppendix(plan).sections().forEach(page::section);
    return page.out.toString();
  }

  private void head(Optional<String> hash) {
    line("# Plan: " + Markdown.text(plan.runbook().name() + " " + plan.runbook().version()));
    line("");
    if (!plan.runbook().description().isBlank()) {
      line(Markdown.text(plan.runbook().description()));
      line("");
    }
    line("| Question | Answer |");
    line("|---|---|");
    FirstScreen.of(plan)
        .forEach(answer -> row(List.of("**" + answer.question() + "**", words(answer.lines()))));
    plan.basis()
        .parameters()
        .forEach((name, value) ->
            row(List.of("Parameter " + Markdown.code(name), Markdown.code(value))));
    hash.ifPresent(found -> row(List.of("SHA-256 of the plan", Markdown.code(found))));
    line("");
  }

  private static String words(List<Line> lines) {
    return lines.stream()
        .map(line -> emphasised(line, Markdown.text(line.words())))
        .collect(Collectors.joining("<br>"));
  }

  /** What is wrong is told by a word too, as Markdown knows no colours. */
  private static String emphasised(Line line, String words) {
    return line.tone().filter(tone -> tone == Tone.BAD).isPresent()
        ? "**Problem:** " + words
        : words;
  }

  private void play(int number, PlayView play) {
    line("## " + number + ". " + Markdown.text(play.name()));
    line("");
    line(
        Markdown.text(WindowWords.hosts(play) + "; " + WindowWords.of(play) + "; " + play.order()));
    line("");
    line("| | Task | Where | State | What |");
    line("|---|---|---|---|---|");
    List<TaskRow> folded = new ArrayList<>();
    for (TaskRow row : TaskRow.of(play)) {
      boolean fold = row.details().size() > FEW || Diffs.isOne(row.details());
      if (fold) {
        folded.add(row);
      }
      String task = group(row) + Markdown.text(row.title());
      row(
          List.of(
              Markdown.code(row.sign().mark()),
              task,
              Markdown.text(row.whom()),
              row.sign().words(),
              fold ? Count.of(row.details().size(), "line") + ", below" : what(row.details())));
    }
    for (LeftOutView out : play.leftOut()) {
      row(List.of("`-`", Markdown.text(out.name()), "", "left out", Markdown.text(out.why())));
    }
    line("");
    folded.forEach(this::folded);
  }

  private static String group(TaskRow row) {
    return row.path().stream()
        .map(name -> Markdown.text(name) + " › ")
        .collect(Collectors.joining());
  }

  private static String what(List<String> details) {
    return details.stream().map(Markdown::text).collect(Collectors.joining("<br>"));
  }

  private void folded(TaskRow row) {
    String where = row.title() + ", " + row.whom();
    details(
        where,
        () ->
            out.append(
                Markdown.block(Diffs.isOne(row.details()) ? "diff" : "text", row.details())));
  }

  private void section(Section section) {
    details(
        section.title(),
        () -> {
          for (Item item : section.items()) {
            line("- " + Markdown.text(item.words()));
            item.details().forEach(detail -> line("  - " + Markdown.text(detail)));
          }
        });
  }

  private void details(String summary, Runnable content) {
    line("<details><summary>" + Markdown.summary(summary) + "</summary>");
    line("");
    content.run();
    line("");
    line("</details>");
    line("");
  }

  private void row(List<String> cells) {
    line("| " + String.join(" | ", cells) + " |");
  }

  private void line(String words) {
    out.append(words).append('\n');
  }
}
