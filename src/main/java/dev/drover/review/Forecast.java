package dev.drover.review;

import dev.drover.plan.Capacity;
import dev.drover.plan.Flow;
import dev.drover.plan.Lane;
import dev.drover.plan.Plan;
import dev.drover.plan.PlannedPlay;
import dev.drover.plan.PlannedWindow.Wave;
import dev.drover.plan.Step;
import dev.drover.plan.Turns;
import dev.drover.plan.Turns.Turn;
import dev.drover.review.PlanDocument.CriticalView;
import dev.drover.review.PlanDocument.ForecastView;
import dev.drover.review.PlanDocument.OutView;
import dev.drover.review.StepTimes.Time;
import dev.drover.review.StepView.Basis;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.PriorityQueue;

/**
 * The expected course of a run in which no step fails. Hosts start in the order of the plan, each
 * as soon as the window has room; what runs once is done by the first host that starts, and what is
 * throttled is done by hosts in the order in which they start. No step of a rescue is counted; a
 * group that may be repeated is counted once, and every handler is taken to be notified.
 */
final class Forecast {

  private final StepTimes times;
  private final Absences absences;

  /** When what runs once has ended, by its address. */
  private final Map<String, Point> once = new HashMap<>();

  /** When those end that are in a task that is throttled, by its address. */
  private final Map<String, PriorityQueue<Point>> throttled = new HashMap<>();

  private final Point end;
  private int unknown;

  Forecast(Plan plan, StepTimes times) {
    this.times = times;
    this.absences = new Absences(Capacity.found(plan), Capacity.down(plan).keySet());
    Point now = Point.START;
    for (PlannedPlay play : plan.plays()) {
      now = play(play, now);
    }
    this.end = now;
  }

  /** Who is out of service from when until when, in the order in which hosts start. */
  List<OutView> out() {
    return absences.views();
  }

  /**
   * How long it takes.
   *
   * @param hosts how many serve if none is out
   */
  ForecastView view(int hosts) {
    List<CriticalView> path = end.path();
    return new ForecastView(
        StepTimes.seconds(end.millis()),
        path.stream()
            .map(CriticalView::basis)
            .max(Comparator.naturalOrder())
            .orElse(Basis.MEASURED),
        unknown,
        path,
        absences.curve(hosts));
  }

  private Point play(PlannedPlay play, Point start) {
    absences.begin(play);
    List<Wave> waves = Turns.waves(play);
    long soak = play.rolling().soak().map(Duration::toMillis).orElse(0L);
    Point now = start;
    int wave = 0;
    int started = 0;
    for (Turn turn : Turns.of(play, absences.out(), absences::staysOut)) {
      if (started == waves.get(wave).hosts()) {
        now = now.plus(soak);
        wave++;
        started = 0;
      }
      now = turn(play, turn, now);
      started += turn.lanes().size();
    }
    return now;
  }

  /** Lanes that start one after the other as soon as the window has room. */
  private Point turn(PlannedPlay play, Turn turn, Point start) {
    PriorityQueue<Point> inWork = new PriorityQueue<>(Point.BY_TIME);
    Point last = start;
    for (Lane lane : turn.lanes()) {
      Point now = inWork.size() < turn.window() ? start : inWork.remove();
      Point ended = walk(play, lane.flow(), now);
      inWork.add(ended);
      last = last.or(ended);
    }
    return last;
  }

  private Point walk(PlannedPlay play, Flow flow, Point start) {
    return switch (flow) {
      case Flow.Single(Step step) ->
          step.once() ? once(step.id().text(), step, play, start) : step(play, step, start);
      case Flow.Parallel(List<Flow> branches) -> {
        Point last = start;
        for (Flow branch : branches) {
          last = last.or(walk(play, branch, start));
        }
        yield last;
      }
      case Flow.Guarded guarded -> walk(play, guarded.always(), walk(play, guarded.body(), start));
      case Flow.Once group -> {
        Point done = once.get(group.group());
        if (done == null) {
          done = all(play, flow.inner(), start);
          once.put(group.group(), done);
        }
        yield start.or(done);
      }
      case Flow.Sequence _, Flow.Retried _, Flow.Handlers _ -> all(play, flow.inner(), start);
    };
  }

  private Point all(PlannedPlay play, List<Flow> parts, Point start) {
    Point now = start;
    for (Flow part : parts) {
      now = walk(play, part, now);
    }
    return now;
  }

  private Point once(String address, Step step, PlannedPlay play, Point start) {
    Point done = once.get(address);
    if (done == null) {
      done = step(play, step, start);
      once.put(address, done);
    }
    return start.or(done);
  }

  private Point step(PlannedPlay play, Step step, Point start) {
    Time time = times.of(step);
    unknown += time.basis() == Basis.UNKNOWN ? 1 : 0;
    OptionalInt most = step.task().keywords().throttle();
    if (most.isEmpty() || step.once()) {
      Point ended = start.after(step, time);
      absences.note(play, step, start.millis(), ended.millis());
      return ended;
    }
    PriorityQueue<Point> inWork =
        throttled.computeIfAbsent(
            play.play().id() + "/" + step.task().id(), _ -> new PriorityQueue<>(Point.BY_TIME));
    Point now = inWork.size() < most.getAsInt() ? start : start.or(inWork.remove());
    Point ended = now.after(step, time);
    inWork.add(ended);
    absences.note(play, step, now.millis(), ended.millis());
    return ended;
  }
}
