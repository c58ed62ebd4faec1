package dev.drover.run;

import dev.drover.journal.Entry;
import dev.drover.journal.RunState;
import dev.drover.plan.Plan;
import dev.drover.plan.PlannedPlay;
import dev.drover.plan.Results;
import dev.drover.plan.Step;
import dev.drover.task.Closing;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Goes through what is open when a run is over: closes what can be closed safely, and tells of the
 * rest why it stays open. What was opened last comes first, and nodes before what the whole cluster
 * rests on. After an abort nothing is closed any more.
 */
public final class Closings {

  /** Whether somebody lets it be closed. */
  @FunctionalInterface
  public interface Consent {
    /** Answers for one bracket. */
    boolean to(Entry.BracketOpened open) throws InterruptedException;
  }

  private final Running running;
  private final Results results;
  private final Progress progress;

  /** Of a run that no controller works on. */
  public Closings(String run, Plan plan, Ledger ledger, Stop stop, Means means, Progress progress) {
    this.running = new Running(run, plan, ledger, stop, means);
    this.results = Restored.of(running);
    this.progress = progress;
  }

  Closings(Running running, Results results, Progress progress) {
    this.running = running;
    this.results = results;
    this.progress = progress;
  }

  /**
   * Closes what is open, as far as that is safe.
   *
   * @param why why no step of the run will do that
   */
  public void close(String why, Consent consent) {
    for (Entry.BracketOpened open : inOrder(running.ledger().state())) {
      if (isAborted()) {
        String aborted = "the run was aborted before anybody looked whether it can be closed";
        leave(open, aborted, isInDoubt(open));
      } else {
        interruptibly(open, why, consent);
      }
    }
  }

  private static List<Entry.BracketOpened> inOrder(RunState state) {
    List<Entry.BracketOpened> open = new ArrayList<>(state.open().reversed());
    open.sort(Comparator.comparing(one -> one.bracket().type()));
    return open;
  }

  private boolean isAborted() {
    return running.stop().level() == Stop.Level.ABORT;
  }

  private void interruptibly(Entry.BracketOpened open, String why, Consent consent) {
    try {
      one(open, why, consent);
    } catch (InterruptedException aborted) {
      running.stop().ask(Stop.Level.ABORT, "it was aborted");
      leave(open, "closing it was cut short by an abort", true);
    }
  }

  private void one(Entry.BracketOpened open, String why, Consent consent)
      throws InterruptedException {
    Optional<PlannedPlay> play = play(open.step());
    Optional<Step> step = running.plan().step(open.step());
    if (play.isEmpty() || step.isEmpty()) {
      leave(open, "the step that opened it is no longer in the runbook", isInDoubt(open));
      return;
    }
    if (!consent.to(open)) {
      leave(open, "nobody said yes to closing it", isInDoubt(open));
      return;
    }
    write(new Entry.ClosingBegan(running.now(), open.bracket(), open.step(), why));
    switch (closing(new StepRunner(running, play.get(), results, progress), step.get(), open)) {
      case Closing.Closed closed ->
          write(
              new Entry.BracketClosed(
                  running.now(), open.bracket(), open.step(), false, masked(closed.summary())));
      case Closing.Left left -> {
        Entry.BracketOpened by = left.byGoingOn() ? open.closedBy(running.id()) : open;
        leave(by, masked(left.why()), !left.asItWas());
      }
    }
  }

  private Closing closing(StepRunner steps, Step step, Entry.BracketOpened open)
      throws InterruptedException {
    try {
      return steps.close(step, open.bracket());
    } catch (RuntimeException bug) { // the others are closed all the same, then it is thrown
      running.bug(bug);
      return Closing.unsure("an internal error: " + bug);
    }
  }

  private String masked(String words) {
    return running.means().masker().mask(words);
  }

  /** What an earlier attempt to close it has left in doubt stays so. */
  private boolean isInDoubt(Entry.BracketOpened open) {
    return running.ledger().state().undone(open.step()).isPresent();
  }

  private void leave(Entry.BracketOpened open, String why, boolean inDoubt) {
    write(
        new Entry.BracketLeft(
            running.now(), open.bracket(), open.step(), why, open.byHand(), inDoubt));
  }

  private void write(Entry entry) {
    running.ledger().write(entry);
  }

  private Optional<PlannedPlay> play(String step) {
    return running.plan().plays().stream()
        .filter(play ->
            play.lanes().stream()
                .flatMap(lane -> lane.steps().stream())
                .anyMatch(one -> one.id().text().equals(step)))
        .findFirst();
  }
}
