package dev.drover.report;

import dev.drover.report.StepBoxes.Marks;
import dev.drover.review.PlanDocument;
import dev.drover.review.PlanDocument.NoteView;
import dev.drover.review.PlayView;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The execution graph as a drawing: plays as bands below each other, a lane for each host in them,
 * a box for each step, and how many hosts are in work at once.
 */
final class LanesDrawing {

  private static final int GAP = 40;
  private static final int MARGIN = 12;
  private static final int FEWEST = 3;

  private LanesDrawing() {}

  /** The drawing for a page that has its style, and the steps to which its boxes lead. */
  static String ofPage(PlanDocument plan) {
    return of(plan, "", true);
  }

  /** The drawing alone. */
  static String alone(PlanDocument plan, String style) {
    return of(plan, style, false);
  }

  private static String of(PlanDocument plan, String style, boolean linked) {
    List<PlayLanes> lanes = plan.plays().stream().map(PlayLanes::of).toList();
    int columns = lanes.stream().mapToInt(play -> play.columns().size()).max().orElse(0);
    int left = MARGIN + LanesRails.WIDTH * LanesRails.count(plan);
    int width = LanesBand.LEFT + Math.max(FEWEST, columns) * LanesBand.COLUMN;
    Marks marks = new Marks(tasks(plan.irreversible()), tasks(plan.confirmations()), linked);
    Markup bands = new Markup();
    LanesRails rails = new LanesRails();
    int y = MARGIN;
    for (int i = 0; i < lanes.size(); i++) {
      PlayView play = plan.plays().get(i);
      if (i > 0) {
        int x = left + LanesBand.LEFT / 2;
        LanesBand.arrow(bands, x, y + 4, y + GAP - 4);
        bands.label("small", x + MARGIN, y + GAP / 2 + 4, "start", "when every host is done");
        y += GAP;
      }
      LanesBand band = new LanesBand(bands, play, lanes.get(i), left, y);
      band.draw(i + 1, width, marks);
      rails.note(play, band.middle());
      y += band.height();
    }
    rails.draw(bands, MARGIN, y);
    return framed(bands, left + width + MARGIN, y + MARGIN, style);
  }

  private static Set<String> tasks(List<NoteView> notes) {
    return notes.stream()
        .flatMap(note -> note.steps().stream())
        .map(StepTitle::address)
        .collect(Collectors.toSet());
  }

  private static String framed(Markup bands, int width, int height, String style) {
    Markup svg = new Markup();
    svg.drawing(
        "group",
        "Execution graph: plays as bands, a lane for each host, a box for each step",
        width,
        height);
    if (!style.isEmpty()) {
      svg.open("style").own(style).close();
    }
    return svg.own(bands.toString()).close().toString();
  }
}
