package dev.drover.journal;

import dev.drover.task.Bracket;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Where a run stands: the sum of its journal's entries. */
public final class RunState {

  private final Map<String, Entry.StepEnded> ended = new LinkedHashMap<>();
  private final Map<String, Entry.StepBegan> inDoubt = new LinkedHashMap<>();
  private final Map<String, Entry.StepBegan> lastBegun = new LinkedHashMap<>();
  private final Set<String> unheard = new HashSet<>();
  private final BracketState brackets = new BracketState();
  private final GroupState groups = new GroupState();
  private final Asked asked = new Asked();
  private final List<Entry.PlanSigned> signed = new ArrayList<>();
  private final List<Entry.HostChosen> chosen = new ArrayList<>();
  private final Set<String> taken = new HashSet<>();
  private final Set<String> setAside = new HashSet<>();
  private final Map<String, Map<String, Object>> facts = new LinkedHashMap<>();
  private Optional<Entry.RunBegan> began = Optional.empty();
  private Optional<Entry.RunEnded> end = Optional.empty();

  /** The state after {@code entries}. */
  public static RunState of(List<Entry> entries) {
    RunState state = new RunState();
    entries.forEach(state::apply);
    return state;
  }

  /** Takes one more entry into account. */
  public synchronized void apply(Entry entry) {
    switch (entry) {
      case Entry.RunBegan first -> {
        began = Optional.of(first);
        brackets.began(first);
      }
      case Entry.RunResumed again -> {
        brackets.attempt(again.by());
        end = Optional.empty();
        groups.resumed();
        asked.resumed();
        setAside.clear();
      }
      case Entry.PlayBegan _, Entry.SoakBegan _, Entry.SoakEnded _ -> {}
      case Entry.NoticeLost _ -> {}
      case Entry.PauseAsked pause -> asked.pause(pause);
      case Entry.StopAsked stop -> asked.stop(stop);
      case Entry.ContinueAsked _ -> asked.goOn();
      case Entry.SkipAsked skip -> asked.skip(skip);
      case Entry.RetryAsked retry -> asked.retry(retry);
      case Entry.LeaseLost lost -> asked.lost(lost);
      case Entry.LeaseTaken _, Entry.LeaseReleased _ -> {}
      case Entry.PlanSigned one -> signed.add(one);
      case Entry.PolicyNoted policy -> {
        if (policy.setAside()) {
          setAside.add(policy.policy());
        }
      }
      case Entry.HostChosen host -> {
        chosen.add(host);
        taken.add(host.host());
      }
      case Entry.HostDown host -> brackets.down(host);
      case Entry.HostServes host -> brackets.serves(host);
      case Entry.FactsGathered told -> facts.put(told.host(), told.facts());
      case Entry.RescueBegan rescue -> groups.rescue(rescue);
      case Entry.GroupRepeated repeated -> {
        groups.repeat(repeated);
        ended.keySet().removeAll(repeated.steps());
      }
      case Entry.GroupHeld group -> groups.hold(group);
      case Entry.GroupFailed group -> groups.fail(group);
      case Entry.HandlerNotified handler -> groups.notify(handler);
      case Entry.HandlerStarted handler -> groups.start(handler);
      case Entry.StepBegan step -> {
        inDoubt.put(step.step(), step);
        lastBegun.put(step.step(), step);
        asked.began(step.step());
      }
      case Entry.StepEnded step -> {
        inDoubt.remove(step.step());
        asked.ended(step.step());
        ended.put(step.step(), step);
        if (step.unheard()) {
          unheard.add(step.step());
        } else {
          unheard.remove(step.step());
        }
        brackets.ended(step);
      }
      case Entry.BracketOpened bracket -> brackets.open(bracket);
      case Entry.BracketClosed bracket -> brackets.closed(bracket);
      case Entry.ClosingBegan closing -> brackets.closing(closing);
      case Entry.BracketLeft left -> brackets.left(left);
      case Entry.RunEnded last -> end = Optional.of(last);
    }
  }

  /** How the run began; empty for a journal that was cut before that was written. */
  public synchronized Optional<Entry.RunBegan> began() {
    return began;
  }

  /** The signatures of its plan, if it had to be signed. */
  public synchronized List<Entry.PlanSigned> signed() {
    return List.copyOf(signed);
  }

  /** How the run ended; empty while it goes on, and if it was cut off. */
  public synchronized Optional<Entry.RunEnded> end() {
    return end;
  }

  /** How a step ended last, if it did. */
  public synchronized Optional<Entry.StepEnded> ended(String step) {
    return Optional.ofNullable(ended.get(step));
  }

  /** True if a step need not be run again. */
  public synchronized boolean isFinished(String step) {
    Entry.StepEnded last = ended.get(step);
    return last != null
        && !inDoubt.containsKey(step)
        && (last.ending() != Entry.Ending.FAILED || groups.isRescued(step));
  }

  /** True if a step was begun and nobody knows how it ended. */
  public synchronized boolean isInDoubt(String step) {
    return inDoubt.containsKey(step);
  }

  /** How a step was begun last, whether it has ended or not. */
  public synchronized Optional<Entry.StepBegan> lastBegun(String step) {
    return Optional.ofNullable(lastBegun.get(step));
  }

  /**
   * True if something that a step has begun may have run on when nobody listened any more: the run
   * was cut off, or the connection was.
   */
  public synchronized boolean mayRunOn(String step) {
    return inDoubt.containsKey(step) || unheard.contains(step);
  }

  /** The steps that were begun and have not ended, in that order. */
  public synchronized List<Entry.StepBegan> begunSteps() {
    return List.copyOf(inDoubt.values());
  }

  /** Who paused the run; empty if it goes on. */
  public synchronized Optional<Entry.PauseAsked> paused() {
    return asked.paused();
  }

  /** Who asked this attempt last to stop; empty if nobody has. */
  public synchronized Optional<Entry.StopAsked> stopping() {
    return asked.stopping();
  }

  /** Which lease this attempt lost first; empty if it has lost none. */
  public synchronized Optional<Entry.LeaseLost> leaseLost() {
    return asked.leaseLost();
  }

  /** Who wants a step skipped that has not ended since. */
  public synchronized Optional<Entry.SkipAsked> toBeSkipped(String step) {
    return asked.skip(step);
  }

  /** Whether somebody has asked what becomes of a step, and nothing has become of it since. */
  public synchronized boolean isAskedFor(String step) {
    return asked.concerns(step);
  }

  /** All steps that ended, in that order. */
  public synchronized List<Entry.StepEnded> endedSteps() {
    return List.copyOf(ended.values());
  }

  /** What is open, in the order of opening. */
  public synchronized List<Entry.BracketOpened> open() {
    return brackets.open();
  }

  /** True if the run has this bracket open. */
  public synchronized boolean isOpen(Bracket bracket) {
    return brackets.isOpen(bracket);
  }

  /** Who worked on the run when it opened this; empty in a journal that does not tell. */
  public synchronized String owner(Bracket bracket) {
    return brackets.owner(bracket);
  }

  /** Why this was not closed when the run ended last; empty if nobody has tried. */
  public synchronized Optional<Entry.BracketLeft> left(Bracket bracket) {
    return brackets.left(bracket);
  }

  /**
   * What a finished step had opened, and the run has closed by itself since, or begun to: the step
   * must open it again before others that rest on it run. Empty if nothing is.
   */
  public synchronized Optional<Bracket> undone(String step) {
    return brackets.undone(step);
  }

  /** How the rescue of a group began, if it did. */
  public synchronized Optional<Entry.RescueBegan> rescue(String group) {
    return groups.rescue(group);
  }

  /** True if a step failed and a rescue has begun to mend that. */
  public synchronized boolean isRescued(String step) {
    return groups.isRescued(step);
  }

  /** How often a group has been repeated. */
  public synchronized int repeats(String group) {
    return groups.repeats(group);
  }

  /** True if the condition of a group that is repeated has held. */
  public synchronized boolean isHeld(String group) {
    return groups.isHeld(group);
  }

  /** The groups whose conditions never held. */
  public synchronized List<Entry.GroupFailed> failedGroups() {
    return groups.failed();
  }

  /** The handlers that were notified and have not begun since. */
  public synchronized List<Entry.HandlerNotified> notified() {
    return groups.notified();
  }

  /** True if a handler was notified and has not begun since. */
  public synchronized boolean isNotified(String handler) {
    return groups.isNotified(handler);
  }

  /** True if a handler has begun at a place of its play. */
  public synchronized boolean isStarted(String phase, String handler) {
    return groups.isStarted(phase, handler);
  }

  /** True if the run found this already so, and leaves it. */
  public synchronized boolean wasFound(Bracket bracket) {
    return brackets.wasFound(bracket);
  }

  /** What the run found already so, and leaves. */
  public synchronized Set<Bracket> found() {
    return brackets.found();
  }

  /** The hosts that were down as the run began and have not served since, with what was seen. */
  public synchronized Map<String, String> down() {
    return brackets.down();
  }

  /** The hosts that were taken, in that order. */
  public synchronized List<Entry.HostChosen> chosen() {
    return List.copyOf(chosen);
  }

  /** True if a host was taken in any play. */
  public synchronized boolean isTaken(String host) {
    return taken.contains(host);
  }

  /** How many hosts were taken, each counted once. */
  public synchronized int taken() {
    return taken.size();
  }

  /** True if the operator has asked, for this attempt, that a policy does not count. */
  public synchronized boolean isSetAside(String policy) {
    return setAside.contains(policy);
  }

  /** What hosts have told of themselves, by their names. */
  public synchronized Map<String, Map<String, Object>> facts() {
    return Map.copyOf(facts);
  }
}
