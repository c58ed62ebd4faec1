package dev.drover.report;

import dev.drover.report.RunView.SpanView;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Where on a drawing a moment of a run is. Times in which no controller was at work are as narrow
 * as it takes to see them, or a run that was resumed the next day would be nothing but its night.
 */
final class TimeScale {

  /** A time between two moments, and how wide it is drawn. */
  private record Piece(Instant from, Instant until, double x, double width) {}

  private static final double GAP = 46;
  private static final long[] TICKS = {
    1, 2, 5, 10, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400, 21_600, 43_200, 86_400
  };

  /** So many ticks can be told apart. */
  private static final int MOST = 10;

  private final List<Piece> pieces = new ArrayList<>();
  private final long active;
  private final Instant end;
  private final int left;
  private final int right;

  /** From the run's beginning to the last that is known of it. */
  TimeScale(RunView run, int left, int width) {
    List<SpanView> gaps =
        run.course().waits().stream()
            .filter(wait -> wait.what().equals("no_controller"))
            .filter(wait -> wait.from().isBefore(wait.until()))
            .toList();
    this.end = end(run);
    this.left = left;
    this.right = left + width;
    long away = gaps.stream().mapToLong(gap -> millis(gap.from(), gap.until())).sum();
    long all = Math.max(1, millis(run.began(), end));
    this.active = Math.max(1, all - away);
    boolean narrow = away > all / 20;
    double room = narrow ? Math.max(width / 2.0, width - GAP * gaps.size()) : width;
    double gapWidth = gaps.isEmpty() ? 0 : (width - room) / gaps.size();
    double perMilli = room / (narrow ? active : all);
    double x = left;
    Instant at = run.began();
    for (SpanView gap : gaps) {
      x = add(at, gap.from(), x, perMilli * Math.max(0, millis(at, gap.from())));
      double wide = narrow ? gapWidth : perMilli * millis(gap.from(), gap.until());
      x = add(gap.from(), gap.until(), x, wide);
      at = gap.until();
    }
    add(at, end, x, perMilli * Math.max(0, millis(at, end)));
  }

  private static Instant end(RunView run) {
    return run.course().waits().stream()
        .map(SpanView::until)
        .filter(until -> until.isAfter(run.last()))
        .max(Instant::compareTo)
        .orElse(run.last());
  }

  private double add(Instant from, Instant until, double x, double width) {
    pieces.add(new Piece(from, until, x, width));
    return x + width;
  }

  private static long millis(Instant from, Instant until) {
    return Duration.between(from, until).toMillis();
  }

  /** The last that is known of the run. */
  Instant end() {
    return end;
  }

  int left() {
    return left;
  }

  int right() {
    return right;
  }

  /** The place of a moment; one outside of the run is at its edge. */
  int x(Instant at) {
    for (Piece piece : pieces) {
      if (!at.isAfter(piece.until())) {
        double part =
            (double) Math.max(0, millis(piece.from(), at))
                / Math.max(1, millis(piece.from(), piece.until()));
        return (int) Math.round(piece.x() + part * piece.width());
      }
    }
    return (int) Math.round(pieces.getLast().x() + pieces.getLast().width());
  }

  /** Moments to write a time at. */
  List<Instant> ticks() {
    long step = TICKS[TICKS.length - 1];
    for (int i = TICKS.length - 1; i >= 0; i--) {
      step = active / 1000 / TICKS[i] <= MOST ? TICKS[i] : step;
    }
    List<Instant> ticks = new ArrayList<>();
    for (int i = 0; i < pieces.size(); i += 2) { // every second one is a gap
      Piece piece = pieces.get(i);
      long first = Math.floorDiv(piece.from().getEpochSecond() + step - 1, step) * step;
      for (long at = first; at <= piece.until().getEpochSecond(); at += step) {
        ticks.add(Instant.ofEpochSecond(at));
      }
    }
    return ticks;
  }
}
