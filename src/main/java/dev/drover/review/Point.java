package dev.drover.review;

import dev.drover.plan.Step;
import dev.drover.review.PlanDocument.CriticalView;
import dev.drover.review.StepTimes.Time;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A moment of the expected course of a run.
 *
 * @param millis since it began
 * @param last the last of the steps that decide when it is
 */
record Point(long millis, Optional<Ran> last) {

  static final Point START = new Point(0, Optional.empty());

  static final Comparator<Point> BY_TIME = Comparator.comparingLong(Point::millis);

  /** A step that decides when the next begins, behind those that decide when it begins. */
  record Ran(Step step, long begins, Time time, Optional<Ran> before) {}

  /** The later of two. */
  Point or(Point other) {
    return other.millis > millis ? other : this;
  }

  /** The moment at which a step ends that begins now. */
  Point after(Step step, Time time) {
    return time.isNothing()
        ? this
        : new Point(millis + time.millis(), Optional.of(new Ran(step, millis, time, last)));
  }

  /** The moment after a time in which nothing is done. */
  Point plus(long more) {
    return new Point(millis + more, last);
  }

  /** The steps that decide when it is, in order. */
  List<CriticalView> path() {
    List<CriticalView> path = new ArrayList<>();
    for (Optional<Ran> at = last; at.isPresent(); at = at.get().before()) {
      Ran ran = at.get();
      path.add(
          new CriticalView(
              ran.step().id().text(),
              StepTimes.seconds(ran.begins()),
              ran.time().seconds(),
              ran.time().basis()));
    }
    return path.reversed();
  }
}
