package dev.drover.report;

import dev.drover.report.Answer.Line;
import dev.drover.report.Style.Tone;
import dev.drover.review.PlanDocument;
import dev.drover.review.PlanDocument.PolicyView;
import dev.drover.review.PlanDocument.ProblemView;
import dev.drover.review.PlayView;
import dev.drover.review.PlayView.LeftOutView;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A plan as text for a terminal: first what a reviewer asks, then every task. */
public final class PlanText {

  private static final int QUESTION = 16;
  private static final int TASK = 28;
  private static final int WIDEST = 48;
  private static final int WHOM = 12;
  private static final int LONGEST_STATE = 15;

  private final PlanDocument plan;
  private final Style style;
  private final int width;
  private final StringBuilder text = new StringBuilder();

  private PlanText(PlanDocument plan, Style style, int width) {
    this.plan = plan;
    this.style = style;
    this.width = width;
  }

  /**
   * The text, ending with a line break.
   *
   * @param width where lines are broken, between words
   */
  public static String of(PlanDocument plan, Style style, int width) {
    PlanText text = new PlanText(plan, style, width);
    text.title();
    text.line("");
    FirstScreen.of(plan).forEach(text::answer);
    text.plays();
    new PlanAppendix(plan).brief().forEach(text::section);
    text.problems();
    return text.text.toString();
  }

  /** What a reviewer asks, and nothing of the tasks. */
  public static String first(PlanDocument plan, Style style, int width) {
    PlanText text = new PlanText(plan, style, width);
    text.title();
    text.line("");
    FirstScreen.of(plan).forEach(text::answer);
    return text.text.toString();
  }

  /** The title and the tasks alone. */
  public static String tasks(PlanDocument plan, Style style, int width) {
    PlanText text = new PlanText(plan, style, width);
    text.title();
    text.plays();
    return text.text.toString();
  }

  private void title() {
    line(
        style.of(
            Tone.STRONG,
            Style.harmless("Plan: " + plan.runbook().name() + " " + plan.runbook().version())));
    plan.basis().parameters().forEach((name, value) -> wrapped("  ", "    ", name + ": " + value));
  }

  private void answer(Answer answer) {
    String first = Columns.padded(answer.question(), QUESTION) + " ";
    String next = " ".repeat(QUESTION + 1);
    for (Line line : answer.lines()) {
      List<String> lines = Wrap.lines("", "", Style.harmless(line.words()), width - QUESTION - 1);
      for (String words : lines) {
        line(first + line.tone().map(tone -> style.of(tone, words)).orElse(words));
        first = next;
      }
    }
  }

  private void plays() {
    for (int i = 0; i < plan.plays().size(); i++) {
      line("");
      play(i + 1, plan.plays().get(i));
    }
  }

  private void play(int number, PlayView play) {
    String name = number + ". " + Style.harmless(play.name());
    String how = WindowWords.hosts(play) + "; " + WindowWords.of(play) + "; " + play.order();
    if (Columns.of(name) + 2 + Columns.of(how) <= width) {
      line(style.of(Tone.STRONG, name) + style.of(Tone.QUIET, "  " + how));
    } else {
      line(style.of(Tone.STRONG, name));
      quiet("   ", how);
    }
    List<TaskRow> rows = TaskRow.of(play);
    int column = column(rows);
    List<String> path = List.of();
    for (TaskRow row : rows) {
      headings(path, row.path());
      path = row.path();
      row(row, column);
    }
    for (LeftOutView out : play.leftOut()) {
      String gap = " ".repeat(WHOM + 2);
      leftOut("  - " + Columns.padded(Style.harmless(out.name()), TASK) + gap, out.why());
    }
  }

  private void leftOut(String task, String why) {
    String words = "left out: " + Style.harmless(why);
    if (Columns.of(task) + Columns.of(words) <= width) {
      line(style.of(Tone.QUIET, task + words));
    } else {
      quiet("  ", task.strip());
      quiet("      ", words);
    }
  }

  /** The groups that begin here, each with its name, indented by its depth. */
  private void headings(List<String> before, List<String> path) {
    int same = 0;
    while (same < before.size() && same < path.size() && before.get(same).equals(path.get(same))) {
      same++;
    }
    for (int i = same; i < path.size(); i++) {
      line(indent(i) + style.of(Tone.STRONG, Style.harmless(path.get(i))));
    }
  }

  private static String indent(int depth) {
    return "  ".repeat(depth + 1);
  }

  /** How wide the names of tasks stand: as the longest, as long as there is room behind it. */
  private int column(List<TaskRow> rows) {
    int room = Math.min(WIDEST, width - WHOM - LONGEST_STATE - 6);
    return rows.stream()
        .mapToInt(row -> Columns.of(row.title()) + 2 * row.path().size())
        .filter(needed -> needed <= room)
        .reduce(TASK, Math::max);
  }

  private void row(TaskRow row, int column) {
    Sign sign = row.sign();
    String indent = indent(row.path().size());
    String mark = indent + style.of(sign.tone(), sign.mark()) + " ";
    String words = style.of(sign.tone(), sign.words());
    int room = column - 2 * row.path().size();
    Optional<String> argument = Columns.of(row.title()) > room ? row.argument() : Optional.empty();
    String title = argument.map(what -> row.title().replace(": " + what, "")).orElse(row.title());
    String whom = Columns.padded(row.whom(), WHOM);
    int needed = indent.length() + room + Columns.of(whom) + Columns.of(sign.words()) + 4;
    if (Columns.of(title) <= room && needed <= width) {
      line(mark + Columns.padded(Style.harmless(title), room) + " " + whom + " " + words);
    } else {
      tall(row, title, mark, words);
    }
    argument.ifPresent(what -> quiet(indent + "    ", what));
    row.details().forEach(detail -> detail(indent + "    ", detail));
  }

  /** A row that is wider than the terminal or its column: its task, its state, its hosts. */
  private void tall(TaskRow row, String title, String mark, String words) {
    String indent = indent(row.path().size());
    List<String> lines = Wrap.lines("", "", Style.harmless(title), width - indent.length() - 2);
    String last = lines.getLast();
    boolean fits = indent.length() + 4 + Columns.of(last) + Columns.of(row.sign().words()) <= width;
    for (int i = 0; i < lines.size(); i++) {
      String end = i == lines.size() - 1 && fits ? "  " + words : "";
      line((i == 0 ? mark : indent + "  ") + lines.get(i) + end);
    }
    if (!fits) {
      line(indent + "  " + words);
    }
    quiet(indent + "    ", row.hosts().isEmpty() ? row.whom() : "on " + row.whom());
  }

  private void section(PlanAppendix.Section section) {
    line("");
    Wrap.lines("", "", section.title(), width).forEach(part -> line(style.of(Tone.STRONG, part)));
    for (PlanAppendix.Item item : section.items()) {
      wrapped("  ", "    ", item.words());
      item.details().forEach(detail -> quiet("      ", detail));
    }
  }

  private void problems() {
    for (ProblemView problem : plan.problems()) {
      line("");
      List<String> lines =
          Wrap.lines(
              "problem: ", "  ", problem.host() + ": " + Style.harmless(problem.problem()), width);
      line(lines.getFirst().replaceFirst("^problem: ", style.of(Tone.BAD, "problem: ")));
      lines.stream().skip(1).forEach(this::line);
      wrapped("  next: ", "    ", problem.next());
    }
  }

  /** A problem as lines: what and where, and what to do next. */
  public static List<String> problem(ProblemView problem, Style style) {
    return List.of(
        style.of(Tone.BAD, "problem: ") + problem.host() + ": " + Style.harmless(problem.problem()),
        "  next: " + problem.next());
  }

  /** A broken policy as lines: what it asks for, and what breaks it. */
  public static List<String> broken(PolicyView policy, Style style) {
    List<String> lines = new ArrayList<>();
    lines.add(style.of(Tone.BAD, "broken policy: ") + Style.harmless(PolicyWords.title(policy)));
    PolicyWords.findings(policy).forEach(found -> lines.add("  " + Style.harmless(found)));
    return lines;
  }

  /** What can be pasted or has columns of its own is left to the terminal to break. */
  private void detail(String indent, String detail) {
    if (Diffs.isVerbatim(detail)) {
      line(indent + style.of(Tone.QUIET, Style.harmless(detail)));
    } else {
      quiet(indent, detail);
    }
  }

  private void quiet(String indent, String words) {
    String next = " ".repeat(indent.length());
    for (String line : Wrap.lines(indent, next, Style.harmless(words), width)) {
      String own = line.substring(indent.length());
      line(line.substring(0, indent.length()) + style.of(Tone.QUIET, own));
    }
  }

  private void wrapped(String first, String next, String words) {
    Wrap.lines(first, next, Style.harmless(words), width).forEach(this::line);
  }

  private void line(String words) {
    text.append(words.stripTrailing()).append('\n');
  }
}
