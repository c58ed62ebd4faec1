package dev.drover.report;

import dev.drover.report.PlayLanes.Column;
import dev.drover.report.PlayLanes.Lane;
import dev.drover.review.PlanDocument;
import dev.drover.review.PlanDocument.NoteView;
import dev.drover.review.PlayView;
import dev.drover.review.StepView;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The execution graph as a drawing: plays as bands below each other, a lane for each host in them,
 * a box for each step, and how many hosts are in work at once.
 */
final class LanesDrawing {

  static final int LEFT = 216;
  static final int COLUMN = 124;
  static final int BOX = 108;
  static final int BOX_HEIGHT = 34;
  static final int ROW = 56;
  private static final int RAIL = 26;
  private static final int HEAD = 104;
  private static final int WAVE = 26;
  private static final int GAP = 40;
  private static final int MARGIN = 12;

  /** An open bracket that is no host's: from its opening to its closing. */
  private record Rail(String words, int from, int to) {}

  private final PlanDocument plan;
  private final Markup svg = new Markup();
  private final Map<String, PlayLanes> lanes = new HashMap<>();
  private final Set<String> last = new HashSet<>();
  private final Set<String> asked = new HashSet<>();
  private final Map<String, Integer> opened = new LinkedHashMap<>();
  private final List<Rail> rails = new java.util.ArrayList<>();

  private LanesDrawing(PlanDocument plan) {
    this.plan = plan;
    plan.plays().forEach(play -> lanes.put(play.id(), PlayLanes.of(play)));
    note(plan.irreversible(), last);
    note(plan.confirmations(), asked);
  }

  private static void note(List<NoteView> notes, Set<String> into) {
    notes.forEach(note -> note.steps().forEach(step -> into.add(StepTitle.address(step))));
  }

  /**
   * The drawing.
   *
   * @param style what stands in it as its own style; empty within a page that has one
   */
  static String of(PlanDocument plan, String style) {
    return new LanesDrawing(plan).drawing(style);
  }

  private String drawing(String style) {
    int columns = lanes.values().stream().mapToInt(play -> play.columns().size()).max().orElse(0);
    int left = MARGIN + RAIL * openings();
    int band = LEFT + Math.max(3, columns) * COLUMN;
    int width = left + band + MARGIN;
    int height = MARGIN;
    for (PlayView play : plan.plays()) {
      height += height(play) + GAP;
    }
    svg.open(
        "svg",
        "xmlns",
        "http://www.w3.org/2000/svg",
        "class",
        "drawing",
        "role",
        "group",
        "aria-label",
        "Execution graph: plays as bands, a lane for each host, a box for each step",
        "width",
        width,
        "height",
        height - GAP + MARGIN,
        "viewBox",
        "0 0 " + width + " " + (height - GAP + MARGIN));
    if (!style.isEmpty()) {
      svg.open("style").own(style).close();
    }
    int y = MARGIN;
    for (int i = 0; i < plan.plays().size(); i++) {
      PlayView play = plan.plays().get(i);
      if (i > 0) {
        arrow(left + LEFT / 2, y - GAP + 4, y - 4, "when every host is done");
      }
      band(i + 1, play, left, y, band);
      y += height(play) + GAP;
    }
    int end = y - GAP;
    opened.forEach((words, from) -> rails.add(new Rail(words + ", stays open", from, end)));
    for (int i = 0; i < rails.size(); i++) {
      rail(rails.get(i), MARGIN + i * RAIL);
    }
    return svg.close().toString();
  }

  /** How many brackets there are that are no host's. */
  private int openings() {
    return (int)
        plan.plays().stream()
            .flatMap(play -> play.steps().stream())
            .filter(step -> !OutOfService.takesOut(step))
            .flatMap(step -> step.opens().stream())
            .distinct()
            .count();
  }

  private int height(PlayView play) {
    PlayLanes of = of(play);
    int notes = of.without(play) > 0 ? WAVE : 0;
    return HEAD + Math.max(1, of.lanes().size()) * ROW + headings(play) * WAVE + notes + MARGIN;
  }

  private PlayLanes of(PlayView play) {
    return lanes.getOrDefault(play.id(), new PlayLanes(List.of(), List.of()));
  }

  private static int headings(PlayView play) {
    return play.waves().size() > 1 && !PlayLanes.isDecidedLater(play) ? play.waves().size() : 0;
  }

  private void band(int number, PlayView play, int x, int y, int width) {
    PlayLanes of = of(play);
    svg.line().open("g", "role", "group", "aria-label", "Play " + number + ": " + play.name());
    svg.empty(
        "rect", "class", "band", "x", x, "y", y, "width", width, "height", height(play), "rx", 8);
    text("head", x + 12, y + 24, number + ". " + play.name());
    text("small", x + 12, y + 44, WindowWords.ofOrder(play));
    Map<String, Integer> places = new HashMap<>();
    for (int i = 0; i < of.columns().size(); i++) {
      places.put(of.columns().get(i).address(), x + LEFT + i * COLUMN);
      heading(of.columns().get(i).title(), x + LEFT + i * COLUMN + BOX / 2, y + 62);
    }
    if (of.lanes().isEmpty()) {
      text("small", x + 12, y + HEAD + ROW / 2, "no host is changed");
    }
    int at = y + HEAD;
    Map<Integer, Integer> tops = new HashMap<>();
    int wave = 0;
    for (int i = 0; i < of.lanes().size(); i++) {
      Lane lane = of.lanes().get(i);
      if (headings(play) > 0 && lane.wave() != wave) {
        wave = lane.wave();
        text("small", x + 12, at + 17, wave(play, wave));
        at += WAVE;
      }
      tops.put(i, at);
      at += ROW;
    }
    window(play, of, x, tops);
    LanesSteps steps = new LanesSteps(svg, play, places, last, asked);
    int first = tops.getOrDefault(0, at);
    int end = at - (ROW - BOX_HEIGHT) / 2 - 8;
    for (int i = 0; i < of.lanes().size(); i++) {
      steps.lane(of.columns(), of.lanes().get(i), x, tops.getOrDefault(i, at));
    }
    for (Column column : of.columns()) {
      if (column.once()) {
        steps.once(column, first + 6, Math.max(BOX_HEIGHT, end - first - 6));
      }
    }
    if (of.without(play) > 0) {
      text(
          "small",
          x + 12,
          at + 17,
          Count.of(of.without(play), "more host") + " with other states: see the steps");
    }
    brackets(play, first + ROW / 2);
    svg.close();
  }

  /** The rails of brackets that this play opens or closes. */
  private void brackets(PlayView play, int y) {
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

  private static String wave(PlayView play, int number) {
    PlayView.WaveView wave = play.waves().get(number - 1);
    String soak =
        number > 1 && !play.soak().isEmpty()
            ? "after " + play.soak() + " of soak, in which the gates must hold: "
            : "";
    return soak
        + "wave "
        + number
        + " of "
        + play.waves().size()
        + ": "
        + Count.of(wave.hosts(), "host")
        + (wave.hosts() > 1 ? ", " + wave.window() + " at once" : "");
  }

  /** A frame around as many lanes as are in work at once, where lanes are hosts. */
  private void window(PlayView play, PlayLanes of, int x, Map<Integer, Integer> tops) {
    int lanes = of.lanes().size();
    boolean folded = of.lanes().stream().anyMatch(lane -> lane.hosts().size() > 1);
    if (lanes < 2 || folded || play.window() >= lanes || headings(play) > 0) {
      return;
    }
    int top = tops.getOrDefault(0, 0) + 2;
    int bottom = tops.getOrDefault(play.window() - 1, 0) + ROW - 4;
    svg.empty(
        "rect",
        "class",
        "window",
        "x",
        x + 6,
        "y",
        top,
        "width",
        LEFT - 24,
        "height",
        bottom - top,
        "rx",
        6);
    text(
        "small",
        x + 14,
        bottom - 6,
        "in work: "
            + WindowWords.atOnce(play)
            + (PlayLanes.isDecidedLater(play) ? ", any first" : ""));
    arrow(x + LEFT - 34, bottom, tops.getOrDefault(lanes - 1, 0) + ROW - 12, "");
  }

  /** The name of a task above its column, in up to three lines. */
  private void heading(String title, int x, int y) {
    List<String> lines = Wrap.lines("", "", Style.harmless(title), 18);
    svg.open("text", "class", "name", "x", x, "y", y, "text-anchor", "middle");
    svg.leaf("title", title);
    for (int i = 0; i < Math.min(3, lines.size()); i++) {
      String line = clipped(lines.get(i), 18) + (i == 2 && lines.size() > 3 ? "…" : "");
      svg.leaf("tspan", line, "x", x, "dy", i == 0 ? 0 : 14);
    }
    svg.close();
  }

  /** So much of a text as has room. */
  static String clipped(String text, int letters) {
    return text.codePointCount(0, text.length()) <= letters
        ? text
        : text.substring(0, text.offsetByCodePoints(0, letters - 1)) + "…";
  }

  private void arrow(int x, int from, int to, String words) {
    svg.empty("path", "class", "axis", "d", "M" + x + " " + from + "V" + (to - 5));
    svg.empty("path", "class", "arrow", "d", "M" + (x - 5) + " " + (to - 7) + "h10l-5 8z");
    if (!words.isEmpty()) {
      text("small", x + 12, (from + to) / 2 + 4, words);
    }
  }

  private void rail(Rail rail, int x) {
    int height = Math.max(BOX_HEIGHT, rail.to() - rail.from());
    int y = rail.from() + height / 2;
    svg.open("g").leaf("title", rail.words());
    svg.empty(
        "rect", "class", "rail", "x", x, "y", rail.from(), "width", 16, "height", height, "rx", 5);
    svg.leaf(
        "text",
        clipped(rail.words(), Math.max(6, height / 8)),
        "x",
        x + 12,
        "y",
        y,
        "text-anchor",
        "middle",
        "transform",
        "rotate(-90 " + (x + 12) + " " + y + ")");
    svg.close();
  }

  private void text(String look, int x, int y, String words) {
    svg.leaf("text", words, "class", look, "x", x, "y", y);
  }
}
