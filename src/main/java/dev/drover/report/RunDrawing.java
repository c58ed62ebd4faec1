package dev.drover.report;

import dev.drover.report.RunView.BracketView;
import dev.drover.report.RunView.SpanView;
import dev.drover.report.RunView.StepRunView;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The course of a run as a drawing: a row for each host with its steps, its waits and the times in
 * which it was out of service, and below it how many hosts served.
 */
final class RunDrawing {

  private static final int LEFT = 170;
  private static final int PLOT = 1000;
  private static final int WIDTH = LEFT + PLOT + 24;
  private static final int TOP = 46;
  private static final int UNDER = 62;
  private static final int MOST = 760;
  private static final int TALLEST = 30;
  private static final int LEAST = 8;

  /** A row with a label of its own is at least so high. */
  private static final int LABELLED = 12;

  /** About so wide is a letter of a label in a box. */
  private static final int LETTER = 6;

  private final RunView run;
  private final RunTimes times;
  private final TimeScale scale;

  private final Map<String, Integer> rows = new LinkedHashMap<>();
  private final int row;
  private final Markup svg = new Markup();

  private RunDrawing(RunView run, RunTimes times) {
    this.run = run;
    this.times = times;
    this.scale = new TimeScale(run, LEFT, PLOT);
    if (run.course().steps().stream().anyMatch(step -> step.host().isEmpty())) {
      rows.put("", 0);
    }
    run.hosts().forEach(host -> host.host().ifPresent(name -> rows.put(name, rows.size())));
    this.row = Math.clamp(MOST / Math.max(1, rows.size()), LEAST, TALLEST);
  }

  /** The drawing; nothing if no step was begun. */
  static String of(RunView run, RunTimes times) {
    return run.course().steps().isEmpty() ? "" : new RunDrawing(run, times).drawing();
  }

  private String drawing() {
    int bottom = TOP + row * rows.size();
    boolean capacity = run.capacity().known() && run.capacity().hosts() > 0;
    int height = bottom + 44 + (capacity ? HeldCurve.HEIGHT + 30 : 0);
    svg.drawing("img", words(), WIDTH, height);
    svg.leaf("title", words());
    standstills(bottom);
    grid(capacity ? bottom + UNDER + HeldCurve.HEIGHT : bottom);
    names();
    run.course().brackets().forEach(this::out);
    run.course().waits().forEach(this::waiting);
    run.course().steps().forEach(this::step);
    new RunMarks(svg, scale, times, TOP - 2, bottom).draw(run);
    if (capacity) {
      HeldCurve.draw(svg, run.capacity(), scale, bottom + UNDER);
    }
    return svg.close().toString();
  }

  private String words() {
    return "Course of run %s, host by host, from %s to %s"
        .formatted(run.run(), times.full(run.began()), times.full(run.last()));
  }

  private int y(String host) {
    return TOP + row * rows.getOrDefault(host, 0);
  }

  private void grid(int bottom) {
    int told = -WIDTH;
    for (Instant tick : scale.ticks()) {
      int x = scale.x(tick);
      svg.path("grid", "M" + x + " " + (TOP - 6) + "V" + bottom);
      if (x - told > 70) {
        svg.label("small", x, TOP - 10, "middle", times.clock(tick));
        told = x;
      }
    }
  }

  private void names() {
    rows.forEach((host, number) -> {
      int y = TOP + row * number;
      svg.path("grid", "M" + LEFT + " " + (y + row) + "H" + (LEFT + PLOT));
      if (row >= LABELLED || number % 2 == 0) {
        String name = host.isEmpty() ? "(once)" : host;
        svg.open("text", "x", LEFT - 8, "y", y + row / 2 + 4, "text-anchor", "end");
        svg.leaf("title", name).text(LanesBand.clipped(name, 22)).close();
      }
    });
  }

  private void out(BracketView bracket) {
    if (RunCounts.isService(bracket) && rows.containsKey(bracket.subject())) {
      String words =
          bracket.state().equals("found")
              ? "somebody else had taken it out of service"
              : "out of service" + bracket.until().map(_ -> "").orElse(", and still is");
      bar(
          "away",
          bracket.subject(),
          bracket.from(),
          bracket.until().orElse(scale.end()),
          0,
          bracket.subject() + ": " + words);
    }
  }

  private void waiting(SpanView wait) {
    wait.host()
        .filter(rows::containsKey)
        .ifPresent(host ->
            bar(
                "waited",
                host,
                wait.from(),
                wait.until(),
                row / 2 - 1,
                host + " waited " + wait.words()));
  }

  /** Where all stood still: a pause, a soak, or no controller. */
  private void standstills(int bottom) {
    for (SpanView wait : run.course().waits()) {
      if (wait.host().isEmpty()) {
        int from = scale.x(wait.from());
        int width = Math.max(2, scale.x(wait.until()) - from);
        String words = RunTimes.standstill(wait);
        svg.open(
            "rect",
            "class",
            "still " + wait.what(),
            "x",
            from,
            "y",
            TOP,
            "width",
            width,
            "height",
            bottom - TOP);
        svg.leaf(
            "title", words + ", " + times.span(wait.from(), wait.until()) + detail(wait.words()));
        svg.close();
        String took = RunTimes.took(wait.from(), wait.until());
        if (width > LETTER * took.length()) {
          svg.label("small", from + width / 2, TOP - 1, "middle", took);
        }
      }
    }
  }

  private static String detail(String words) {
    return words.isEmpty() ? "" : ": " + words;
  }

  private void step(StepRunView step) {
    if (step.tries() == 0) {
      return; // it was passed by
    }
    String host = step.host().orElse("");
    String words =
        "%s%s: %s, %s%s"
            .formatted(
                step.title(),
                host.isEmpty() ? "" : " on " + host,
                RunTimes.ending(step),
                times.span(step.from(), step.until()),
                detail(step.summary()));
    int inset = row > 20 ? 5 : 2;
    int from = scale.x(step.from());
    int width = Math.max(2, scale.x(step.until()) - from);
    bar("ran " + RunSigns.look(step), host, step.from(), step.until(), inset, words);
    if (step.ending().equals("failed") || step.ending().equals("in_doubt")) {
      String mark = step.ending().equals("failed") ? "✕" : "?";
      svg.label("mark", from + width + 7, y(host) + row / 2 + 4, "middle", mark);
    } else if (row > 20 && width > LETTER * step.title().length() + 8) {
      svg.label("word", from + width / 2, y(host) + row / 2 + 4, "middle", step.title());
    }
  }

  private void bar(String look, String host, Instant from, Instant until, int inset, String words) {
    int x = scale.x(from);
    svg.open(
        "rect",
        "class",
        look,
        "x",
        x,
        "y",
        y(host) + inset,
        "width",
        Math.max(2, scale.x(until) - x),
        "height",
        Math.max(2, row - 2 * inset));
    svg.leaf("title", words).close();
  }
}
