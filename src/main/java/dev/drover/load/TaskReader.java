package dev.drover.load;

import dev.drover.diag.Code;
import dev.drover.diag.Diagnostics;
import dev.drover.diag.Span;
import dev.drover.diag.Suggestion;
import dev.drover.model.Keywords;
import dev.drover.model.TaskSpec;
import dev.drover.schema.Binder;
import dev.drover.task.Kinds;
import dev.drover.yaml.Node;
import dev.drover.yaml.Node.Entry;
import dev.drover.yaml.Node.ListNode;
import dev.drover.yaml.Node.MapNode;
import dev.drover.yaml.Node.ScalarNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** Reads the tasks of a play. */
final class TaskReader {

  /** A task that has no id yet. */
  private record Draft(Ids.Wish wish, String kind, Node arguments, Keywords keywords, Span span) {}

  private final Kinds kinds;
  private final Keywords outer;
  private final Diagnostics diagnostics;

  /** Reads tasks to which {@code outer} is handed down. */
  TaskReader(Kinds kinds, Keywords outer, Diagnostics diagnostics) {
    this.kinds = kinds;
    this.outer = outer;
    this.diagnostics = diagnostics;
  }

  List<TaskSpec> read(Node tasks) {
    if (!(tasks instanceof ListNode list)) {
      diagnostics.error(
          Code.RUNBOOK_WRONG_TYPE,
          tasks.span(),
          "`tasks` must be a list",
          "begin each task with `- `");
      return List.of();
    }
    List<Draft> drafts = new ArrayList<>();
    list.items().forEach(item -> draft(item).ifPresent(drafts::add));
    List<String> ids = Ids.of(drafts.stream().map(Draft::wish).toList(), diagnostics);
    List<TaskSpec> specs = new ArrayList<>();
    for (int i = 0; i < drafts.size(); i++) {
      Draft draft = drafts.get(i);
      specs.add(
          new TaskSpec(
              ids.get(i),
              draft.wish().name(),
              draft.kind(),
              draft.arguments(),
              draft.keywords(),
              draft.span()));
    }
    return specs;
  }

  private Optional<Draft> draft(Node item) {
    if (!(item instanceof MapNode map)) {
      String word = item instanceof ScalarNode scalar ? scalar.text() : "kind";
      diagnostics.error(
          Code.RUNBOOK_WRONG_TYPE, item.span(), "a task is a map", "write `- " + word + ": {}`");
      return Optional.empty();
    }
    Section section = new Section(map, "a task", diagnostics);
    Optional<String> name = section.text("name");
    Optional<ScalarNode> id = section.scalar("id");
    Keywords keywords = new KeywordReader(diagnostics).ofTask(section, outer);
    Optional<Entry> kind = kind(section);
    if (kind.isEmpty()) {
      return Optional.empty();
    }
    String word = kind.get().key().text();
    Node arguments = kind.get().value();
    kinds.find(word).ifPresent(found -> Binder.check(found.arguments(), arguments, diagnostics));
    return Optional.of(
        new Draft(
            new Ids.Wish(id, name.orElse(word)),
            word,
            arguments,
            keywords,
            kind.get().key().span()));
  }

  /** The one key that is no keyword. */
  private Optional<Entry> kind(Section section) {
    List<Entry> known = new ArrayList<>();
    boolean unknown = false;
    for (Entry entry : section.rest()) {
      if (kinds.find(entry.key().text()).isPresent()) {
        known.add(entry);
      } else {
        unknown = true;
        unknown(entry.key(), section);
      }
    }
    if (known.size() > 1) {
      diagnostics.error(
          Code.RUNBOOK_CONFLICT,
          known.get(1).key().span(),
          "a task has one kind, and this one has `"
              + known.get(0).key().text()
              + "` and `"
              + known.get(1).key().text()
              + "`",
          "begin a task of its own with `- " + known.get(1).key().text() + ": …`");
    } else if (known.isEmpty() && !unknown) {
      diagnostics.error(
          Code.RUNBOOK_MISSING_KEY,
          section.span(),
          "this task has no kind, so it does nothing",
          "write what it does, for instance `command: [uptime]`");
    }
    return known.size() == 1 ? Optional.of(known.getFirst()) : Optional.empty();
  }

  private void unknown(ScalarNode key, Section section) {
    List<String> names = new ArrayList<>(section.asked());
    kinds.all().forEach(kind -> names.add(kind.name()));
    List<String> kindNames = kinds.all().stream().map(Kinds.Registered::name).toList();
    diagnostics.error(
        Code.RUNBOOK_UNKNOWN_KIND,
        key.span(),
        "`" + key.text() + "` is neither a task kind nor a keyword",
        Suggestion.nearest(key.text(), names)
            .map(near -> "did you mean `" + near + "`?")
            .orElse(
                "the kinds: "
                    + String.join(", ", kindNames)
                    + "; the keywords: "
                    + String.join(", ", new TreeSet<>(section.asked()))));
  }
}
