package dev.drover.load;

import dev.drover.diag.Code;
import dev.drover.diag.Diagnostics;
import dev.drover.diag.Suggestion;
import dev.drover.model.TaskNode;
import dev.drover.yaml.Node.ScalarNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The handlers of a play or an included file, by their names and by what they listen to. */
final class HandlerNames {

  private final Optional<HandlerNames> outer;
  private final Map<String, List<String>> ids = new LinkedHashMap<>();
  private final List<TaskNode> handlers = new ArrayList<>();
  private final Set<String> taken = new HashSet<>();

  /** None besides those of {@code outer}, which have less weight. */
  HandlerNames(Optional<HandlerNames> outer) {
    this.outer = outer;
  }

  /** Adds a handler to those of the play. */
  void add(TaskNode handler) {
    outer.ifPresentOrElse(more -> more.add(handler), () -> handlers.add(handler));
  }

  /** All handlers of the play, those of included files too, in the order in which they run. */
  List<TaskNode> handlers() {
    return outer.map(HandlerNames::handlers).orElse(handlers);
  }

  /** The ids of all handlers of the play. */
  Set<String> taken() {
    return outer.map(HandlerNames::taken).orElse(taken);
  }

  /** Lets a handler be notified by these names. */
  void add(String id, Set<String> names) {
    names.forEach(name -> ids.computeIfAbsent(name, _ -> new ArrayList<>()).add(id));
  }

  /** The ids of the handlers that are meant; an unknown name is reported. */
  List<String> ids(List<ScalarNode> names, Diagnostics diagnostics) {
    Set<String> found = new LinkedHashSet<>();
    for (ScalarNode name : names) {
      List<String> meant = find(name.text());
      if (meant.isEmpty()) {
        diagnostics.error(
            Code.HANDLER_UNKNOWN,
            name.span(),
            "no handler is named `" + name.text() + "` or listens to it",
            Suggestion.nearest(name.text(), names())
                .map(near -> "did you mean `" + near + "`?")
                .orElse("add it to the `handlers` of the play"));
      }
      found.addAll(meant);
    }
    return List.copyOf(found);
  }

  private List<String> find(String name) {
    List<String> own = ids.getOrDefault(name, List.of());
    return own.isEmpty() ? outer.map(more -> more.find(name)).orElse(List.of()) : own;
  }

  private Set<String> names() {
    Set<String> all = new TreeSet<>(ids.keySet());
    outer.ifPresent(more -> all.addAll(more.names()));
    return all;
  }
}
