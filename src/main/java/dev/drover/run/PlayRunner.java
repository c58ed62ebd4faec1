package dev.drover.run;

import dev.drover.journal.Entry;
import dev.drover.model.Host;
import dev.drover.plan.Lane;
import dev.drover.plan.PlannedPlay;
import dev.drover.plan.PlannedWindow.Wave;
import dev.drover.plan.Step;
import dev.drover.time.Crew;
import dev.drover.yaml.Node.ScalarNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Runs a play wave by wave: keeps the window of a wave full, taking the next host each time one
 * ends.
 */
final class PlayRunner {

  /** A lane that ended, and how. */
  private record Ended(Lane lane, StepEnding ending) {}

  private final Running running;
  private final NextHost next;
  private final StepRunner steps;
  private final PlannedPlay play;
  private final LaneRunner lanes;
  private final Tolerance tolerance;
  private final FailedLanes lost;
  private final Set<Host> failed = new HashSet<>();

  PlayRunner(Running running, NextHost next, StepRunner steps, PlannedPlay play) {
    this.running = running;
    this.next = next;
    this.steps = steps;
    this.play = play;
    this.tolerance = new Tolerance(play);
    this.lost = new FailedLanes(running);
    this.lanes =
        new LaneRunner(
            running,
            new InService(
                play.hosts(),
                running.plan().runbook().policy(),
                running.groups(),
                running.ledger().state()),
            steps,
            tolerance);
  }

  /** Runs the play; returns the hosts that failed in it. */
  Set<Host> run(Set<Host> givenUp) throws InterruptedException {
    Optional<Set<Host>> notReopened = reopen();
    if (notReopened.isPresent()) {
      return notReopened.get();
    }
    List<Lane> all = play.lanes().stream().filter(lane -> !givenUp.contains(lane.host())).toList();
    List<Lane> waiting = new ArrayList<>(all);
    waiting.removeIf(this::isFinished);
    if (waiting.isEmpty() || running.stop().startsNothing()) {
      return Set.of();
    }
    running.ledger().write(new Entry.PlayBegan(running.now(), play.play().id()));
    Soak soak = new Soak(running, steps, play);
    int finished = all.size() - waiting.size();
    for (Wave wave : play.rolling().waves()) {
      int before = Math.min(finished, wave.hosts());
      finished -= before;
      boolean passed =
          before == wave.hosts() && (finished > 0 || waiting.stream().anyMatch(next::wasBegun));
      if (passed) {
        continue; // an earlier attempt went beyond it
      }
      int failedBefore = failed.size();
      int quota = wave.hosts() - before;
      do {
        runWave(quota, wave.window(), waiting);
        if (!waiting.isEmpty() && failed.size() - failedBefore == wave.hosts()) {
          running.stop().ask(Stop.Level.START_NOTHING, "every host of a wave failed");
        }
        if (waiting.isEmpty() || running.stop().startsNothing()) {
          return failed;
        }
        failed.addAll(
            soak.after(
                all.stream()
                    .filter(lane -> isFinished(lane) && !failed.contains(lane.host()))
                    .toList(),
                lost::anyAskedFor));
        quota = 0;
      } while (lost.anyAskedFor()); // they belong to this wave
    }
    return failed;
  }

  /**
   * What the run closed when it ended, and later steps rest on, is opened again first. Answers the
   * hosts of which that failed, if it goes no further.
   */
  private Optional<Set<Host>> reopen() throws InterruptedException {
    Reopening reopening = new Reopening(running.ledger().state(), steps::isSkipped);
    for (Step step : reopening.onceIn(play, running.plan().steps())) {
      StepEnding ending =
          running.stop().startsNothing() ? StepEnding.STOPPED : lanes.reopenForAll(step);
      if (ending != StepEnding.GO_ON) {
        return Optional.of(ending == StepEnding.FAILED ? Set.of(step.host()) : Set.of());
      }
    }
    return Optional.empty();
  }

  /** Runs {@code quota} of the hosts that wait, at most {@code window} at once. */
  private void runWave(int quota, int window, List<Lane> waiting) throws InterruptedException {
    Deque<Ended> ended = new ArrayDeque<>();
    Deque<Lane> again = new ArrayDeque<>();
    List<Crew.Hand> threads = new ArrayList<>();
    Set<Host> inWork = new HashSet<>();
    int left = quota;
    try {
      while (true) {
        boolean paused = running.isPaused();
        again.addAll(lost.takeAskedFor());
        while (inWork.size() < window && !again.isEmpty()) {
          Lane lane = again.remove();
          inWork.add(lane.host());
          threads.add(start(lane, ended));
        }
        while (inWork.size() < window && left > 0 && !paused && !running.stop().startsNothing()) {
          List<Lane> eligible = next.eligible(play, waiting, inWork);
          if (eligible.isEmpty()) {
            break;
          }
          Lane lane = next.of(play, eligible);
          waiting.remove(lane);
          inWork.add(lane.host());
          threads.add(start(lane, ended));
          left--;
        }
        if (inWork.isEmpty() && !paused) {
          stopIfNobodyMayStart(left, waiting);
          return;
        }
        Optional<Ended> one =
            running.ledger().await("a host of the window", () -> news(ended, paused));
        one.map(Ended::lane).map(Lane::host).ifPresent(inWork::remove);
        one.ifPresent(this::account);
      }
    } finally {
      // none is left, unless this one was told to end; and nobody acts after we return
      threads.forEach(Crew.Hand::interrupt);
      threads.forEach(Crew.Hand::join);
    }
  }

  /** A lane that ended, or nothing if lanes may start that could not; empty if neither is so. */
  private Optional<Optional<Ended>> news(Deque<Ended> ended, boolean paused) {
    Optional<Ended> one = Optional.ofNullable(ended.poll());
    boolean others = lost.anyAskedFor() || (paused && !running.isPaused());
    return one.isPresent() || others ? Optional.of(one) : Optional.empty();
  }

  private void account(Ended one) {
    Host host = one.lane().host();
    if (one.ending() == StepEnding.FAILED) {
      failed.add(host);
      lost.add(one.lane());
    } else if (one.ending() == StepEnding.GO_ON && failed.remove(host)) {
      tolerance.mended(host);
      running.stop().mended(host.name());
    }
  }

  /** Hosts wait, and none may start: by the policy, or for one out in another failure domain. */
  private void stopIfNobodyMayStart(int left, List<Lane> waiting) {
    if (left > 0 && !waiting.isEmpty()) {
      running
          .stop()
          .ask(
              Stop.Level.START_NOTHING,
              next.refusal(waiting)
                  .orElseGet(() ->
                      "%s is still out of service, and no host of another `%s` may be taken before it is back"
                          .formatted(
                              next.out(play),
                              play.play()
                                  .rolling()
                                  .domain()
                                  .map(ScalarNode::text)
                                  .orElse("domain"))));
    }
  }

  private Crew.Hand start(Lane lane, Deque<Ended> ended) {
    running.strands().started(lane.host());
    return running
        .ledger()
        .crew()
        .start(
            lane.host().name(),
            () -> {
              StepEnding ending = StepEnding.STOPPED;
              try {
                ending = lanes.run(lane);
              } catch (InterruptedException aborted) {
                // whoever interrupted it knows that the run ends
              } catch (RuntimeException | Error bug) {
                running.bug(bug);
              } finally {
                end(new Ended(lane, ending), ended);
              }
            });
  }

  private void end(Ended one, Deque<Ended> ended) {
    running.strands().ended(one.lane().host());
    running.ledger().change(() -> ended.add(one));
  }

  private boolean isFinished(Lane lane) {
    return Finished.is(lane.flow(), running.ledger().state());
  }
}
