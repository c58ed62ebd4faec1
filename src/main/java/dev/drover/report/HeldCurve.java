package dev.drover.report;

import dev.drover.report.RunView.HeldMoment;
import dev.drover.report.RunView.HeldView;
import java.time.Instant;
import java.util.List;
import java.util.TreeSet;

/**
 * How many hosts served over a run, against what the plan promised and the policy asks for: a curve
 * with two lines, below the rows of hosts and on their scale of time.
 */
final class HeldCurve {

  static final int HEIGHT = 120;

  /** Marks of the axis that are nearer to each other can't be read. */
  private static final int APART = 12;

  private final Markup svg;
  private final HeldView held;
  private final TimeScale scale;
  private final int base;

  private HeldCurve(Markup svg, HeldView held, TimeScale scale, int top) {
    this.svg = svg;
    this.held = held;
    this.scale = scale;
    this.base = top + HEIGHT;
  }

  static void draw(Markup svg, HeldView held, TimeScale scale, int top) {
    HeldCurve curve = new HeldCurve(svg, held, scale, top);
    svg.label("name", scale.left() - 8, top - 8, "end", "in service");
    curve.serving();
    curve.axis();
    curve.line("promise", held.promised(), "promised: at least " + held.promised());
    if (held.minimum() > 0 && held.minimum() != held.promised()) {
      curve.line("floor", held.minimum(), "policy: at least " + held.minimum());
    }
  }

  private void serving() {
    StringBuilder path = new StringBuilder();
    for (HeldMoment moment : held.moments()) {
      int x = x(moment.at());
      int y = y(moment.serving());
      path.append(path.isEmpty() ? "M" + x + " " + y : "").append("H" + x).append("V" + y);
    }
    path.append("H").append(scale.right());
    svg.path("under", path + "V" + base + "H" + scale.left() + "Z");
    svg.path("curve", path.toString());
  }

  private void axis() {
    int told = Integer.MAX_VALUE;
    for (int mark : new TreeSet<>(List.of(0, held.hosts(), held.lowest()))) {
      if (told - y(mark) >= APART) {
        svg.label("small", scale.left() - 8, y(mark) + 4, "end", String.valueOf(mark));
        told = y(mark);
      }
    }
  }

  private void line(String look, int serving, String words) {
    int y = y(serving);
    svg.path(look, "M" + scale.left() + " " + y + "H" + scale.right());
    svg.label("small", scale.right(), y - 5, "end", words);
  }

  private int x(Instant at) {
    return scale.x(at);
  }

  private int y(int serving) {
    return base - HEIGHT * Math.min(serving, held.hosts()) / Math.max(1, held.hosts());
  }
}
