package dev.drover.report;

import dev.drover.review.PlanDocument;
import dev.drover.review.PlayView;
import dev.drover.review.StepView;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Brackets that are no host's, upgrade mode for instance: each a rail from opening to closing. */
final class LanesRails {

  static final int WIDTH = 26;
  private static final int THICK = 16;
  private static final int SHORTEST = 34;

  /** A rail from one height to another. */
  private record Rail(String words, int from, int to) {}

  private final Map<String, Integer> opened = new LinkedHashMap<>();
  private final List<Rail> rails = new ArrayList<>();

  /** How many rails a plan has at most. */
  static int count(PlanDocument plan) {
    return (int)
        plan.plays().stream()
            .flatMap(play -> play.steps().stream())
            .filter(step -> !OutOfService.takesOut(step))
            .flatMap(step -> step.opens().stream())
            .distinct()
            .count();
  }

  /** Notes what a play opens and closes, at the height of its band. */
  void note(PlayView play, int y) {
    for (StepView step : play.steps()) {
      if (!OutOfService.takesOut(step)) {
        step.opens().forEach(bracket -> opened.putIfAbsent(bracket, y));
      }
      for (String bracket : step.closes()) {
        Integer from = opened.remove(bracket);
        if (from != null) {
          rails.add(new Rail(bracket, from, y));
        }
      }
    }
  }

  /** Draws the rails beside each other; what is not closed goes on to the end. */
  void draw(Markup svg, int x, int end) {
    opened.forEach((words, from) -> rails.add(new Rail(words + ", stays open", from, end)));
    for (int i = 0; i < rails.size(); i++) {
      draw(svg, rails.get(i), x + i * WIDTH);
    }
  }

  private static void draw(Markup svg, Rail rail, int x) {
    int height = Math.max(SHORTEST, rail.to() - rail.from());
    int middle = x + THICK - 4;
    int y = rail.from() + height / 2;
    svg.open("g").leaf("title", rail.words());
    svg.rect("rail", x, rail.from(), THICK, height, 5);
    svg.open("g", "transform", "rotate(-90 " + middle + " " + y + ")");
    svg.label("", middle, y, "middle", LanesBand.clipped(rail.words(), Math.max(6, height / 8)));
    svg.close().close();
  }
}
