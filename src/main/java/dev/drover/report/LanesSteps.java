package dev.drover.report;

import dev.drover.report.PlayLanes.Column;
import dev.drover.report.PlayLanes.Lane;
import dev.drover.review.PlayView;
import dev.drover.review.StepView;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Draws the lanes of a play: hosts, when they are out of service, and their steps in order. */
final class LanesSteps {

  private final Markup svg;
  private final PlayView play;
  private final Map<String, Integer> places;
  private final StepBoxes boxes;

  /**
   * Draws into {@code svg}.
   *
   * @param places where the column of each task begins
   */
  LanesSteps(Markup svg, PlayView play, Map<String, Integer> places, StepBoxes boxes) {
    this.svg = svg;
    this.play = play;
    this.places = places;
    this.boxes = boxes;
  }

  /** A lane with its steps, but for those that run once. */
  void lane(List<Column> columns, Lane lane, int x, int y) {
    int middle = y + 6 + LanesBand.BOX_HEIGHT / 2;
    label(lane, x, middle);
    outOfService(columns, lane, y);
    Optional<StepView> before = Optional.empty();
    int end = Integer.MAX_VALUE;
    for (Column column : columns) {
      Optional<StepView> step =
          Optional.ofNullable(lane.cells().get(column.address())).filter(one -> !one.once());
      int place = place(column.address());
      if (column.once() || (step.isPresent() && before.isEmpty())) {
        straight(end, place, middle);
      } else if (step.isPresent()) {
        behind(step.get(), before.get(), place, middle);
      }
      if (column.once() || step.isPresent()) {
        end = place + LanesBand.BOX;
        before = step;
      }
    }
    for (Column column : columns) {
      if (!column.once() && lane.cells().containsKey(column.address())) {
        boxes.draw(
            column.address(),
            lane.hosts().getFirst(),
            place(column.address()),
            y + 6,
            LanesBand.BOX_HEIGHT);
      }
    }
  }

  private void label(Lane lane, int x, int y) {
    String names = HostNames.of(lane.hosts());
    boolean many = lane.hosts().size() > 1;
    svg.open("text", "class", "name", "x", x + 14, "y", many ? y - 2 : y + 4);
    svg.leaf("title", names).text(LanesBand.clipped(names, 22)).close();
    if (many) {
      String words = Count.of(lane.hosts().size(), "host") + ", " + atOnce(lane);
      svg.label("small", x + 14, y + 14, "start", words);
    }
  }

  private String atOnce(Lane lane) {
    if (play.waves().size() < 2) {
      return WindowWords.atOnce(play);
    }
    return lane.wave() == 0 ? "in waves" : play.waves().get(lane.wave() - 1).window() + " at once";
  }

  /** The stretch of a lane during which its hosts are out of service. */
  private void outOfService(List<Column> columns, Lane lane, int y) {
    int from = -1;
    int to = 0;
    for (Column column : columns) {
      int place = place(column.address());
      StepView step = lane.cells().get(column.address());
      if (step != null && OutOfService.takesOut(step)) {
        from = place;
      }
      to = place + LanesBand.BOX;
      if (from >= 0 && step != null && OutOfService.bringsBack(step)) {
        stretch(from, to, y);
        from = -1;
      }
    }
    if (from >= 0) {
      stretch(from, to, y);
    }
  }

  private void stretch(int from, int to, int y) {
    svg.rect("out", from - 5, y + 1, to - from + 10, LanesBand.ROW - 4, 6);
    svg.label("word", from, y + LanesBand.ROW - 7, "start", "out of service");
  }

  private void straight(int from, int to, int middle) {
    if (from < to) {
      svg.path("lane", "M" + from + " " + middle + "H" + to);
    }
  }

  /** What a step waits for: the one before it, or others over their heads. */
  private void behind(StepView step, StepView before, int to, int middle) {
    for (String id : step.after()) {
      int from = place(StepTitle.address(id)) + LanesBand.BOX;
      if (id.equals(before.id())) {
        straight(from, to, middle);
      } else if (places.containsKey(StepTitle.address(id)) && from < to) {
        int top = middle - LanesBand.BOX_HEIGHT / 2 - 14;
        svg.path(
            "jump",
            "M%d %dC%d %d %d %d %d %d"
                .formatted(from, middle, from + 20, top, to - 20, top, to, middle));
      }
    }
  }

  /** A step that runs once, across all lanes. */
  void once(Column column, int y, int height) {
    boxes.draw(column.address(), "", place(column.address()), y, height);
  }

  private int place(String address) {
    return places.getOrDefault(address, 0);
  }
}
