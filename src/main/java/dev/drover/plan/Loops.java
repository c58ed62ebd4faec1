package dev.drover.plan;

import dev.drover.diag.Code;
import dev.drover.diag.Diagnostics;
import dev.drover.expr.Conditions;
import dev.drover.expr.Resolution;
import dev.drover.expr.Scope;
import dev.drover.expr.Scope.Definition;
import dev.drover.expr.Scope.Known;
import dev.drover.expr.Value;
import dev.drover.expr.Value.Fields;
import dev.drover.expr.Value.Items;
import dev.drover.expr.Value.Nothing;
import dev.drover.expr.Values;
import dev.drover.model.Host;
import dev.drover.model.Iteration;
import dev.drover.model.Layer;
import dev.drover.model.Loop;
import dev.drover.model.Slug;
import dev.drover.model.TaskNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds the items that a task or a group is done for. */
final class Loops {

  private static final int LONGEST = 40;

  /** Fields that tell an item that is a map from others, the best first. */
  private static final List<String> TELLING = List.of("key", "id", "name", "host", "path");

  /**
   * One time that something is done.
   *
   * @param suffix what it adds to an id
   * @param label what it is called; empty if it is done once
   * @param layer the names of the item
   */
  record Once(String suffix, String label, Optional<Layer> layer, Optional<Iteration> iteration) {
    static final Once ALONE = new Once("", "", Optional.empty(), Optional.empty());
  }

  private final PlannedPlay play;
  private final StepBinder binder;
  private final Planning planning;

  /** Of a play, with the names that {@code binder} knows by then. */
  Loops(PlannedPlay play, StepBinder binder, Planning planning) {
    this.play = play;
    this.binder = binder;
    this.planning = planning;
  }

  PlannedPlay play() {
    return play;
  }

  Planning planning() {
    return planning;
  }

  /** How often and for what {@code node}, which stands in its layers, is done for a host. */
  List<Once> of(Optional<Loop> loop, TaskNode node, Host host) {
    if (loop.isEmpty()) {
      return List.of(Once.ALONE);
    }
    Scope scope = binder.scope(play, node, host);
    if (isSkipped(node, scope)) {
      // What it would go through may make no sense for this host.
      return List.of(new Once("", "", Optional.of(unknown(loop.get(), node)), Optional.empty()));
    }
    return switch (scope.resolve(loop.get().items(), planning.diagnostics())) {
      case Resolution.Ready ready ->
          each(loop.get(), node, scope, items(loop.get(), ready.value()));
      case Resolution.Later later -> {
        planning
            .diagnostics()
            .error(
                Code.LOOP_ITEMS,
                loop.get().items().span(),
                "the items of a loop must be known before the run, and `"
                    + String.join("`, `", later.names())
                    + "` is known only then",
                "loop over a list of the inventory, of parameters or of `vars`, or go through the"
                    + " result inside one `shell` task");
        yield List.of();
      }
      case Resolution.Wrong _ -> List.of();
    };
  }

  private static boolean isSkipped(TaskNode node, Scope scope) {
    return node.keywords().when().stream()
        .anyMatch(when ->
            Conditions.check(when, scope, new Diagnostics())
                && Conditions.restsOn(when, scope).isEmpty()
                && Conditions.isFalse(when, scope));
  }

  private static Layer unknown(Loop loop, TaskNode node) {
    Map<String, Definition> names = new LinkedHashMap<>();
    names.put(loop.variable(), new Scope.Later(Map.of()));
    loop.index().ifPresent(index -> names.put(index, new Scope.Later(Map.of())));
    return new Layer("loop of " + node.id(), names, Map.of());
  }

  /** A list is gone through item by item, a map by its keys and values. */
  private List<Value> items(Loop loop, Value value) {
    return switch (value) {
      case Items(List<Value> items) -> items;
      case Fields(Map<String, Value> fields) ->
          fields.entrySet().stream()
              .<Value>map(entry ->
                  Value.of(Map.of("key", Value.text(entry.getKey()), "value", entry.getValue())))
              .toList();
      case Nothing _ -> List.of();
      case Value.Text _, Value.Whole _, Value.Real _, Value.Truth _ -> {
        planning
            .diagnostics()
            .error(
                Code.LOOP_ITEMS,
                loop.items().span(),
                "a loop needs a list or a map, and this is " + Values.words(value),
                "write a list, for instance `[one, other]`");
        yield List.of();
      }
    };
  }

  private List<Once> each(Loop loop, TaskNode node, Scope scope, List<Value> items) {
    List<Once> passes = new ArrayList<>();
    Set<String> taken = new HashSet<>();
    for (int i = 0; i < items.size(); i++) {
      Value item = items.get(i);
      Map<String, Definition> names = new LinkedHashMap<>();
      names.put(loop.variable(), new Known(item));
      int index = i;
      loop.index().ifPresent(name -> names.put(name, new Known(Value.of(index))));
      String level = "loop of " + node.id();
      String telling = Values.isSecret(item) ? Integer.toString(i) : telling(item);
      String label =
          loop.label()
              .flatMap(text -> scope.with(level, names).text(text, planning.diagnostics()))
              .orElse(telling);
      passes.add(
          new Once(
              "." + free(telling, taken),
              label,
              Optional.of(new Layer(level, names, Map.of())),
              Optional.of(new Iteration(node.id(), i, loop.variable(), item))));
    }
    return passes;
  }

  /** What tells an item from others. */
  private static String telling(Value item) {
    if (item instanceof Fields(Map<String, Value> fields)) {
      return TELLING.stream()
          .map(fields::get)
          .filter(java.util.Objects::nonNull)
          .findFirst()
          .or(() -> fields.values().stream().findFirst())
          .map(Loops::telling)
          .orElse("empty");
    }
    if (item instanceof Items(List<Value> items)) {
      return String.join(" ", items.stream().map(Loops::telling).toList());
    }
    return Values.text(item);
  }

  private static String free(String telling, Set<String> taken) {
    String slug = Slug.of(telling.length() > LONGEST ? telling.substring(0, LONGEST) : telling);
    String free = slug;
    for (int i = 2; !taken.add(free); i++) {
      free = slug + "-" + i;
    }
    return free;
  }
}
