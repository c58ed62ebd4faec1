package dev.drover.load;

import dev.drover.diag.Code;
import dev.drover.diag.Diagnostics;
import dev.drover.diag.Span;
import dev.drover.model.FlushHandlers;
import dev.drover.model.Keywords;
import dev.drover.model.Loop;
import dev.drover.model.TaskNode;
import dev.drover.model.TaskSpec;
import dev.drover.model.Wiring;
import dev.drover.schema.Binder;
import dev.drover.task.Kinds.Registered;
import dev.drover.yaml.Node;
import dev.drover.yaml.Node.Entry;
import dev.drover.yaml.Node.ListNode;
import dev.drover.yaml.Node.MapNode;
import dev.drover.yaml.Node.ScalarNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads lists of tasks. */
final class TaskReader {

  private final Shared shared;
  private final Context context;
  private final Diagnostics diagnostics;

  /** Reads tasks that stand in {@code context}. */
  TaskReader(Shared shared, Context context) {
    this.shared = shared;
    this.context = context;
    this.diagnostics = shared.diagnostics();
  }

  /** The entries of the list that was written for {@code key}. */
  List<TaskNode> read(Node tasks, String key) {
    return named(drafts(tasks, key), diagnostics);
  }

  /** Gives drafts their ids, which are told apart among them. */
  static List<TaskNode> named(List<Draft> drafts, Diagnostics diagnostics) {
    List<Ids.Wish> wishes = drafts.stream().flatMap(draft -> draft.wishes().stream()).toList();
    Iterator<String> ids = Ids.of(wishes, diagnostics).iterator();
    return drafts.stream().map(draft -> draft.named(ids)).toList();
  }

  /** The same without ids. */
  List<Draft> drafts(Node tasks, String key) {
    if (!(tasks instanceof ListNode list)) {
      diagnostics.error(
          Code.RUNBOOK_WRONG_TYPE,
          tasks.span(),
          "`" + key + "` must be a list",
          "begin each task with `- `");
      return List.of();
    }
    List<Draft> drafts = new ArrayList<>();
    for (Node item : list.items()) {
      if (item instanceof MapNode map) {
        draft(new Section(map, "a task", diagnostics)).ifPresent(drafts::add);
      } else {
        noMap(item);
      }
    }
    return drafts;
  }

  private void noMap(Node item) {
    String word = item instanceof ScalarNode scalar ? scalar.text() : "kind";
    if (word.isBlank()) {
      diagnostics.error(
          Code.RUNBOOK_WRONG_TYPE,
          item.span(),
          "nothing is written behind this `-`",
          "write a task there, for instance `- command: [uptime]`, or remove the `-`");
      return;
    }
    diagnostics.error(
        Code.RUNBOOK_WRONG_TYPE, item.span(), "a task is a map", "write `- " + word + ": {}`");
  }

  private Optional<Draft> draft(Section section) {
    if (section.has("block") || section.has("parallel")) {
      return new GroupReader(shared, context).draft(section.of("a group of tasks"));
    }
    if (section.has("include")) {
      return new IncludeReader(shared, context).draft(section.of("an include"));
    }
    Optional<Composition> composition = composition(section);
    if (composition.isPresent()) {
      return new IncludeReader(shared, context).draft(section, composition.get());
    }
    if (section.has("flush_handlers")) {
      return Optional.of(flush(section.of("`flush_handlers`")));
    }
    return task(section);
  }

  /** The kind of a task, if it is one that stands for other tasks. */
  private Optional<Composition> composition(Section section) {
    return shared.kinds().extensions().names(Registered.class).stream()
        .filter(section::has)
        .flatMap(name -> shared.kinds().find(name).stream())
        .map(Registered::kind)
        .filter(Composition.class::isInstance)
        .map(Composition.class::cast)
        .findFirst();
  }

  /** Checks the arguments of a task, and the names that it gives to values. */
  private void check(Registered<?> kind, Node arguments) {
    Binder.check(kind.arguments(), arguments, diagnostics);
    Set<String> provided = kind.kind().provided(arguments);
    if (arguments instanceof MapNode map) {
      map.entries().stream()
          .map(Entry::key)
          .filter(key -> provided.contains(key.text()))
          .forEach(key -> Names.check(key, diagnostics));
    }
  }

  private Optional<Draft> task(Section section) {
    Optional<String> name = section.text("name");
    Optional<ScalarNode> id = section.scalar("id");
    Keywords keywords = new KeywordReader(diagnostics).ofTask(section, context.outer());
    Optional<Loop> loop = new LoopReader(diagnostics).read(section);
    List<ScalarNode> notify = section.scalars("notify");
    Entry kind = new KindReader(shared.kinds(), diagnostics).read(section);
    String word = kind.key().text();
    Node arguments = kind.value();
    Span span = kind.key().span();
    shared.kinds().find(word).ifPresent(found -> check(found, arguments));
    return Optional.of(
        new Draft(
            List.of(new Ids.Wish(id, name.orElse(word))),
            ids ->
                new TaskSpec(
                    ids.next(),
                    name.orElse(word),
                    word,
                    arguments,
                    keywords,
                    new Wiring(
                        loop,
                        context.handlers().ids(context.notified(notify), diagnostics),
                        context.layers(),
                        Optional.empty()),
                    span)));
  }

  private Draft flush(Section section) {
    Optional<String> name = section.text("name");
    Optional<ScalarNode> id = section.scalar("id");
    Optional<Entry> flush = section.entry("flush_handlers");
    Keywords keywords = new KeywordReader(diagnostics).ofGroup(section, context.outer());
    section.refuseRest();
    String called = name.orElse("flush_handlers");
    Span span = flush.map(entry -> entry.key().span()).orElse(section.span());
    return new Draft(
        List.of(new Ids.Wish(id, called)),
        ids -> new FlushHandlers(ids.next(), called, context.layers(), keywords, span));
  }
}
