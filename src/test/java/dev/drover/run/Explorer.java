package dev.drover.run;

import dev.drover.model.Host;
import dev.drover.model.Order;
import dev.drover.model.Policy;
import dev.drover.plan.Flow;
import dev.drover.plan.Lane;
import dev.drover.plan.Plan;
import dev.drover.plan.PlannedPlay;
import dev.drover.plan.PlannedWindow.Wave;
import dev.drover.plan.Step;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Walks every way in which a run of a small plan may go if no step fails, one step of one lane at a
 * time, and remembers the most hosts that were out of service in any state. It knows nothing of how
 * {@link dev.drover.plan.Capacity} computes that number.
 */
final class Explorer {

  /** What is left of a lane; compared by identity, for the same thing is made only once. */
  private abstract static class Node {}

  /** A step. */
  private static final class Leaf extends Node {
    final List<String> conditions;
    final String subject;
    final boolean opens;
    final boolean closes;

    Leaf(Step step) {
      conditions = step.undecided();
      subject = step.host().name();
      opens = step.opens();
      closes = step.closes();
    }
  }

  private static final class Sequence extends Node {
    final List<Node> parts;

    Sequence(List<Node> parts) {
      this.parts = parts;
    }
  }

  private static final class Parallel extends Node {
    final List<Node> branches;

    Parallel(List<Node> branches) {
      this.branches = branches;
    }
  }

  /** Something that runs for all lanes in one. */
  private static final class Once extends Node {
    final String id;
    final String subject;
    final Node body;

    Once(String id, String subject, Node body) {
      this.id = id;
      this.subject = subject;
      this.body = body;
    }
  }

  /** Something that runs or doesn't. */
  private static final class Maybe extends Node {
    final Node body;

    Maybe(Node body) {
      this.body = body;
    }
  }

  private static final class Repeated extends Node {
    final Node body;

    Repeated(Node body) {
      this.body = body;
    }
  }

  /** Branches on their way: what is left of each. */
  private record Branches(List<List<Object>> rests) {}

  /** The end of something that runs once. */
  private record Ended(String id) {}

  /** Where the run stands. */
  private record State(
      int play,
      int wave,
      int left,
      List<Integer> waiting,
      Map<Integer, List<Object>> inWork,
      Set<String> out,
      Set<String> down,
      Map<String, Boolean> once,
      Map<String, Boolean> truth) {

    State at(Map<Integer, List<Object>> lanes) {
      return new State(play, wave, left, waiting, lanes, out, down, once, truth);
    }

    State with(int lane, List<Object> rest) {
      Map<Integer, List<Object>> lanes = new TreeMap<>(inWork);
      lanes.put(lane, rest);
      return at(lanes);
    }

    State out(Set<String> other) {
      return new State(play, wave, left, waiting, inWork, other, down, once, truth);
    }

    /** The host's lane has it in hand. */
    State handled(String host) {
      Set<String> others = new TreeSet<>(down);
      others.remove(host);
      return new State(play, wave, left, waiting, inWork, out, others, once, truth);
    }

    State once(String id, boolean ended) {
      Map<String, Boolean> more = new TreeMap<>(once);
      more.put(id, ended);
      return new State(play, wave, left, waiting, inWork, out, down, more, truth);
    }

    State knowing(String condition, boolean holds) {
      Map<String, Boolean> more = new TreeMap<>(truth);
      more.put(condition, holds);
      return new State(play, wave, left, waiting, inWork, out, down, once, more);
    }
  }

  /** What one strand may do next: the state after it, and what is left of the strand. */
  private record Move(State state, List<Object> rest) {}

  private final Plan plan;
  private final Policy policy;
  private final Set<String> found;
  private final Set<String> down;
  private final List<List<Node>> lanes = new ArrayList<>();
  private final Map<String, Node> aloneBodies = new HashMap<>();
  private final int limit;
  private int most;
  private boolean stuck;

  private Explorer(Plan plan, Set<String> found, Set<String> down, int limit) {
    this.plan = plan;
    this.policy = plan.runbook().policy();
    this.found = found;
    this.down = Set.copyOf(down);
    this.limit = limit;
    for (PlannedPlay play : plan.plays()) {
      lanes.add(play.lanes().stream().map(lane -> node(lane.flow(), false)).toList());
    }
  }

  /**
   * The most hosts that are out in any state; -1 if there are more states than {@code limit}.
   *
   * @param found hosts that are out before, and stay so
   */
  static int most(Plan plan, Set<String> found, int limit) {
    return of(plan, found, Set.of(), limit).most();
  }

  /**
   * What was found.
   *
   * @param most the most hosts that are out in any state; -1 if there are too many states
   * @param stuck whether there is a way that does not come to the end of the plan
   */
  record Explored(int most, boolean stuck) {}

  /**
   * Walks all ways.
   *
   * @param down hosts that are down before, until their lanes bring them back
   */
  static Explored of(Plan plan, Set<String> found, Set<String> down, int limit) {
    Explorer explorer = new Explorer(plan, found, down, limit);
    return new Explored(explorer.explore(), explorer.stuck);
  }

  private Node node(Flow flow, boolean alone) {
    return switch (flow) {
      case Flow.Single(Step step) ->
          step.once() && !alone
              ? new Once(step.id().text(), step.host().name(), body(step.id().text(), flow))
              : new Leaf(step);
      case Flow.Sequence(List<Flow> parts) -> new Sequence(nodes(parts, alone));
      case Flow.Parallel(List<Flow> branches) -> new Parallel(nodes(branches, alone));
      case Flow.Guarded guarded ->
          new Sequence(List.of(node(guarded.body(), alone), node(guarded.always(), alone)));
      case Flow.Retried retried ->
          retried.retry().until().isPresent()
              ? new Repeated(node(retried.body(), alone))
              : node(retried.body(), alone);
      case Flow.Once once ->
          alone
              ? node(once.body(), true)
              : new Once(once.group(), once.host().name(), body(once.group(), once.body()));
      case Flow.Handlers place ->
          new Sequence(
              place.handlers().stream()
                  .<Node>map(handler -> new Maybe(node(handler.body(), alone)))
                  .toList());
    };
  }

  private Node body(String id, Flow flow) {
    return aloneBodies.computeIfAbsent(id, _ -> node(flow, true));
  }

  private List<Node> nodes(List<Flow> flows, boolean alone) {
    return flows.stream().map(flow -> node(flow, alone)).toList();
  }

  private int explore() {
    Set<State> seen = new HashSet<>();
    Deque<State> todo = new ArrayDeque<>();
    State first = new State(-1, 0, 0, List.of(), Map.of(), Set.of(), down, Map.of(), Map.of());
    nextPlay(first).forEach(todo::add);
    most = found.size() + down.size();
    while (!todo.isEmpty()) {
      State state = todo.removeLast();
      if (!seen.add(state)) {
        continue;
      }
      if (seen.size() > limit) {
        return -1;
      }
      most = Math.max(most, allOut(state).size());
      List<State> next = next(state);
      stuck |= next.isEmpty() && !isEnd(state);
      todo.addAll(next);
    }
    return most;
  }

  private Set<String> allOut(State state) {
    Set<String> out = new TreeSet<>(state.out());
    out.addAll(found);
    out.addAll(state.down());
    return out;
  }

  private boolean isEnd(State state) {
    return state.play() == plan.plays().size() - 1
        && state.inWork().isEmpty()
        && state.waiting().isEmpty();
  }

  private List<State> next(State state) {
    List<State> next = new ArrayList<>();
    PlannedPlay play = plan.plays().get(state.play());
    List<Wave> waves = play.rolling().waves();
    if (state.wave() < waves.size()) {
      next.addAll(starts(state, play, waves.get(state.wave())));
    }
    state
        .inWork()
        .forEach((lane, rest) -> {
          if (rest.isEmpty()) {
            Map<Integer, List<Object>> others = new TreeMap<>(state.inWork());
            others.remove(lane);
            next.add(state.at(others));
          } else {
            moves(state, lane, rest)
                .forEach(move -> next.add(move.state().with(lane, move.rest())));
          }
        });
    if (state.inWork().isEmpty() && (state.left() == 0 || state.waiting().isEmpty())) {
      next.addAll(nextWave(state, play));
    }
    return next;
  }

  /** A wave has ended: the next begins, or the next play. */
  private List<State> nextWave(State state, PlannedPlay play) {
    int wave = state.wave() + 1;
    if (wave >= play.rolling().waves().size() || state.waiting().isEmpty()) {
      return nextPlay(state);
    }
    return List.of(
        new State(
            state.play(),
            wave,
            play.rolling().waves().get(wave).hosts(),
            state.waiting(),
            state.inWork(),
            state.out(),
            state.down(),
            state.once(),
            state.truth()));
  }

  private List<State> nextPlay(State state) {
    int next = state.play() + 1;
    if (next >= plan.plays().size()) {
      return List.of();
    }
    List<Integer> waiting = new ArrayList<>();
    PlannedPlay play = plan.plays().get(next);
    for (int i = 0; i < play.lanes().size(); i++) {
      waiting.add(i);
    }
    return List.of(
        new State(
            next,
            0,
            play.rolling().waves().isEmpty() ? 0 : play.rolling().waves().getFirst().hosts(),
            waiting,
            new TreeMap<>(),
            state.out(),
            state.down(),
            Map.of(),
            Map.of()));
  }

  /** A lane starts: one that is out, else the first, or any if that is decided in the run. */
  private List<State> starts(State state, PlannedPlay play, Wave wave) {
    if (state.left() == 0 || state.inWork().size() >= wave.window()) {
      return List.of();
    }
    List<Integer> eligible =
        state.waiting().stream()
            .filter(lane -> mayStart(state, play, play.lanes().get(lane).host()))
            .toList();
    List<Integer> out =
        eligible.stream()
            .filter(lane -> state.out().contains(play.lanes().get(lane).host().name()))
            .toList();
    List<Integer> choices =
        !out.isEmpty()
            ? List.of(out.getFirst())
            : play.order() == Order.LEAST_BUSY ? eligible : eligible.stream().limit(1).toList();
    List<State> next = new ArrayList<>();
    for (Integer choice : choices) {
      Map<Integer, List<Object>> inWork = new TreeMap<>(state.inWork());
      inWork.put(choice, unfold(List.of(lanes.get(state.play()).get(choice))));
      List<Integer> waiting = new ArrayList<>(state.waiting());
      waiting.removeIf(choice::equals);
      next.add(
          new State(
              state.play(),
              state.wave(),
              state.left() - 1,
              waiting,
              inWork,
              state.out(),
              state.down(),
              state.once(),
              state.truth()));
    }
    return next;
  }

  private static boolean mayStart(State state, PlannedPlay play, Host host) {
    List<Host> busy = new ArrayList<>();
    state.inWork().keySet().forEach(lane -> busy.add(play.lanes().get(lane).host()));
    play.hosts().stream().filter(other -> state.out().contains(other.name())).forEach(busy::add);
    Map<String, String> domains = play.rolling().domains();
    return busy.stream()
        .allMatch(other -> Objects.equals(domains.get(host.name()), domains.get(other.name())));
  }

  /** What a strand may do; nothing if it waits. */
  private List<Move> moves(State state, int lane, List<Object> rest) {
    List<Object> tail = rest.subList(1, rest.size());
    return switch (rest.getFirst()) {
      case Leaf leaf -> leaf(state, leaf, tail);
      case Once once -> once(state, lane, once, tail);
      case Ended(String id) -> List.of(new Move(state.once(id, true), unfold(tail)));
      case Maybe maybe ->
          List.of(new Move(state, unfold(tail)), new Move(state, unfold(joined(maybe.body, tail))));
      case Repeated again ->
          List.of(
              new Move(state, unfold(joined(again.body, tail))),
              new Move(state, unfold(joined(again.body, rest))));
      case Branches branches -> branches(state, lane, branches, tail);
      default -> throw new IllegalStateException("not unfolded: " + rest);
    };
  }

  private List<Move> leaf(State state, Leaf leaf, List<Object> tail) {
    List<Move> moves = new ArrayList<>();
    List<Object> rest = unfold(tail);
    for (String condition : leaf.conditions) {
      String key = leaf.subject + " " + condition;
      Boolean holds = state.truth().get(key);
      if (holds == null) {
        List<Object> same = joined(leaf, tail);
        moves.add(new Move(state.knowing(key, true), same));
        moves.add(new Move(state.knowing(key, false), same));
        return moves;
      }
      if (!holds) {
        return List.of(new Move(state, rest)); // skipped
      }
    }
    if (leaf.opens && !mayLeave(state, leaf.subject)) {
      return List.of();
    }
    Set<String> out = new TreeSet<>(state.out());
    if (leaf.opens && !found.contains(leaf.subject)) {
      out.add(leaf.subject);
    }
    if (leaf.closes) {
      out.remove(leaf.subject);
    }
    State next = leaf.opens || leaf.closes ? state.handled(leaf.subject) : state;
    moves.add(new Move(next.out(out), rest));
    return moves;
  }

  private boolean mayLeave(State state, String host) {
    Set<String> out = allOut(state);
    List<Host> hosts = plan.plays().get(state.play()).hosts();
    long others = hosts.stream().filter(other -> out.contains(other.name())).count();
    boolean enoughStay = hosts.size() - others - 1 >= policy.minInService();
    boolean fewLeft =
        policy
            .maxOutOfService()
            .map(most ->
                most.percent()
                    ? (others + 1) * 100 <= (long) most.number() * hosts.size()
                    : others + 1 <= most.number())
            .orElse(true);
    return out.contains(host) || (enoughStay && fewLeft);
  }

  private List<Move> once(State state, int lane, Once once, List<Object> tail) {
    Boolean ended = state.once().get(once.id);
    if (ended != null) {
      return ended ? List.of(new Move(state, unfold(tail))) : List.of();
    }
    Lane own = plan.plays().get(state.play()).lanes().get(lane);
    return own.host().name().equals(once.subject) || !goesOn(state, once.subject)
        ? List.of(
            new Move(
                state.once(once.id, false),
                unfold(joined(once.body, joined(new Ended(once.id), tail)))))
        : List.of();
  }

  /** Whether a host's lane is in work and does not wait to leave service. */
  private boolean goesOn(State state, String host) {
    PlannedPlay play = plan.plays().get(state.play());
    return state.inWork().entrySet().stream()
        .filter(entry -> play.lanes().get(entry.getKey()).host().name().equals(host))
        .anyMatch(entry -> goesOn(state, entry.getValue()));
  }

  private boolean goesOn(State state, List<Object> rest) {
    if (!rest.isEmpty() && rest.getFirst() instanceof Branches(List<List<Object>> rests)) {
      return rests.stream().allMatch(List::isEmpty)
          || rests.stream().anyMatch(branch -> !branch.isEmpty() && goesOn(state, branch));
    }
    return rest.isEmpty()
        || !(rest.getFirst() instanceof Leaf leaf)
        || !leaf.opens
        || mayLeave(state, leaf.subject);
  }

  private List<Move> branches(State state, int lane, Branches branches, List<Object> tail) {
    if (branches.rests().stream().allMatch(List::isEmpty)) {
      return List.of(new Move(state, unfold(tail)));
    }
    List<Move> moves = new ArrayList<>();
    for (int i = 0; i < branches.rests().size(); i++) {
      List<Object> branch = branches.rests().get(i);
      if (!branch.isEmpty()) {
        for (Move move : moves(state, lane, branch)) {
          List<List<Object>> rests = new ArrayList<>(branches.rests());
          rests.set(i, move.rest());
          moves.add(new Move(move.state(), joined(new Branches(rests), tail)));
        }
      }
    }
    return moves;
  }

  private static List<Object> joined(Object head, List<Object> tail) {
    List<Object> all = new ArrayList<>();
    all.add(head);
    all.addAll(tail);
    return all;
  }

  /** Takes sequences apart at the head, so that there is something that can be done. */
  private static List<Object> unfold(List<?> rest) {
    List<Object> all = new ArrayList<>(rest);
    while (!all.isEmpty()) {
      if (all.getFirst() instanceof Sequence sequence) {
        all.removeFirst();
        all.addAll(0, sequence.parts);
      } else if (all.getFirst() instanceof Parallel parallel) {
        all.removeFirst();
        all.addFirst(
            new Branches(
                parallel.branches.stream().map(branch -> unfold(List.of(branch))).toList()));
        return all;
      } else {
        return all;
      }
    }
    return all;
  }
}
