package dev.drover.report;

import dev.drover.journal.Entry;
import dev.drover.plan.Plan;
import dev.drover.plan.PlannedPlay;
import dev.drover.plan.Step;
import dev.drover.review.PlanDocument;
import dev.drover.review.PlayView;
import dev.drover.review.StepView;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What the steps and plays of a run are called where it is told line by line.
 *
 * @param steps by their addresses
 * @param plays names of plays by their ids
 * @param taken ids of plays whose hosts are taken one after the other, so that the order is worth
 *     telling
 */
public record ConsoleNames(Map<String, Named> steps, Map<String, String> plays, Set<String> taken) {

  /**
   * A step.
   *
   * @param host whom it is for; empty if it runs once
   */
  public record Named(String host, String task) {}

  public ConsoleNames {
    steps = Map.copyOf(steps);
    plays = Map.copyOf(plays);
    taken = Set.copyOf(taken);
  }

  /** Those of a plan. */
  public static ConsoleNames of(Plan plan) {
    Map<String, Named> steps = new HashMap<>();
    Map<String, String> plays = new HashMap<>();
    Set<String> taken = new HashSet<>();
    for (Step step : plan.steps()) {
      steps.put(
          step.id().text(), new Named(step.once() ? "" : step.host().name(), step.task().name()));
    }
    for (PlannedPlay play : plan.plays()) {
      plays.put(play.play().id(), play.play().name());
      if (play.window() < play.hosts().size()) {
        taken.add(play.play().id());
      }
    }
    return new ConsoleNames(steps, plays, taken);
  }

  /** Those of a plan that was kept. */
  public static ConsoleNames of(PlanDocument plan) {
    Map<String, Named> steps = new HashMap<>();
    Map<String, String> plays = new HashMap<>();
    Set<String> taken = new HashSet<>();
    for (PlayView play : plan.plays()) {
      for (StepView step : play.steps()) {
        steps.put(step.id(), new Named(step.once() ? "" : step.host(), step.task()));
      }
      plays.put(play.id(), play.name());
      if (play.window() < play.hosts().size() + play.others().size()) {
        taken.add(play.id());
      }
    }
    return new ConsoleNames(steps, plays, taken);
  }

  /** Those of a run whose plan was not kept, by the addresses of its steps. */
  public static ConsoleNames of(Entry.RunBegan began) {
    Map<String, Named> steps = new HashMap<>();
    for (String step : began.steps()) {
      String task = step.replaceFirst("\\[[^]]*]$", "").replaceFirst("^[^/]*/", "");
      String host = step.endsWith("]") ? step.replaceFirst(".*\\[([^]]*)]$", "$1") : "";
      steps.put(step, new Named(host, task));
    }
    return new ConsoleNames(steps, Map.of(), Set.of());
  }

  int hostWidth() {
    return steps.values().stream().mapToInt(step -> step.host().length()).max().orElse(4);
  }

  int taskWidth() {
    int longest = steps.values().stream().mapToInt(step -> step.task().length()).max().orElse(8);
    return Math.min(WIDEST, longest);
  }

  private static final int WIDEST = 32;
}
