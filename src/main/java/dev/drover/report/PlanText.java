package dev.drover.report;

import dev.drover.report.Style.Tone;
import dev.drover.review.PlanDocument;
import dev.drover.review.PlanDocument.ProblemView;
import dev.drover.review.PlayView;
import dev.drover.review.PlayView.LeftOutView;
import dev.drover.review.StepView;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A plan as text for a terminal. */
public final class PlanText {

  /** Hosts of one task whose steps would be told in the same words. */
  private record Group(
      String mark, Tone tone, int depth, String task, String words, List<String> details) {}

  /** Stands for each host's own name where several hosts are told together. */
  private static final String ANY_HOST = "HOST";

  private final PlanDocument plan;
  private final Style style;
  private final StringBuilder text = new StringBuilder();

  private PlanText(PlanDocument plan, Style style) {
    this.plan = plan;
    this.style = style;
  }

  /** The text, ending with a line break. */
  public static String of(PlanDocument plan, Style style) {
    return new PlanText(plan, style).text();
  }

  private String text() {
    line(style.of(Tone.STRONG, "Plan: " + plan.runbook().name() + " " + plan.runbook().version()));
    plan.basis().parameters().forEach((name, value) -> line("  " + name + ": " + value));
    for (int i = 0; i < plan.plays().size(); i++) {
      line("");
      play(i + 1, plan.plays().get(i));
    }
    line("");
    summary();
    problems();
    return text.toString();
  }

  private void play(int number, PlayView play) {
    line(
        style.of(Tone.STRONG, number + ". " + play.name())
            + style.of(
                Tone.QUIET,
                "  "
                    + WindowWords.hosts(play)
                    + "; "
                    + WindowWords.of(play)
                    + "; "
                    + play.order()));
    Map<String, List<StepView>> tasks =
        play.steps().stream()
            .collect(
                Collectors.groupingBy(PlanText::address, LinkedHashMap::new, Collectors.toList()));
    List<String> path = List.of();
    for (List<StepView> steps : tasks.values()) {
      headings(path, steps.getFirst().path());
      path = steps.getFirst().path();
      task(play, steps);
    }
    for (LeftOutView out : play.leftOut()) {
      line(
          style.of(
              Tone.QUIET, "  - %-28s %-12s left out: %s".formatted(out.name(), "", out.why())));
    }
  }

  /** The groups that begin here, each with its name, indented by its depth. */
  private void headings(List<String> before, List<String> path) {
    int same = 0;
    while (same < before.size() && same < path.size() && before.get(same).equals(path.get(same))) {
      same++;
    }
    for (int i = same; i < path.size(); i++) {
      line(indent(i) + style.of(Tone.STRONG, path.get(i)));
    }
  }

  private static String indent(int depth) {
    return "  ".repeat(depth + 1);
  }

  /** The address of a step without its host. */
  private static String address(StepView step) {
    int bracket = step.id().indexOf('[');
    return bracket < 0 ? step.id() : step.id().substring(0, bracket);
  }

  private void task(PlayView play, List<StepView> steps) {
    Map<Group, List<String>> groups = new LinkedHashMap<>();
    for (StepView step : steps) {
      groups
          .computeIfAbsent(group(step), _ -> new ArrayList<>())
          .add(step.once() ? "" : step.host());
    }
    groups.forEach((group, hosts) -> group(play, group, hosts));
  }

  private void group(PlayView play, Group group, List<String> hosts) {
    String whom =
        hosts.equals(List.of(""))
            ? "once"
            : hosts.size() == play.hosts().size() && hosts.size() > 1
                ? "each host"
                : String.join(" ", hosts);
    line(
        indent(group.depth())
            + style.of(group.tone(), group.mark())
            + " %s %-12s ".formatted(padded(group), whom)
            + style.of(group.tone(), group.words()));
    String name = hosts.size() == 1 ? hosts.getFirst() : ANY_HOST;
    group
        .details()
        .forEach(detail ->
            line(
                indent(group.depth())
                    + "    "
                    + style.of(Tone.QUIET, Style.harmless(detail.replace(ANY_HOST, name)))));
  }

  /** The name of a task, so wide that what stands behind it does so for all depths. */
  private static String padded(Group group) {
    int width = Math.max(0, 28 - 2 * group.depth());
    return group.task() + " ".repeat(Math.max(0, width - group.task().length()));
  }

  /** Hosts whose steps differ in nothing but their own name are told together. */
  private static String anonymous(String line, StepView step) {
    return step.once()
        ? line
        : line.replaceAll("\\b" + Pattern.quote(step.host()) + "\\b", ANY_HOST);
  }

  private static Group group(StepView step) {
    List<String> details = step.details().stream().map(line -> anonymous(line, step)).toList();
    return switch (step.state()) {
      case "will_change" ->
          new Group("~", Tone.CHANGE, step.path().size(), step.task(), "will change", details);
      case "already_so" ->
          new Group("=", Tone.GOOD, step.path().size(), step.task(), "already so", details);
      case "may_run" ->
          new Group("?", Tone.CHANGE, step.path().size(), step.task(), "may run", details);
      case "unknown_until" ->
          new Group("?", Tone.CHANGE, step.path().size(), step.task(), "decided then", details);
      case "will_skip" ->
          new Group("-", Tone.QUIET, step.path().size(), step.task(), "will be skipped", details);
      case "will_look" ->
          new Group(".", Tone.GOOD, step.path().size(), step.task(), "changes nothing", details);
      case "will_fail" ->
          new Group("x", Tone.BAD, step.path().size(), step.task(), "WILL FAIL", details);
      case "unchecked" ->
          new Group("!", Tone.BAD, step.path().size(), step.task(), "not checked", details);
      default ->
          new Group(" ", Tone.QUIET, step.path().size(), step.task(), "not looked at", details);
    };
  }

  private void summary() {
    Map<String, Long> states =
        plan.plays().stream()
            .flatMap(play -> play.steps().stream())
            .collect(
                Collectors.groupingBy(
                    step -> group(step).words(), LinkedHashMap::new, Collectors.counting()));
    item(
        "Steps",
        states.entrySet().stream()
            .map(state -> state.getValue() + " " + state.getKey())
            .collect(Collectors.joining(", ")));
    for (PlayView play : plan.plays()) {
      List<String> out =
          play.steps().stream()
              .filter(step ->
                  step.opens().stream().anyMatch(what -> what.startsWith("node out of service")))
              .map(StepView::host)
              .toList();
      if (!out.isEmpty()) {
        item(
            "Out of service",
            String.join(", ", out)
                + ": "
                + WindowWords.of(play)
                + ", in play `"
                + play.name()
                + "`");
      }
    }
    item(
        "Lowest capacity",
        plan.capacity().lowest()
            + " of "
            + plan.capacity().hosts()
            + " in service at any moment (policy: at least "
            + plan.capacity().minimum()
            + ")");
    item("On failure", plan.onFailure());
  }

  private void problems() {
    for (ProblemView problem : plan.problems()) {
      line("");
      problem(problem, style).forEach(this::line);
    }
  }

  /** A problem as lines: what and where, and what to do next. */
  public static List<String> problem(ProblemView problem, Style style) {
    return List.of(
        style.of(Tone.BAD, "problem: ") + problem.host() + ": " + Style.harmless(problem.problem()),
        "  next: " + problem.next());
  }

  private void item(String name, String value) {
    line("%-16s %s".formatted(name, value));
  }

  private void line(String words) {
    text.append(words.stripTrailing()).append('\n');
  }
}
