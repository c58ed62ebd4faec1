package dev.drover.report;

import dev.drover.report.RunView.AskedView;
import dev.drover.report.RunView.AttemptView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** Who began, stopped or asked for something, as lines across all rows of a drawing of a run. */
final class RunMarks {

  /** Something that concerned all hosts at a moment. */
  private record Mark(Instant at, String word, String words) {}

  /** Words below the rows that would touch each other stand in lines of their own. */
  private static final int LINES = 3;

  private static final int NEAR = 62;

  private final Markup svg;
  private final TimeScale scale;
  private final RunTimes times;
  private final int top;
  private final int bottom;

  /** How far to the right each line of words below the rows is taken. */
  private final int[] marked = new int[LINES];

  /** From above the rows to below them. */
  RunMarks(Markup svg, TimeScale scale, RunTimes times, int top, int bottom) {
    this.svg = svg;
    this.scale = scale;
    this.times = times;
    this.top = top;
    this.bottom = bottom;
    Arrays.fill(marked, -NEAR);
  }

  void draw(RunView run) {
    List<Mark> all = new ArrayList<>();
    for (AttemptView attempt : run.attempts()) {
      String verdict = attempt.verdict().replace('_', ' ');
      if (attempt.number() > 1) {
        all.add(new Mark(attempt.from(), "resumed", "resumed by " + attempt.by()));
      }
      if (!verdict.equals("running")) {
        all.add(new Mark(attempt.until(), verdict, verdict + ": " + attempt.why()));
      }
    }
    for (AskedView asked : run.asked()) {
      all.add(new Mark(asked.at(), asked.what(), RunTimes.asked(asked)));
    }
    all.stream().sorted(Comparator.comparing(Mark::at)).forEach(this::mark);
  }

  private void mark(Mark mark) {
    int x = scale.x(mark.at());
    int line = 0;
    while (line < LINES - 1 && x - marked[line] < NEAR) {
      line++;
    }
    marked[line] = x;
    svg.path("moment", "M" + x + " " + top + "V" + (bottom + 6));
    svg.open(
        "text", "class", "small", "x", x, "y", bottom + 16 + 11 * line, "text-anchor", "middle");
    svg.leaf("title", times.full(mark.at()) + ": " + mark.words()).text(mark.word()).close();
  }
}
