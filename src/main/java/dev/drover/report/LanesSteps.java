package dev.drover.report;

import dev.drover.report.PlayLanes.Column;
import dev.drover.report.PlayLanes.Lane;
import dev.drover.review.PlayView;
import dev.drover.review.StepView;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Draws the steps of a play into its band. */
final class LanesSteps {

  private static final int CORNER = 10;

  private final Markup svg;
  private final PlayView play;
  private final Map<String, Integer> places;
  private final Set<String> last;
  private final Set<String> asked;
  private final Map<String, TaskRow> rows = new HashMap<>();
  private final Map<String, String> links = new HashMap<>();

  /**
   * Draws into {@code svg}.
   *
   * @param places where the column of each task begins
   * @param last the tasks that can't be undone
   * @param asked the tasks that ask a person
   */
  LanesSteps(
      Markup svg, PlayView play, Map<String, Integer> places, Set<String> last, Set<String> asked) {
    this.svg = svg;
    this.play = play;
    this.places = places;
    this.last = last;
    this.asked = asked;
    List<TaskRow> all = TaskRow.of(play);
    for (int i = 0; i < all.size(); i++) {
      TaskRow row = all.get(i);
      String link = link(play, i);
      for (String host : row.hosts().isEmpty() ? List.of("") : row.hosts()) {
        rows.put(key(row.address(), host), row);
        links.put(key(row.address(), host), link);
      }
    }
  }

  /** Where a row of the steps of a play can be found on the page. */
  static String link(PlayView play, int row) {
    return "step-" + play.id() + "-" + (row + 1);
  }

  private static String key(String address, String host) {
    return address + "\n" + host;
  }

  /** A lane with its steps, but for those that run once. */
  void lane(List<Column> columns, Lane lane, int x, int y) {
    int middle = y + 6 + LanesDrawing.BOX_HEIGHT / 2;
    label(lane, x, middle);
    outOfService(columns, lane, y);
    StepView before = null;
    for (Column column : columns) {
      StepView step = lane.cells().get(column.address());
      boolean here = step != null || column.once();
      if (here) {
        lines(before, step, column, x, middle);
      }
      before = step == null ? before : step;
    }
    for (Column column : columns) {
      Optional.ofNullable(lane.cells().get(column.address()))
          .filter(step -> !step.once())
          .ifPresent(step -> box(step, step.host(), y + 6, LanesDrawing.BOX_HEIGHT));
    }
  }

  private void label(Lane lane, int x, int y) {
    String names = HostNames.of(lane.hosts());
    boolean many = lane.hosts().size() > 1;
    svg.open("text", "class", "name", "x", x + 14, "y", many ? y - 2 : y + 4);
    svg.leaf("title", names).text(LanesDrawing.clipped(names, 22)).close();
    if (many) {
      svg.leaf(
          "text",
          Count.of(lane.hosts().size(), "host") + ", " + WindowWords.atOnce(play),
          "class",
          "small",
          "x",
          x + 14,
          "y",
          y + 14);
    }
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
      to = place + LanesDrawing.BOX;
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
    int height = LanesDrawing.ROW - 4;
    svg.empty(
        "rect",
        "class",
        "out",
        "x",
        from - 5,
        "y",
        y + 1,
        "width",
        to - from + 10,
        "height",
        height,
        "rx",
        6);
    svg.leaf("text", "out of service", "class", "word", "x", from, "y", y + LanesDrawing.ROW - 7);
  }

  /** What a step waits for: the one before it, or others over their heads. */
  private void lines(
      @org.jspecify.annotations.Nullable StepView before,
      @org.jspecify.annotations.Nullable StepView step,
      Column column,
      int x,
      int middle) {
    int to = place(column.address());
    if (step == null || before == null || step.once() || before.once()) {
      int from = before == null ? to : place(StepTitle.address(before.id())) + LanesDrawing.BOX;
      if (from < to) {
        svg.empty("path", "class", "lane", "d", "M" + from + " " + middle + "H" + to);
      }
      return;
    }
    for (String id : step.after()) {
      Integer place = places.get(StepTitle.address(id));
      if (place == null) {
        continue;
      }
      int from = place + LanesDrawing.BOX;
      if (id.equals(before.id())) {
        svg.empty("path", "class", "lane", "d", "M" + from + " " + middle + "H" + to);
      } else if (from < to) {
        int top = middle - LanesDrawing.BOX_HEIGHT / 2;
        svg.empty(
            "path",
            "class",
            "jump",
            "d",
            "M%d %dC%d %d %d %d %d %d"
                .formatted(from, middle, from + 20, top - 14, to - 20, top - 14, to, middle));
      }
    }
  }

  /** A step that runs once, across all lanes. */
  void once(Column column, int y, int height) {
    Optional.ofNullable(rows.get(key(column.address(), "")))
        .ifPresent(row -> box(row.step(), "", y, height));
  }

  private void box(StepView step, String host, int y, int height) {
    String address = StepTitle.address(step.id());
    TaskRow row = rows.get(key(address, host));
    if (row == null) {
      return;
    }
    int x = place(address);
    boolean end = last.contains(address);
    String words =
        (host.isEmpty() ? "once" : host) + ": " + row.title() + ": " + row.sign().words();
    svg.open("a", "href", "#" + links.getOrDefault(key(address, host), ""), "aria-label", words);
    svg.leaf("title", words + told(row) + (end ? "\nCan't be undone." : ""));
    String look = "box " + row.sign().state() + (end ? " final" : "");
    if (row.sign() == Sign.WILL_LOOK) {
      svg.empty("path", "class", look, "d", gate(x, y, height));
    } else {
      svg.empty(
          "rect",
          "class",
          look,
          "x",
          x,
          "y",
          y,
          "width",
          LanesDrawing.BOX,
          "height",
          height,
          "rx",
          5);
    }
    int middle = x + LanesDrawing.BOX / 2;
    List<String> under = under(step, address, host.isEmpty());
    int top = y + height / 2 + 4 - under.size() * 6;
    text(middle, top, words(row.sign()));
    for (int i = 0; i < under.size(); i++) {
      text(middle, top + 13 * (i + 1), under.get(i));
    }
    svg.close();
  }

  private static String time(StepView step) {
    String sign = step.basis() == StepView.Basis.MEASURED ? "≈ " : "≤ ";
    return step.seconds() == 0 ? "" : sign + Expected.words(step.seconds());
  }

  private static String words(Sign sign) {
    return sign == Sign.WILL_LOOK ? "waits or looks" : (sign.mark() + " " + sign.words()).strip();
  }

  /** What else is to be seen at a glance. */
  private List<String> under(StepView step, String address, boolean once) {
    if (last.contains(address)) {
      return List.of("can't be undone");
    }
    if (asked.contains(address)) {
      return List.of("asks a person");
    }
    String time = time(step);
    if (once) {
      return List.of(time.isEmpty() ? "once" : "once, " + time);
    }
    return time.isEmpty() ? List.of() : List.of(time);
  }

  private static String told(TaskRow row) {
    String details = String.join("\n", row.details());
    return details.isEmpty() ? "" : "\n" + LanesDrawing.clipped(details, 400);
  }

  /** Cut corners: it waits or looks, and lets on only what is as it should be. */
  private static String gate(int x, int y, int height) {
    int across = LanesDrawing.BOX - 2 * CORNER;
    int down = height - 2 * CORNER;
    return "M%d %dh%dl%d %dv%dl-%d %dh-%dl-%d -%dv-%dz"
        .formatted(
            x + CORNER,
            y,
            across,
            CORNER,
            CORNER,
            down,
            CORNER,
            CORNER,
            across,
            CORNER,
            CORNER,
            down);
  }

  private void text(int x, int y, String words) {
    svg.leaf("text", words, "x", x, "y", y, "text-anchor", "middle");
  }

  private int place(String address) {
    return places.getOrDefault(address, 0);
  }
}
