package dev.drover.report;

import dev.drover.report.PlayLanes.Column;
import dev.drover.report.PlayLanes.Lane;
import dev.drover.report.StepBoxes.Marks;
import dev.drover.review.PlayView;
import dev.drover.review.PlayView.WaveView;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A play as a band: its tasks above, its lanes below, and how many hosts are in work at once. */
final class LanesBand {

  static final int LEFT = 216;
  static final int COLUMN = 124;
  static final int BOX = 108;
  static final int BOX_HEIGHT = 34;
  static final int ROW = 56;
  private static final int HEAD = 64;
  private static final int LINE = 14;
  private static final int LETTERS = 15;
  private static final int WAVE = 26;
  private static final int MARGIN = 12;

  private final Markup svg;
  private final PlayView play;
  private final PlayLanes lanes;
  private final int x;
  private final int y;

  LanesBand(Markup svg, PlayView play, PlayLanes lanes, int x, int y) {
    this.svg = svg;
    this.play = play;
    this.lanes = lanes;
    this.x = x;
    this.y = y;
  }

  int height() {
    int rows = Math.max(1, lanes.lanes().size()) * ROW;
    int notes = (headings() + (lanes.without(play) > 0 ? 1 : 0)) * WAVE;
    return head() + rows + notes + MARGIN;
  }

  /** The height at which its first lane lies. */
  int middle() {
    return y + head() + (headings() > 0 ? WAVE : 0) + ROW / 2;
  }

  /** The room for the name of a play and those of its tasks. */
  private int head() {
    int lines = lanes.columns().stream().mapToInt(one -> lines(one.title()).size()).max().orElse(0);
    return HEAD + LINE * (lines + groups());
  }

  /** Whether a line is needed for the groups around tasks. */
  private int groups() {
    return lanes.columns().stream().allMatch(one -> one.group().isEmpty()) ? 0 : 1;
  }

  /** The name of a task in up to three lines. */
  private static List<String> lines(String title) {
    List<String> lines =
        Wrap.lines("", "", Style.harmless(title), LETTERS).stream()
            .map(line -> clipped(line, LETTERS + 3))
            .toList();
    return lines.size() <= 3
        ? lines
        : List.of(lines.get(0), lines.get(1), clipped(lines.get(2) + " " + lines.get(3), LETTERS));
  }

  private int headings() {
    return play.waves().size() > 1 && !PlayLanes.isDecidedLater(play) ? play.waves().size() : 0;
  }

  void draw(int number, int width, Marks marks) {
    svg.line().open("g", "role", "group", "aria-label", "Play " + number + ": " + play.name());
    svg.rect("band", x, y, width, height(), 8);
    text("head", y + 24, number + ". " + play.name());
    text("small", y + 44, WindowWords.ofOrder(play));
    Map<String, Integer> places = new HashMap<>();
    for (Column column : lanes.columns()) {
      int place = x + LEFT + places.size() * COLUMN;
      places.put(column.address(), place);
      svg.label("small", place + BOX / 2, y + 62, "middle", clipped(column.group(), LETTERS + 3));
      heading(column.title(), place + BOX / 2, y + 62 + LINE * groups());
    }
    LanesSteps steps = new LanesSteps(svg, play, places, new StepBoxes(svg, play, marks));
    int end = lanes(steps);
    if (lanes.without(play) > 0) {
      String more = Count.of(lanes.without(play), "more host");
      text("small", end + 17, more + " with other states: see the steps");
    }
    svg.close();
  }

  /** The lanes, and across them what runs once; returns where they end. */
  private int lanes(LanesSteps steps) {
    if (lanes.lanes().isEmpty()) {
      text("small", middle(), "no host is changed");
      return middle() + ROW / 2;
    }
    List<Integer> tops = new ArrayList<>();
    int at = y + head();
    int wave = 0;
    for (Lane lane : lanes.lanes()) {
      if (headings() > 0 && lane.wave() != wave) {
        wave = lane.wave();
        text("small", at + 17, wave(wave));
        at += WAVE;
      }
      tops.add(at);
      at += ROW;
    }
    window(tops);
    for (int i = 0; i < tops.size(); i++) {
      steps.lane(lanes.columns(), lanes.lanes().get(i), x, tops.get(i));
    }
    int top = tops.getFirst() + 6;
    int height = tops.getLast() + 6 + BOX_HEIGHT - top;
    lanes.columns().stream().filter(Column::once).forEach(one -> steps.once(one, top, height));
    return at;
  }

  private String wave(int number) {
    WaveView wave = play.waves().get(number - 1);
    String soak =
        number > 1 && !play.soak().isEmpty()
            ? "after " + play.soak() + " of soak, in which the gates must hold: "
            : "";
    String window = wave.hosts() > 1 ? ", " + wave.window() + " at once" : "";
    return "%swave %d of %d: %s%s"
        .formatted(soak, number, play.waves().size(), Count.of(wave.hosts(), "host"), window);
  }

  /** A frame around as many lanes as are in work at once, where lanes are hosts. */
  private void window(List<Integer> tops) {
    boolean folded = lanes.lanes().stream().anyMatch(lane -> lane.hosts().size() > 1);
    if (tops.size() < 2 || folded || play.window() >= tops.size() || headings() > 0) {
      return;
    }
    int top = tops.getFirst() + 2;
    int bottom = tops.get(play.window() - 1) + ROW - 4;
    svg.rect("window", x + 6, top, LEFT - 24, bottom - top, 6);
    String first = PlayLanes.isDecidedLater(play) ? ", any first" : "";
    svg.label("small", x + 14, bottom - 6, "start", "in work: " + WindowWords.atOnce(play) + first);
    arrow(svg, x + LEFT - 34, bottom, tops.getLast() + ROW - 12);
  }

  /** The name of a task above its column. */
  private void heading(String title, int x, int y) {
    svg.open("text", "class", "name", "x", x, "y", y, "text-anchor", "middle");
    svg.leaf("title", title);
    int line = 0;
    for (String words : lines(title)) {
      svg.leaf("tspan", words, "x", x, "dy", line++ == 0 ? 0 : LINE);
    }
    svg.close();
  }

  /** So much of a text as has room. */
  static String clipped(String text, int letters) {
    return text.codePointCount(0, text.length()) <= letters
        ? text
        : text.substring(0, text.offsetByCodePoints(0, letters - 1)) + "…";
  }

  static void arrow(Markup svg, int x, int from, int to) {
    svg.path("axis", "M" + x + " " + from + "V" + (to - 5));
    svg.path("arrow", "M" + (x - 5) + " " + (to - 7) + "h10l-5 8z");
  }

  private void text(String look, int at, String words) {
    svg.label(look, x + MARGIN, at, "start", words);
  }
}
