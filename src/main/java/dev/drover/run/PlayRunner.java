package dev.drover.run;

import dev.drover.journal.Entry;
import dev.drover.model.Host;
import dev.drover.plan.Lane;
import dev.drover.plan.PlannedPlay;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** Runs a play: keeps its window full, taking the next host each time one ends. */
final class PlayRunner {

  /** A lane that ended, and how. */
  private record Ended(Lane lane, StepEnding ending) {}

  private final Running running;
  private final NextHost next;
  private final StepRunner steps;

  PlayRunner(Running running, NextHost next, StepRunner steps) {
    this.running = running;
    this.next = next;
    this.steps = steps;
  }

  /** Runs the play; returns the hosts that failed in it. */
  Set<Host> run(PlannedPlay play, Set<Host> givenUp) throws InterruptedException {
    List<Lane> waiting =
        new ArrayList<>(
            play.lanes().stream().filter(lane -> !givenUp.contains(lane.host())).toList());
    waiting.removeIf(this::isFinished);
    if (waiting.isEmpty() || running.stop().startsNothing()) {
      return Set.of();
    }
    running.ledger().write(new Entry.PlayBegan(running.now(), play.play().id()));
    return fillWindow(play, waiting);
  }

  private Set<Host> fillWindow(PlannedPlay play, List<Lane> waiting) throws InterruptedException {
    InService service =
        new InService(
            play.hosts(),
            running.plan().runbook().policy().minInService(),
            running.ledger().state());
    LaneRunner lanes = new LaneRunner(running, service, steps);
    BlockingQueue<Ended> ended = new LinkedBlockingQueue<>();
    List<Thread> threads = new ArrayList<>();
    Set<Host> failed = new HashSet<>();
    int inWork = 0;
    try {
      while (true) {
        while (inWork < play.window() && !waiting.isEmpty() && !running.stop().startsNothing()) {
          Lane lane = next.of(play, waiting);
          waiting.remove(lane);
          running.laneStarted(lane.host());
          threads.add(start(lanes, lane, ended));
          inWork++;
        }
        if (inWork == 0) {
          return failed;
        }
        Ended one = ended.take();
        inWork--;
        if (one.ending() == StepEnding.FAILED) {
          failed.add(one.lane().host());
        }
      }
    } finally {
      threads.forEach(Thread::interrupt); // none is left, unless this thread itself was interrupted
      for (Thread thread : threads) {
        joinThoroughly(thread);
      }
    }
  }

  private Thread start(LaneRunner lanes, Lane lane, BlockingQueue<Ended> ended) {
    return Thread.ofVirtual()
        .name(lane.host().name())
        .start(() -> {
          StepEnding ending = StepEnding.STOPPED;
          try {
            ending = lanes.run(lane);
          } catch (InterruptedException aborted) {
            Thread.currentThread().interrupt();
          } catch (RuntimeException | Error bug) {
            running.bug(bug);
          } finally {
            running.laneEnded(lane.host());
            ended.add(new Ended(lane, ending));
          }
        });
  }

  /**
   * Waits for a thread that has been told to end, even if this one is told to end too: nobody acts
   * after we return.
   */
  private static void joinThoroughly(Thread thread) {
    boolean interrupted = Thread.interrupted();
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException again) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean isFinished(Lane lane) {
    return lane.steps().stream()
        .allMatch(step -> running.ledger().state().isFinished(step.id().text()));
  }
}
