package dev.drover.cli;

import dev.drover.journal.Edition;
import dev.drover.journal.Request;
import dev.drover.report.DiffText;
import dev.drover.report.Style;
import dev.drover.review.PlanDiff;
import dev.drover.review.PlanDocument;
import dev.drover.review.PlanDocument.Basis;
import dev.drover.review.PlanDocument.CapacityView;
import dev.drover.review.PlanDocument.ForecastView;
import dev.drover.review.PlanDocument.RunbookView;
import dev.drover.review.PlanDocument.SignaturesView;
import dev.drover.review.PlayView;
import dev.drover.review.StepView;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * What is not as it was when a run began, in words: files, and what would run differently for that.
 * Nobody looks at a host for it.
 */
final class WhatChanged {

  private static final Basis NOTHING =
      new Basis(
          "",
          Edition.UNKNOWN,
          new Request("", List.of(), List.of(), List.of(), Request.UNSEEDED),
          Map.of(),
          List.of(),
          true);

  private final Map<String, String> then;
  private final Map<String, String> now;

  /** Compares checksums by the names of files. */
  WhatChanged(Map<String, String> then, Map<String, String> now) {
    this.then = Map.copyOf(then);
    this.now = Map.copyOf(now);
  }

  /** The names of files that changed, came or went. */
  List<String> files() {
    TreeSet<String> changed = new TreeSet<>(then.keySet());
    changed.addAll(now.keySet());
    changed.removeIf(file -> then.getOrDefault(file, "").equals(now.getOrDefault(file, "")));
    return List.copyOf(changed);
  }

  /** A line for each of them that came or went. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (String file : files()) {
      if (!now.containsKey(file)) {
        lines.add("- " + file + " is no longer read, or not there any more");
      } else if (!then.containsKey(file)) {
        lines.add("+ " + file + " was not read then");
      }
    }
    return lines;
  }

  /** What would run differently, in so many lines as one screen has room for. */
  static List<String> ofPlans(PlanDocument before, PlanDocument after, Style style) {
    PlanDiff diff = PlanDiff.of(bare(before, after), bare(after, before));
    return diff.isEmpty()
        ? List.of("Its plan would be the same.")
        : DiffText.brief(diff, style, "`drover plan` shows all of the new plan");
  }

  /** Without what was seen of hosts, and what rests on that. */
  private static PlanDocument bare(PlanDocument plan, PlanDocument other) {
    Map<String, StepView> others = new HashMap<>();
    other.plays().forEach(play -> play.steps().forEach(step -> others.put(step.id(), step)));
    List<PlayView> plays =
        plan.plays().stream()
            .map(play ->
                new PlayView(
                    play.id(),
                    play.name(),
                    play.hosts(),
                    play.others(),
                    play.window(),
                    play.waves(),
                    play.soak(),
                    play.domain(),
                    play.maxFail(),
                    play.order(),
                    play.steps().stream()
                        .map(step -> bare(step, Optional.ofNullable(others.get(step.id()))))
                        .toList(),
                    play.leftOut()))
            .toList();
    RunbookView runbook = plan.runbook();
    return new PlanDocument(
        plan.format(),
        new RunbookView(
            runbook.name(), runbook.version(), runbook.language(), "", SignaturesView.NONE),
        NOTHING,
        List.of(),
        plays,
        new CapacityView(0, 0, 0, 0, List.of()),
        ForecastView.NONE,
        plan.onFailure(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of());
  }

  /** Arguments that one of the plans could not tell yet are no difference. */
  private static StepView bare(StepView step, Optional<StepView> other) {
    boolean told =
        !step.arguments().isEmpty() && other.map(one -> !one.arguments().isEmpty()).orElse(true);
    return new StepView(
        step.id(),
        step.task(),
        step.path(),
        step.kind(),
        step.host(),
        step.once(),
        step.after(),
        told ? step.arguments() : Map.of(),
        "",
        List.of(),
        step.opens(),
        step.closes(),
        0,
        StepView.Basis.UNKNOWN);
  }
}
