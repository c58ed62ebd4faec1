package dev.drover.run;

import dev.drover.journal.Entry;
import dev.drover.model.Host;
import dev.drover.plan.Lane;
import dev.drover.plan.PlannedPlay;
import dev.drover.plan.PlannedWindow.Wave;
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
  private final Set<Host> failed = new HashSet<>();

  PlayRunner(Running running, NextHost next, StepRunner steps, PlannedPlay play) {
    this.running = running;
    this.next = next;
    this.steps = steps;
    this.play = play;
    this.lanes =
        new LaneRunner(
            running,
            new InService(
                play.hosts(),
                running.plan().runbook().policy(),
                running.groups(),
                running.ledger().state()),
            steps,
            new Tolerance(play));
  }

  /** Runs the play; returns the hosts that failed in it. */
  Set<Host> run(Set<Host> givenUp) throws InterruptedException {
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
      runWave(wave.hosts() - before, wave.window(), waiting);
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
                  .toList()));
    }
    return failed;
  }

  /** Runs {@code quota} of the hosts that wait, at most {@code window} at once. */
  private void runWave(int quota, int window, List<Lane> waiting) throws InterruptedException {
    Deque<Ended> ended = new ArrayDeque<>();
    List<Crew.Hand> threads = new ArrayList<>();
    Set<Host> inWork = new HashSet<>();
    int left = quota;
    try {
      while (true) {
        while (inWork.size() < window && left > 0 && !running.stop().startsNothing()) {
          List<Lane> eligible = next.eligible(play, waiting, inWork);
          if (eligible.isEmpty()) {
            break;
          }
          Lane lane = next.of(play, eligible);
          waiting.remove(lane);
          inWork.add(lane.host());
          running.strands().started(lane.host());
          threads.add(start(lane, ended));
          left--;
        }
        if (inWork.isEmpty()) {
          stopIfNobodyMayStart(left, waiting);
          return;
        }
        Ended one =
            running.ledger().await("a host of the window", () -> Optional.ofNullable(ended.poll()));
        inWork.remove(one.lane().host());
        if (one.ending() == StepEnding.FAILED) {
          failed.add(one.lane().host());
        }
      }
    } finally {
      // none is left, unless this one was told to end; and nobody acts after we return
      threads.forEach(Crew.Hand::interrupt);
      threads.forEach(Crew.Hand::join);
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
