package dev.drover.plan;

import dev.drover.diag.Code;
import dev.drover.model.FlushHandlers;
import dev.drover.model.Host;
import dev.drover.model.Layer;
import dev.drover.model.TaskGroup;
import dev.drover.model.TaskNode;
import dev.drover.model.TaskSpec;
import dev.drover.model.Wiring;
import dev.drover.schema.Bound;
import dev.drover.task.Kind;
import dev.drover.task.Kinds.Registered;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Makes the steps of one lane. */
final class LaneSteps {

  private static final String HANDLERS = "handlers";

  /** Where a list of tasks stands: in which groups, and what these mean for its steps. */
  private record Position(List<String> prefix, List<Layer> layers, Place place) {

    String id(String own) {
      return prefix.isEmpty() ? own : String.join("/", prefix) + "/" + own;
    }

    Position in(String segment) {
      List<String> more = new ArrayList<>(prefix);
      more.add(segment);
      return new Position(more, layers, place);
    }

    Position with(Optional<Layer> layer) {
      List<Layer> more = new ArrayList<>(layers);
      layer.ifPresent(more::add);
      return new Position(prefix, more, place);
    }

    Position with(Place other) {
      return new Position(prefix, layers, other);
    }
  }

  private final Loops loops;
  private final PlannedPlay play;
  private final Host host;
  private final UnaryOperator<Step> made;

  /** For the lane of {@code host}; {@code made} is handed each step at once. */
  LaneSteps(Loops loops, Host host, UnaryOperator<Step> made) {
    this.loops = loops;
    this.play = loops.play();
    this.host = host;
    this.made = made;
  }

  Flow flow() {
    List<Flow> parts =
        new ArrayList<>(all(play.play().tasks(), new Position(List.of(), List.of(), Place.TOP)));
    if (!play.play().handlers().isEmpty()) {
      parts.add(handlers(HANDLERS, HANDLERS, Optional.empty()));
    }
    return new Flow.Sequence(parts);
  }

  private List<Flow> all(List<TaskNode> nodes, Position position) {
    List<Flow> flows = new ArrayList<>();
    nodes.forEach(node -> flows.addAll(each(node, position)));
    return flows;
  }

  /** A part for each item of its loop. */
  private List<Flow> each(TaskNode node, Position position) {
    List<Flow> flows = new ArrayList<>();
    switch (node) {
      case TaskSpec task ->
          loops
              .planning()
              .kinds()
              .find(task.kind())
              .ifPresent(kind -> {
                Host subject = isOnce(task) ? play.lanes().getFirst().host() : host;
                for (Loops.Once once :
                    loops.of(task.wiring().loop(), at(task, position), subject)) {
                  flows.add(new Flow.Single(step(task, kind, subject, position, once)));
                }
              });
      case TaskGroup group -> {
        Host subject = isOnce(group) ? play.lanes().getFirst().host() : host;
        TaskGroup placed = group.in(position.layers());
        for (Loops.Once once : loops.of(group.loop(), placed, subject)) {
          flows.add(group(placed, position, once));
        }
      }
      case FlushHandlers flush ->
          flows.add(
              handlers(
                  position.id(flush.id()), flush.name(), Optional.of(flush.in(position.layers()))));
    }
    return flows;
  }

  private static TaskSpec at(TaskSpec task, Position position) {
    return task.at(
        position.id(task.id()),
        task.name(),
        new Wiring(
            task.wiring().loop(), task.wiring().notifies(), position.layers(), Optional.empty()));
  }

  private Step step(
      TaskSpec task, Registered<?> kind, Host subject, Position position, Loops.Once once) {
    String id = position.id(task.id()) + once.suffix();
    TaskSpec placed =
        task.at(
            id,
            once.label().isEmpty() ? task.name() : task.name() + " (" + once.label() + ")",
            new Wiring(
                task.wiring().loop(),
                task.wiring().notifies(),
                position.with(once.layer()).layers(),
                once.iteration()));
    String owner = play.play().id();
    List<String> notifies =
        task.wiring().notifies().stream()
            .map(handler -> StepId.of(owner, HANDLERS + "/" + handler, subject).text())
            .toList();
    Place place = position.place();
    Step step =
        new Step(
            isOnce(task) ? StepId.once(owner, id) : StepId.of(owner, id, host),
            placed,
            kind,
            subject,
            isOnce(task),
            new Bound.Later<>(Set.of()),
            List.of(),
            place
                .reserve()
                .<StepState>map(StepState.StandsBy::new)
                .orElse(new StepState.NotLooked()),
            new Place(place.path(), place.reserve(), place.rescues(), place.mayFail(), notifies),
            List.of());
    return made.apply(step);
  }

  private Flow group(TaskGroup group, Position position, Loops.Once once) {
    boolean alone = isOnce(group);
    String segment = group.id() + once.suffix();
    String id = position.id(segment);
    String address =
        alone
            ? StepId.once(play.play().id(), id).text()
            : StepId.of(play.play().id(), id, host).text();
    boolean guarded = !group.rescue().isEmpty() || !group.always().isEmpty();
    List<String> path = new ArrayList<>(position.place().path());
    if (group.named() || guarded || group.parallel() || group.retry().isPresent()) {
      path.add(once.label().isEmpty() ? group.name() : group.name() + " (" + once.label() + ")");
    }
    Position inside =
        (group.named() ? position.in(segment) : position)
            .with(once.layer())
            .with(group.inclusion());
    Flow flow = body(group, inside, path);
    if (group.retry().isPresent()) {
      flow =
          new Flow.Retried(
              address, flow, group.retry().get(), group.in(inside.layers()), subject(alone));
      if (!alone) {
        refuseOnce(group, flow);
      }
    }
    if (guarded) {
      flow = guarded(group, inside, path, address, flow);
      if (!group.rescue().isEmpty() && !alone) {
        refuseOnce(group, flow);
      }
    }
    return alone && (guarded || group.retry().isPresent())
        ? new Flow.Once(address, subject(true), flow)
        : flow;
  }

  private Host subject(boolean once) {
    return once ? play.lanes().getFirst().host() : host;
  }

  private Flow body(TaskGroup group, Position inside, List<String> path) {
    Place place = inside.place();
    boolean mayFail = place.mayFail() || !group.rescue().isEmpty() || group.retry().isPresent();
    List<Flow> body =
        all(
            group.body(),
            inside.with(new Place(path, place.reserve(), place.rescues(), mayFail, List.of())));
    return group.parallel() ? new Flow.Parallel(body) : new Flow.Sequence(body);
  }

  private Flow guarded(
      TaskGroup group, Position inside, List<String> path, String address, Flow body) {
    Place place = inside.place();
    String why =
        group.named()
            ? "only if `" + group.name() + "` fails"
            : "only if a task of its block fails";
    Place rescuing =
        new Place(
            longer(path, "rescue"),
            Optional.of(why),
            Optional.of(address),
            place.mayFail(),
            List.of());
    Place closing =
        new Place(
            longer(path, "always"), place.reserve(), place.rescues(), place.mayFail(), List.of());
    Optional<Flow> rescue =
        group.rescue().isEmpty()
            ? Optional.empty()
            : Optional.of(new Flow.Sequence(all(group.rescue(), inside.with(rescuing))));
    Flow always = new Flow.Sequence(all(group.always(), inside.with(closing)));
    return new Flow.Guarded(address, body, rescue, always);
  }

  private static List<String> longer(List<String> path, String last) {
    List<String> more = new ArrayList<>(path);
    more.add(last);
    return more;
  }

  private Flow handlers(String phase, String name, Optional<FlushHandlers> written) {
    List<Flow.Handler> handlers = new ArrayList<>();
    for (TaskNode node : play.play().handlers()) {
      Place place =
          new Place(
              List.of(name),
              Optional.of("notified by " + notifiers(node)),
              Optional.empty(),
              false,
              List.of());
      Flow flow = new Flow.Sequence(each(node, new Position(List.of(phase), node.layers(), place)));
      refuseOnce(node, flow);
      handlers.add(
          new Flow.Handler(
              StepId.of(play.play().id(), HANDLERS + "/" + node.id(), host).text(), flow));
    }
    return new Flow.Handlers(
        StepId.of(play.play().id(), phase, host).text(), host, written, handlers);
  }

  private String notifiers(TaskNode handler) {
    List<String> names =
        java.util.stream.Stream.concat(
                play.play().tasks().stream(), play.play().handlers().stream())
            .flatMap(TaskNode::tasks)
            .filter(task -> task.wiring().notifies().contains(handler.id()))
            .map(task -> "`" + task.name() + "`")
            .distinct()
            .toList();
    return names.isEmpty() ? "nobody" : String.join(", ", names);
  }

  /** What is repeated, or notified, for each host by itself can't run once for all. */
  private void refuseOnce(TaskNode node, Flow flow) {
    if (play.lanes().size() == 1) {
      return;
    }
    flow.steps().stream()
        .filter(Step::once)
        .findFirst()
        .ifPresent(step ->
            loops
                .planning()
                .diagnostics()
                .error(
                    Code.RUNBOOK_CONFLICT,
                    step.task().span(),
                    "`"
                        + step.task().name()
                        + "` runs once for all hosts, and `"
                        + node.name()
                        + "` around it is done for each host by itself",
                    node instanceof TaskGroup group
                            && (group.retry().isPresent() || !group.rescue().isEmpty())
                        ? "write `run_once: true` on the group, or take the task out of it"
                        : "make it a task of a play of its own"));
  }

  private boolean isOnce(TaskSpec task) {
    return task.keywords().runOnce()
        || loops
            .planning()
            .kinds()
            .find(task.kind())
            .map(kind -> kind.about().scope() == Kind.Scope.ONCE)
            .orElse(false);
  }

  private boolean isOnce(TaskGroup group) {
    List<TaskSpec> tasks = group.tasks().toList();
    return !tasks.isEmpty() && tasks.stream().allMatch(this::isOnce);
  }
}
