package dev.drover.run;

import dev.drover.journal.Entry;
import dev.drover.model.Host;
import dev.drover.plan.Lane;
import dev.drover.plan.PlannedPlay;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;

/**
 * The time between two waves: nothing is done in it, and at its end the hosts that are done are
 * looked at again. If one is not as it was left, no further wave begins.
 */
final class Soak {

  /** So soon a stop, or a retry, is heard. */
  private static final Duration TICK = Duration.ofSeconds(1);

  private final Running running;
  private final StepRunner steps;
  private final PlannedPlay play;

  Soak(Running running, StepRunner steps, PlannedPlay play) {
    this.running = running;
    this.steps = steps;
    this.play = play;
  }

  /**
   * Waits, if the play says so, and looks; returns the hosts that are not well.
   *
   * @param brokenOff whether others are to be done first, after which it begins anew
   */
  Set<Host> after(List<Lane> done, BooleanSupplier brokenOff) throws InterruptedException {
    Optional<Duration> time = play.rolling().soak();
    if (time.isEmpty()) {
      return Set.of();
    }
    Instant until = lastEnd(done).plus(time.get());
    running.ledger().write(new Entry.SoakBegan(running.now(), play.play().id(), until));
    if (!wait(left(until, time.get()), brokenOff)) {
      return Set.of();
    }
    Map<Host, String> problems = look(done);
    Map<String, String> told = new LinkedHashMap<>();
    problems.forEach((host, problem) -> told.put(host.name(), problem));
    running
        .ledger()
        .write(
            new Entry.SoakEnded(
                running.now(),
                play.play().id(),
                done.stream().map(lane -> lane.host().name()).toList(),
                told));
    if (!problems.isEmpty()) {
      running
          .stop()
          .ask(
              Stop.Level.START_NOTHING,
              String.join(
                  "; ",
                  told.entrySet().stream()
                      .map(entry ->
                          entry.getKey() + " did not stay well in the soak: " + entry.getValue())
                      .toList()));
    }
    return new HashSet<>(problems.keySet());
  }

  /** What was soaked before the run was cut off counts. */
  private Instant lastEnd(List<Lane> done) {
    return done.stream()
        .flatMap(lane -> lane.steps().stream())
        .flatMap(step -> running.ledger().state().ended(step.id().text()).stream())
        .map(Entry.StepEnded::at)
        .max(Instant::compareTo)
        .orElseGet(running::now);
  }

  /** Never more than the whole of it: the clock may have been set since the hosts were done. */
  private Duration left(Instant until, Duration whole) {
    Duration left = Duration.between(running.now(), until);
    return left.compareTo(whole) < 0 ? left : whole;
  }

  /** True if the time passed without a stop. */
  private boolean wait(Duration time, BooleanSupplier brokenOff) throws InterruptedException {
    Duration end = running.means().clock().elapsed().plus(time);
    while (!running.stop().startsNothing() && !brokenOff.getAsBoolean()) {
      Duration left = end.minus(running.means().clock().elapsed());
      if (!left.isPositive()) {
        return true;
      }
      running.means().waiter().sleep(left.compareTo(TICK) < 0 ? left : TICK);
    }
    return false;
  }

  private Map<Host, String> look(List<Lane> done) throws InterruptedException {
    Map<Host, String> problems = new LinkedHashMap<>();
    List<Callable<Optional<String>>> looks = new ArrayList<>();
    done.forEach(lane -> looks.add(() -> steps.lookAgain(lane)));
    List<Optional<String>> seen =
        running.ledger().crew().all("the second look of " + play.play().id(), looks);
    for (int i = 0; i < done.size(); i++) {
      Host host = done.get(i).host();
      seen.get(i).ifPresent(problem -> problems.put(host, running.means().masker().mask(problem)));
    }
    return problems;
  }
}
