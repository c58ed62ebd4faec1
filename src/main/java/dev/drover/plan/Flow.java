package dev.drover.plan;

import dev.drover.graph.Graph;
import dev.drover.model.FlushHandlers;
import dev.drover.model.Host;
import dev.drover.model.Retry;
import dev.drover.model.TaskGroup;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The order of steps in a lane. The addresses of groups name them in the journal. */
public sealed interface Flow {

  /** One step. */
  record Single(Step step) implements Flow {}

  /** One part after the other. */
  record Sequence(List<Flow> parts) implements Flow {
    public Sequence {
      parts = List.copyOf(parts);
    }
  }

  /** All branches at the same time. */
  record Parallel(List<Flow> branches) implements Flow {
    public Parallel {
      branches = List.copyOf(branches);
    }
  }

  /**
   * A body, what is done if it fails, and what is done in any case.
   *
   * @param rescue empty if a failure of the body is one of the group
   */
  record Guarded(String group, Flow body, Optional<Flow> rescue, Flow always) implements Flow {}

  /**
   * A body that is repeated as a whole if it fails.
   *
   * @param node the group as it is written, for what names mean in its condition
   * @param host for whom names are looked up
   */
  record Retried(String group, Flow body, Retry retry, TaskGroup node, Host host) implements Flow {}

  /** Something that runs once for all lanes that it stands in, and in one of them. */
  record Once(String group, Host host, Flow body) implements Flow {}

  /**
   * The place at which handlers run that were notified by then.
   *
   * @param phase what tells it from other such places
   * @param place where it is written, for its conditions; empty at the end of a play
   */
  record Handlers(String phase, Host host, Optional<FlushHandlers> place, List<Handler> handlers)
      implements Flow {
    public Handlers {
      handlers = List.copyOf(handlers);
    }
  }

  /** A handler of a host. */
  record Handler(String address, Flow body) {}

  /** Nothing. */
  static Flow nothing() {
    return new Sequence(List.of());
  }

  /** The parts that this one is made of. */
  default List<Flow> inner() {
    return switch (this) {
      case Single _ -> List.of();
      case Sequence(List<Flow> parts) -> parts;
      case Parallel(List<Flow> branches) -> branches;
      case Guarded guarded ->
          guarded
              .rescue()
              .map(rescue -> List.of(guarded.body(), rescue, guarded.always()))
              .orElseGet(() -> List.of(guarded.body(), guarded.always()));
      case Retried retried -> List.of(retried.body());
      case Once once -> List.of(once.body());
      case Handlers place -> place.handlers().stream().map(Handler::body).toList();
    };
  }

  /** All its steps, those that may not run too, in the order written. */
  default List<Step> steps() {
    List<Step> steps = new ArrayList<>();
    collect(this, steps);
    return List.copyOf(steps);
  }

  private static void collect(Flow flow, List<Step> steps) {
    if (flow instanceof Single(Step step)) {
      steps.add(step);
    }
    flow.inner().forEach(part -> collect(part, steps));
  }

  /** The same with every step replaced. */
  default Flow map(UnaryOperator<Step> change) {
    return switch (this) {
      case Single(Step step) -> new Single(change.apply(step));
      case Sequence(List<Flow> parts) -> new Sequence(mapped(parts, change));
      case Parallel(List<Flow> branches) -> new Parallel(mapped(branches, change));
      case Guarded guarded ->
          new Guarded(
              guarded.group(),
              guarded.body().map(change),
              guarded.rescue().map(flow -> flow.map(change)),
              guarded.always().map(change));
      case Retried retried ->
          new Retried(
              retried.group(),
              retried.body().map(change),
              retried.retry(),
              retried.node(),
              retried.host());
      case Once once -> new Once(once.group(), once.host(), once.body().map(change));
      case Handlers handlers ->
          new Handlers(
              handlers.phase(),
              handlers.host(),
              handlers.place(),
              handlers.handlers().stream()
                  .map(handler -> new Handler(handler.address(), handler.body().map(change)))
                  .toList());
    };
  }

  private static List<Flow> mapped(List<Flow> flows, UnaryOperator<Step> change) {
    return flows.stream().map(flow -> flow.map(change)).toList();
  }

  /** Connects it in a graph behind what is before it; returns its own ends. */
  default List<StepId> connect(Graph<StepId> graph, List<StepId> before) {
    return switch (this) {
      case Flow.Single(Step step) -> {
        graph.add(step.id());
        before.forEach(id -> graph.connect(id, step.id()));
        yield List.of(step.id());
      }
      case Flow.Parallel(List<Flow> branches) ->
          branches.isEmpty()
              ? before
              : branches.stream()
                  .flatMap(branch -> branch.connect(graph, before).stream())
                  .distinct()
                  .toList();
      case Flow.Guarded guarded -> {
        List<StepId> done = guarded.body().connect(graph, before);
        List<StepId> ends = new ArrayList<>(done);
        guarded.rescue().ifPresent(rescue -> ends.addAll(rescue.connect(graph, done)));
        yield guarded.always().connect(graph, ends);
      }
      case Flow.Sequence _, Flow.Retried _, Flow.Once _, Flow.Handlers _ -> {
        List<StepId> ends = before;
        for (Flow part : inner()) {
          ends = part.connect(graph, ends);
        }
        yield ends;
      }
    };
  }
}
