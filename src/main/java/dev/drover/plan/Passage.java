package dev.drover.plan;

import dev.drover.task.Bracket;
import dev.drover.task.BracketEffect;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How a host may stand, in service or out of it, as its lane is walked. Where only the run knows
 * whether a step runs, both are possible; a step that closes under the conditions, or fewer, under
 * which the host was taken out runs if that ran.
 */
final class Passage {

  /** A host that may be in service, out of it, or both, as bits. */
  static final int IN = 1;

  static final int OUT = 2;

  private final String host;
  private final boolean failing;
  private final boolean elsewhere;

  /** Conditions under which it was taken out, if it is. */
  private Set<String> conditions = new HashSet<>();

  private int standing;

  /** How it may have stood at any time since that was last asked. */
  private int seen;

  /** How it may have stood between two of the steps that run once for all, in order. */
  private final List<Integer> parts = new ArrayList<>();

  /**
   * For the lane of a host.
   *
   * @param elsewhere whether other lanes may do what is done once for all before this one
   * @param failing whether the ways count on which steps fail and the lane goes on
   */
  private Passage(String host, int before, boolean elsewhere, boolean failing) {
    this.host = host;
    this.elsewhere = elsewhere;
    this.failing = failing;
    this.standing = before;
    this.seen = before;
  }

  /**
   * What becomes of a lane.
   *
   * @param parts how the host may stand in each part of it; a part ends where something runs once
   * @param after how it may stand at the end
   */
  record Course(List<Integer> parts, int after) {
    Course {
      parts = List.copyOf(parts);
    }

    /** Whether it may be out of service at some time until the end of a part. */
    boolean mayBeOut(int until) {
      return parts.subList(0, until + 1).stream().anyMatch(Passage::mayBeOut);
    }

    /** Whether it may be out of service at any time. */
    boolean mayBeOut() {
      return mayBeOut(parts.size() - 1);
    }
  }

  static boolean mayBeOut(int standing) {
    return (standing & OUT) != 0;
  }

  /** Walks a lane whose host may stand as {@code before} says. */
  static Course of(Lane lane, int before, boolean elsewhere, boolean failing) {
    Passage passage = new Passage(lane.host().name(), before, elsewhere, failing);
    passage.walk(lane.flow(), true);
    passage.endPart();
    return new Course(passage.parts, passage.standing);
  }

  /** What runs once for all, in the order in which every lane of a play comes to it. */
  static List<String> once(Flow flow) {
    return switch (flow) {
      case Flow.Single(Step step) -> step.once() ? List.of(step.id().text()) : List.of();
      case Flow.Once once -> List.of(once.group());
      case Flow.Sequence(List<Flow> parts) ->
          parts.stream().flatMap(part -> once(part).stream()).toList();
      case Flow.Parallel _, Flow.Guarded _, Flow.Retried _, Flow.Handlers _ -> List.of();
    };
  }

  private void endPart() {
    parts.add(seen);
    seen = standing;
  }

  /**
   * Walks on.
   *
   * @param top whether nothing but sequences is around it
   */
  private void walk(Flow flow, boolean top) {
    switch (flow) {
      case Flow.Single(Step step) -> {
        step(step);
        if (top && step.once()) {
          endPart();
        }
      }
      case Flow.Sequence(List<Flow> parts) -> parts.forEach(part -> walk(part, top));
      case Flow.Once once -> {
        walk(once.body(), false);
        if (top) {
          endPart();
        }
      }
      case Flow.Parallel(List<Flow> branches) -> parallel(branches);
      case Flow.Guarded guarded -> guarded(guarded);
      case Flow.Retried retried -> retried(retried);
      case Flow.Handlers place -> place.handlers().forEach(handler -> maybe(handler.body()));
    }
  }

  /** Something that is walked, or not. */
  private void maybe(Flow flow) {
    int before = standing;
    Set<String> under = conditions;
    walk(flow, false);
    stands(standing | before, both(under, before));
  }

  /** Branches that may do their steps in any order: each may be the last to do something. */
  private void parallel(List<Flow> branches) {
    List<Flow> moving = branches.stream().filter(this::moves).toList();
    if (moving.size() < 2) {
      moving.forEach(branch -> walk(branch, false));
      return;
    }
    int possible = standing;
    for (Flow branch : moving) {
      possible |= effects(branch.steps());
    }
    int after = 0;
    for (Flow branch : moving) {
      stands(possible, Set.of()); // others may have done anything of theirs by now
      walk(branch, false);
      after |= standing;
    }
    stands(after, Set.of());
  }

  private void guarded(Flow.Guarded guarded) {
    Optional<Flow> rescue = failing ? guarded.rescue() : Optional.empty();
    int ways = during(guarded.body());
    if (rescue.isPresent()) {
      int well = standing;
      Set<String> under = conditions;
      stands(ways, Set.of());
      walk(rescue.get(), false);
      stands(standing | well, both(under, well));
    }
    walk(guarded.always(), false);
  }

  /** A body may be walked again from where its end, or a failure in it, has left the host. */
  private void retried(Flow.Retried retried) {
    boolean again = failing || retried.retry().until().isPresent();
    int possible = standing;
    int before;
    int after = 0;
    do {
      before = possible;
      standing = possible;
      int ways = during(retried.body());
      after |= standing;
      possible |= failing ? ways : standing;
    } while (again && possible != before);
    stands(after, after == standing ? conditions : Set.of());
  }

  /** Walks a flow; answers how the host may have stood meanwhile. */
  private int during(Flow flow) {
    int earlier = seen;
    seen = standing;
    walk(flow, false);
    int ways = seen;
    seen |= earlier;
    return ways;
  }

  private boolean moves(Flow flow) {
    return effects(flow.steps()) != 0;
  }

  private int effects(List<Step> steps) {
    int effects = 0;
    for (Step step : steps) {
      effects |= (opens(step) ? OUT : 0) | (closes(step) ? IN : 0);
    }
    return effects;
  }

  private void step(Step step) {
    boolean sure =
        step.undecided().isEmpty()
            && !(step.once() && elsewhere)
            && !(failing && step.task().keywords().ignoreErrors());
    Set<String> under = Set.copyOf(step.undecided());
    if (opens(step)) {
      Set<String> both = mayBeOut(standing) ? both(conditions, standing, under) : under;
      stands(sure ? OUT : standing | OUT, sure ? Set.of() : both);
    }
    if (closes(step)) {
      boolean surely =
          sure || (!failing && !(step.once() && elsewhere) && conditions.containsAll(under));
      stands(surely ? IN : standing | IN, conditions);
    }
  }

  private void stands(int now, Set<String> under) {
    standing = now;
    seen |= now;
    conditions = under;
  }

  private Set<String> both(Set<String> under, int before) {
    return both(conditions, before, under);
  }

  /** Only what is true of both ways of having been taken out is known of it. */
  private static Set<String> both(Set<String> one, int before, Set<String> other) {
    if (!mayBeOut(before)) {
      return one;
    }
    Set<String> both = new HashSet<>(one);
    both.retainAll(other);
    return both;
  }

  private boolean opens(Step step) {
    return step.brackets().stream()
        .anyMatch(effect -> effect instanceof BracketEffect.Opens && isMine(effect.bracket()));
  }

  private boolean closes(Step step) {
    return step.brackets().stream()
        .anyMatch(effect -> effect instanceof BracketEffect.Closes && isMine(effect.bracket()));
  }

  private boolean isMine(Bracket bracket) {
    return bracket.type() == Bracket.Type.NODE_OUT_OF_SERVICE && bracket.subject().equals(host);
  }
}
