package dev.drover.review;

import dev.drover.plan.Lane;
import dev.drover.plan.PlannedPlay;
import dev.drover.plan.Step;
import dev.drover.plan.StepState;
import dev.drover.review.PlanDocument.MomentView;
import dev.drover.review.PlanDocument.OutView;
import dev.drover.task.Bracket;
import dev.drover.task.BracketEffect;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Who is out of service from when until when: from the beginning of the step that takes a host out
 * to the end of the one that brings it back. Their order does not rest on how long steps take.
 */
final class Absences {

  /** A time out of service that has no end yet. */
  private record Out(int number, long from) {}

  /** When it was, in milliseconds. */
  private record Span(String host, long from, long until) {}

  /** Who leaves and comes back in a second. */
  private record Change(List<String> left, List<String> back) {
    Change() {
      this(new ArrayList<>(), new ArrayList<>());
    }
  }

  /** Hosts that somebody else had taken out: they are out all the time. */
  private final Set<String> found;

  /** Hosts that are down before: they are out until they come back for the first time. */
  private final Set<String> down;

  private final Map<String, Out> open = new HashMap<>();
  private final List<OutView> views = new ArrayList<>();
  private final List<Span> spans = new ArrayList<>();
  private final Set<String> outside = new LinkedHashSet<>();

  Absences(Set<String> found, Set<String> down) {
    this.found = Set.copyOf(found);
    this.down = Set.copyOf(down);
  }

  /** The hosts of a play that are out as it begins and that it may bring back. */
  void begin(PlannedPlay play) {
    outside.clear();
    play.hosts().stream()
        .map(host -> host.name())
        .filter(open::containsKey)
        .filter(host -> !found.contains(host))
        .forEach(outside::add);
  }

  Set<String> out() {
    return Set.copyOf(outside);
  }

  /** Whether the host of a lane is out when the lane has ended. */
  boolean staysOut(Lane lane) {
    String host = lane.host().name();
    boolean out = outside.contains(host);
    for (Step step : lane.steps()) {
      if (counts(step)) {
        for (BracketEffect effect : step.brackets()) {
          if (isService(effect) && effect.bracket().subject().equals(host)) {
            out = effect instanceof BracketEffect.Opens;
          }
        }
      }
    }
    return out && !found.contains(host);
  }

  /** A step that does not run, or only if others fail, takes nobody out. */
  private static boolean counts(Step step) {
    return !step.brackets().isEmpty()
        && step.place().rescues().isEmpty()
        && !(step.state() instanceof StepState.WillSkip);
  }

  private static boolean isService(BracketEffect effect) {
    return effect.bracket().type() == Bracket.Type.NODE_OUT_OF_SERVICE;
  }

  /** Notes what a step does to hosts that serve. */
  void note(PlannedPlay play, Step step, long begins, long ends) {
    if (!counts(step)) {
      return;
    }
    for (BracketEffect effect : step.brackets()) {
      String host = effect.bracket().subject();
      if (isService(effect)) {
        switch (effect) {
          case BracketEffect.Opens _ -> {
            if (!open.containsKey(host)) {
              open.put(host, new Out(views.size(), isOutBefore(host) ? 0 : begins));
              views.add(new OutView(host, play.play().id(), step.id().text(), "", 0));
            }
          }
          case BracketEffect.Closes _ -> {
            if (open.containsKey(host) && !found.contains(host)) {
              close(host, step, ends);
            }
          }
        }
      }
    }
  }

  private boolean isOutBefore(String host) {
    return found.contains(host)
        || (down.contains(host) && views.stream().noneMatch(view -> view.host().equals(host)));
  }

  private void close(String host, Step step, long ends) {
    Out out = open.remove(host);
    if (out == null) {
      return;
    }
    long until = Math.max(out.from(), ends); // branches side by side are walked one by one
    OutView view = views.get(out.number());
    views.set(
        out.number(),
        new OutView(
            host,
            view.play(),
            view.from(),
            step.id().text(),
            StepTimes.seconds(until - out.from())));
    spans.add(new Span(host, out.from(), until));
  }

  /** From which step to which. */
  List<OutView> views() {
    return List.copyOf(views);
  }

  /**
   * How many serve when; who comes back in the second in which he left is no news.
   *
   * @param hosts how many serve if none is out
   */
  List<MomentView> curve(int hosts) {
    Map<Long, Change> changes = new TreeMap<>();
    changes.put(0L, new Change());
    for (Span span : spans) {
      long from = StepTimes.seconds(span.from());
      long until = StepTimes.seconds(span.until());
      if (from < until) {
        at(changes, from).left().add(span.host());
        at(changes, until).back().add(span.host());
      }
    }
    for (OutView view : views) {
      if (view.until().isEmpty()) {
        Optional.ofNullable(open.get(view.host()))
            .map(out -> at(changes, StepTimes.seconds(out.from())))
            .ifPresent(change -> change.left().add(view.host()));
      }
    }
    down.stream()
        .filter(host -> views.stream().noneMatch(view -> view.host().equals(host)))
        .sorted()
        .forEach(host -> at(changes, 0).left().add(host)); // no lane takes it in hand
    List<MomentView> curve = new ArrayList<>();
    int serving = hosts;
    for (Map.Entry<Long, Change> change : changes.entrySet()) {
      serving += change.getValue().back().size() - change.getValue().left().size();
      curve.add(
          new MomentView(
              change.getKey(), serving, change.getValue().left(), change.getValue().back()));
    }
    return curve;
  }

  private static Change at(Map<Long, Change> changes, long second) {
    return changes.computeIfAbsent(second, _ -> new Change());
  }
}
