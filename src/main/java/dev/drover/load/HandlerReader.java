package dev.drover.load;

import dev.drover.diag.Code;
import dev.drover.diag.Diagnostics;
import dev.drover.model.TaskNode;
import dev.drover.yaml.Node;
import dev.drover.yaml.Node.ListNode;
import dev.drover.yaml.Node.MapNode;
import dev.drover.yaml.Node.ScalarNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Reads the handlers of a play or of an included file. */
final class HandlerReader {

  private final Shared shared;
  private final Context context;
  private final Diagnostics diagnostics;

  HandlerReader(Shared shared, Context context) {
    this.shared = shared;
    this.context = context;
    this.diagnostics = shared.diagnostics();
  }

  /** Reads them, makes their names known in the context, and adds them to those of the play. */
  void read(Node handlers) {
    if (!(handlers instanceof ListNode list)) {
      diagnostics.error(
          Code.RUNBOOK_WRONG_TYPE,
          handlers.span(),
          "`handlers` must be a list",
          "begin each handler with `- name: …`");
      return;
    }
    List<Draft> drafts = new ArrayList<>();
    List<Set<String>> names = new ArrayList<>();
    for (Node item : list.items()) {
      Set<String> own = names(item);
      if (own.isEmpty()) {
        continue;
      }
      ListNode one = new ListNode(List.of(withoutListen(item)), item.span());
      for (Draft draft : new TaskReader(shared, context).drafts(one, "handlers")) {
        drafts.add(draft);
        names.add(own);
      }
    }
    List<String> ids =
        Ids.of(
            drafts.stream().map(draft -> draft.wishes().getFirst()).toList(),
            context.handlers().taken(),
            diagnostics);
    for (int i = 0; i < ids.size(); i++) {
      context.handlers().add(ids.get(i), names.get(i));
    }
    for (int i = 0; i < ids.size(); i++) {
      TaskNode handler = drafts.get(i).named(List.of(ids.get(i)).iterator());
      context.handlers().add(handler);
    }
  }

  private Set<String> names(Node item) {
    Set<String> names = new LinkedHashSet<>();
    if (item instanceof MapNode map) {
      Section section = new Section(map, "a handler", diagnostics);
      section.scalar("name").map(ScalarNode::text).ifPresent(names::add);
      section.scalar("id").map(ScalarNode::text).ifPresent(names::add);
      section.scalars("listen").forEach(topic -> names.add(topic.text()));
      if (names.isEmpty()) {
        diagnostics.error(
            Code.RUNBOOK_MISSING_KEY,
            map.span(),
            "a handler needs a `name`, by which tasks notify it",
            "write `name: …`");
      }
      if (section.has("include") || section.has("flush_handlers")) {
        diagnostics.error(
            Code.RUNBOOK_CONFLICT,
            map.span(),
            "a handler is a task or a group of tasks",
            "write the tasks themselves, or include a file that has `handlers`");
        return Set.of();
      }
    }
    return names;
  }

  private static Node withoutListen(Node item) {
    return item instanceof MapNode map
        ? new MapNode(
            map.entries().stream().filter(entry -> !entry.key().text().equals("listen")).toList(),
            map.span())
        : item;
  }
}
