package dev.drover.report;

import dev.drover.review.PlanDocument;
import dev.drover.review.PlanDocument.MomentView;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The expected course of a run as a drawing: how many hosts serve at each moment, and below it who
 * is out of service when.
 */
final class CourseDrawing {

  private static final int LEFT = 170;
  private static final int WIDTH = 1180;
  private static final int PLOT = 980;
  private static final int TOP = 24;
  private static final int CURVE = 150;
  private static final int BARS = 44;
  private static final int TALLEST = 20;
  private static final int MOST = 320;

  /** So many hosts have a row each. */
  private static final int SINGLE = 26;

  /** A row with a label of its own is at least so high. */
  private static final int LABELLED = 12;

  private static final long[] TICKS = {
    10, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400, 21_600, 43_200, 86_400
  };

  /** A time during which a host is out. */
  private record Away(long from, long to) {}

  private final PlanDocument plan;
  private final List<MomentView> curve;
  private final long end;
  private final Markup svg = new Markup();

  private CourseDrawing(PlanDocument plan) {
    this.plan = plan;
    this.curve = plan.forecast().curve();
    this.end =
        Math.max(
            1, Math.max(plan.forecast().seconds(), curve.isEmpty() ? 0 : curve.getLast().second()));
  }

  /** The drawing; nothing if nobody knows the course. */
  static String of(PlanDocument plan) {
    return plan.forecast().curve().isEmpty() || plan.forecast().seconds() == 0
        ? ""
        : new CourseDrawing(plan).drawing();
  }

  private String drawing() {
    Map<String, List<Away>> away = folded(away());
    int row = away.isEmpty() ? 0 : Math.clamp(MOST / away.size(), 1, TALLEST);
    int height = TOP + CURVE + BARS + row * away.size() + 12;
    svg.drawing("img", words(), WIDTH, height);
    svg.leaf("title", words());
    grid(TOP + CURVE + BARS - 12 + row * away.size());
    curve();
    bars(away, row);
    return svg.close().toString();
  }

  private String words() {
    return "Hosts in service over the course of the run: at least "
        + plan.capacity().lowest()
        + " of "
        + plan.capacity().hosts()
        + " at any moment";
  }

  private int x(long second) {
    return LEFT + (int) (PLOT * second / end);
  }

  private int y(int serving) {
    return TOP + CURVE - CURVE * serving / Math.max(1, plan.capacity().hosts());
  }

  private void grid(int bottom) {
    long step = TICKS[TICKS.length - 1];
    for (int i = TICKS.length - 1; i >= 0; i--) {
      step = end / TICKS[i] <= 10 ? TICKS[i] : step;
    }
    for (long second = 0; second <= end; second += step) {
      int x = x(second);
      svg.path("grid", "M" + x + " " + TOP + "V" + bottom);
      svg.label("small", x, TOP + CURVE + 16, "middle", second == 0 ? "0" : Expected.words(second));
    }
    TreeSet<Integer> marks = new TreeSet<>();
    marks.add(0);
    marks.add(plan.capacity().hosts());
    curve.forEach(moment -> marks.add(moment.serving()));
    int told = Integer.MAX_VALUE;
    for (int mark : marks) {
      if (told - y(mark) >= LABELLED) {
        svg.label("small", LEFT - 8, y(mark) + 4, "end", String.valueOf(mark));
        told = y(mark);
      }
    }
    svg.label("name", LEFT - 8, TOP - 10, "end", "in service");
  }

  private void curve() {
    StringBuilder path = new StringBuilder("M" + x(0) + " " + y(first()));
    for (MomentView moment : curve) {
      path.append("H").append(x(moment.second())).append("V").append(y(moment.serving()));
    }
    path.append("H").append(x(end));
    svg.path("under", path + "V" + y(0) + "H" + x(0) + "Z");
    svg.path("curve", path.toString());
    int minimum = plan.capacity().minimum();
    if (minimum > 0) {
      svg.path("floor", "M" + LEFT + " " + y(minimum) + "H" + (LEFT + PLOT));
      svg.label("small", LEFT + PLOT, y(minimum) - 5, "end", "policy: at least " + minimum);
    }
  }

  private int first() {
    return curve.getFirst().second() == 0 ? curve.getFirst().serving() : plan.capacity().hosts();
  }

  private void bars(Map<String, List<Away>> away, int row) {
    int y = TOP + CURVE + BARS;
    if (!away.isEmpty()) {
      svg.label("name", LEFT - 8, y - 12, "end", "out of service");
    }
    int number = 0;
    for (Map.Entry<String, List<Away>> host : away.entrySet()) {
      number++;
      boolean edge = number == 1 || number == away.size();
      if (row >= LABELLED || (edge && away.size() * row > 2 * LABELLED)) {
        svg.open(
            "text",
            "x",
            LEFT - 8,
            "y",
            y + Math.min(row, LABELLED) - 1 + Math.max(0, row - 12) / 2,
            "text-anchor",
            "end");
        svg.leaf("title", host.getKey()).text(LanesBand.clipped(host.getKey(), 22)).close();
      }
      for (Away time : host.getValue()) {
        svg.open(
            "rect",
            "class",
            "away",
            "x",
            x(time.from()),
            "y",
            y + (row > 4 ? 2 : 0),
            "width",
            Math.max(1, x(time.to()) - x(time.from())),
            "height",
            Math.max(1, row > 4 ? row - 4 : row));
        svg.leaf(
            "title",
            host.getKey()
                + ": out of service for "
                + Expected.words(time.to() - time.from())
                + ", from "
                + Expected.words(time.from())
                + " on");
        svg.close();
      }
      y += row;
    }
  }

  /** Where there are many, hosts that are out at the same times share a row. */
  private static Map<String, List<Away>> folded(Map<String, List<Away>> away) {
    if (away.size() <= SINGLE) {
      return away;
    }
    Map<List<Away>, List<String>> hosts = new LinkedHashMap<>();
    away.forEach((host, times) -> hosts.computeIfAbsent(times, _ -> new ArrayList<>()).add(host));
    Map<String, List<Away>> rows = new LinkedHashMap<>();
    hosts.forEach((times, names) -> rows.put(HostNames.brief(names), times));
    return rows;
  }

  /** Who is out when, in the order in which they leave. */
  private Map<String, List<Away>> away() {
    Map<String, List<Away>> away = new LinkedHashMap<>();
    Map<String, Long> left = new LinkedHashMap<>();
    for (MomentView moment : curve) {
      for (String host : moment.back()) {
        Optional.ofNullable(left.remove(host))
            .ifPresent(from -> add(away, host, from, moment.second()));
      }
      for (String host : moment.left()) {
        left.putIfAbsent(host, moment.second());
        away.computeIfAbsent(host, _ -> new ArrayList<>());
      }
    }
    left.forEach((host, from) -> add(away, host, from, end));
    return away;
  }

  private static void add(Map<String, List<Away>> away, String host, Long from, long to) {
    away.computeIfAbsent(host, _ -> new ArrayList<>()).add(new Away(from, to));
  }
}
