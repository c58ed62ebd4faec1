package dev.drover.plan;

import dev.drover.graph.Graph;
import dev.drover.model.Host;
import dev.drover.model.Runbook;
import dev.drover.task.Observation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/**
 * What a run will do: every play with its hosts and their steps, in order. Data; nothing in it
 * acts.
 *
 * @param seed decides a shuffled order, so that the same plan can be made again
 * @param seen what was seen of machines and services, sorted; nothing before anybody has looked
 */
public record Plan(Runbook runbook, long seed, List<PlannedPlay> plays, List<Observation> seen) {

  public Plan {
    plays = List.copyOf(plays);
    seen = List.copyOf(seen);
  }

  /** A plan for which nobody has looked at anything. */
  Plan(Runbook runbook, long seed, List<PlannedPlay> plays) {
    this(runbook, seed, plays, List.of());
  }

  Plan with(List<PlannedPlay> other) {
    return new Plan(runbook, seed, other, seen);
  }

  Plan having(List<Observation> observations) {
    return new Plan(runbook, seed, plays, observations);
  }

  /**
   * This plan with every step replaced; one that runs once stays the same step in all its lanes.
   */
  Plan mapSteps(BiFunction<PlannedPlay, Step, Step> change) {
    Map<StepId, Step> once = new HashMap<>();
    return with(
        plays.stream()
            .map(play ->
                play.with(
                    play.lanes().stream()
                        .map(lane ->
                            new Lane(
                                lane.host(),
                                lane.flow()
                                    .map(step ->
                                        step.once()
                                            ? once.computeIfAbsent(
                                                step.id(), _ -> change.apply(play, step))
                                            : change.apply(play, step))))
                        .toList()))
            .toList());
  }

  /** Every step once, in the order of plays, hosts and tasks. */
  public List<Step> steps() {
    Set<StepId> once = new HashSet<>();
    return lanes()
        .flatMap(lane -> lane.steps().stream())
        .filter(step -> !step.once() || once.add(step.id()))
        .toList();
  }

  /** The step of an address. */
  public Optional<Step> step(String id) {
    return steps().stream().filter(step -> step.id().text().equals(id)).findFirst();
  }

  /** Every host that a step is for. */
  public List<Host> hosts() {
    return lanes().map(Lane::host).distinct().toList();
  }

  private Stream<Lane> lanes() {
    return plays.stream().flatMap(play -> play.lanes().stream());
  }

  /**
   * The execution graph: the steps of a host follow each other, those of parallel branches don't,
   * and a play follows the one before it. A rescue follows what it rescues, and what comes behind a
   * group follows both. The windows are not in it; they bound how much of it is walked at once.
   * Where many lanes follow many, a node with the name of the play stands between them, so that the
   * edges are no more than the steps.
   */
  public Graph<StepId> graph() {
    Graph<StepId> graph = new Graph<>();
    List<StepId> ends = List.of();
    for (PlannedPlay play : plays) {
      List<StepId> before =
          ends.size() > 1 && play.lanes().size() > 1 ? join(graph, ends, play) : ends;
      List<StepId> nextEnds = new ArrayList<>();
      for (Lane lane : play.lanes()) {
        if (!lane.steps().isEmpty()) {
          nextEnds.addAll(lane.flow().connect(graph, before));
        }
      }
      ends = nextEnds.isEmpty() ? ends : nextEnds;
    }
    return graph;
  }

  private static List<StepId> join(Graph<StepId> graph, List<StepId> ends, PlannedPlay play) {
    StepId joint = new StepId(play.play().id());
    ends.forEach(end -> graph.connect(end, joint));
    return List.of(joint);
  }
}
