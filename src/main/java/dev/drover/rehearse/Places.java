package dev.drover.rehearse;

import dev.drover.plan.Step;
import dev.drover.rehearse.Fault.Sort;
import dev.drover.schema.Bound;
import dev.drover.task.Kinds.Registered;
import dev.drover.task.NodeEffect;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The places at which a fault can strike a run, by what it did when nothing disturbed it. */
final class Places {

  private final Rehearsable site;
  private final Trace usual;

  Places(Rehearsable site, Trace usual) {
    this.site = site;
    this.usual = usual;
  }

  /** Those of a sort. */
  List<String> of(Sort sort) {
    return switch (sort) {
      case STEP_FAILS, STEP_TIMES_OUT -> usual.steps();
      case OPERATOR_STOPS, OPERATOR_ABORTS -> usual.steps();
      case OPERATOR_PAUSES, OPERATOR_STOPS_PAUSED, OPERATOR_RETRIES -> usual.steps();
      case STEP_FAILS_LATE, STEP_TIMES_OUT_LATE, OPERATOR_SKIPS -> steps(usual::changes);
      case HOST_LOST_AFTER, HOST_AWAY_AFTER, HOST_LOSES_POWER, DISK_FULL -> steps(usual::changes);
      case HOST_LOST_BEFORE, HOST_AWAY_BEFORE -> steps(step -> usual.touches(step) ? 1 : 0);
      case ANSWER_LOST -> steps(step -> usual.posts(step) ? 1 : 0);
      case BALANCER_FORGETS -> site.plan().plays().isEmpty() ? List.of() : steps(this::inRolling);
      case GATE_FLAPS -> steps(this::gates);
      case NODE_DIES, NODE_STUCK, NODE_ERROR -> nodes(NodeEffect.Starts.class);
      case NODE_IGNORES_STOP -> nodes(NodeEffect.Stops.class);
      case KILLED_BEFORE, KILLED_TORN, KILLED_AFTER, POWER_LOST -> usual.records();
      case KILLED_BETWEEN ->
          usual.steps().stream()
              .flatMap(step ->
                  IntStream.range(1, usual.changes(step)).mapToObj(number -> step + "#" + number))
              .toList();
    };
  }

  /** How much a step is one at which a fault can strike; 0 if it is none. */
  @FunctionalInterface
  private interface Weight {
    int of(String step);
  }

  private List<String> steps(Weight weight) {
    return usual.steps().stream().filter(step -> weight.of(step) > 0).toList();
  }

  private int inRolling(String id) {
    return step(id)
        .filter(step ->
            site.plan().steps().stream()
                .anyMatch(
                    other -> other.opens() && !other.once() && other.host().equals(step.host())))
        .map(_ -> 1)
        .orElse(0);
  }

  private int gates(String id) {
    return step(id)
        .filter(step ->
            step.arguments() instanceof Bound.Ready<?> ready
                && isGate(step.kind(), ready.arguments()))
        .map(_ -> 1)
        .orElse(0);
  }

  private java.util.Optional<Step> step(String id) {
    return site.plan().step(id);
  }

  private static <A extends Record> boolean isGate(Registered<A> kind, Record arguments) {
    return kind.kind().isGate(kind.own(arguments));
  }

  private List<String> nodes(Class<? extends NodeEffect> effect) {
    return site.plan().steps().stream()
        .filter(step -> effects(step).anyMatch(effect::isInstance))
        .filter(step -> usual.steps().contains(step.id().text()))
        .map(step -> step.host().name())
        .distinct()
        .sorted()
        .toList();
  }

  private static Stream<NodeEffect> effects(Step step) {
    return step.arguments() instanceof Bound.Ready<?> ready
        ? effects(step.kind(), ready.arguments())
        : Stream.of();
  }

  private static <A extends Record> Stream<NodeEffect> effects(
      Registered<A> kind, Record arguments) {
    return kind.kind().nodeEffects(kind.own(arguments)).stream();
  }
}
