package dev.drover.load;

import dev.drover.diag.Code;
import dev.drover.diag.Diagnostics;
import dev.drover.diag.Span;
import dev.drover.expr.Condition;
import dev.drover.model.Keywords;
import dev.drover.model.Layer;
import dev.drover.model.Loop;
import dev.drover.model.Retry;
import dev.drover.model.TaskGroup;
import dev.drover.model.TaskNode;
import dev.drover.yaml.Node;
import dev.drover.yaml.Node.Entry;
import dev.drover.yaml.Node.ListNode;
import dev.drover.yaml.Node.MapNode;
import dev.drover.yaml.Node.ScalarNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads groups of tasks: {@code block} or {@code parallel}, with what belongs to them. */
final class GroupReader {

  private static final int TIMES = 3;
  private static final Duration DELAY = Duration.ofSeconds(5);

  /** What a group says of itself. */
  record Head(
      Optional<String> name,
      Optional<ScalarNode> id,
      Keywords keywords,
      List<ScalarNode> notifies,
      Optional<Loop> loop,
      Optional<Retry> retry,
      Span span) {}

  /** The drafts of a group's three parts. */
  private record Parts(List<Draft> body, List<Draft> rescue, List<Draft> always) {
    List<Draft> all() {
      List<Draft> all = new ArrayList<>(body);
      all.addAll(rescue);
      all.addAll(always);
      return all;
    }
  }

  private final Shared shared;
  private final Context context;
  private final Diagnostics diagnostics;

  GroupReader(Shared shared, Context context) {
    this.shared = shared;
    this.context = context;
    this.diagnostics = shared.diagnostics();
  }

  Optional<Draft> draft(Section section) {
    Optional<Entry> block = section.entry("block");
    Optional<Entry> parallel = section.entry("parallel");
    if (block.isPresent() && parallel.isPresent()) {
      diagnostics.error(
          Code.RUNBOOK_CONFLICT,
          parallel.get().key().span(),
          "a group is either a `block` or `parallel`",
          "put the one into the other as an entry of its list");
      return Optional.empty();
    }
    Entry entry = block.or(() -> parallel).orElseThrow();
    Head head = head(section, entry.key().span());
    Optional<Node> rescue = section.node("rescue");
    Optional<Node> always = section.node("always");
    section.refuseRest();
    Context inside = context.inside(head.keywords(), head.notifies());
    Parts parts =
        new Parts(
            list(entry.value(), entry.key().text(), inside),
            rescue.map(node -> list(node, "rescue", inside)).orElse(List.of()),
            always.map(node -> list(node, "always", inside)).orElse(List.of()));
    return parts.all().isEmpty()
        ? Optional.empty()
        : Optional.of(draft(head, parts, parallel.isPresent()));
  }

  /** What groups and includes have in common. */
  Head head(Section section, Span span) {
    Optional<String> name = section.text("name");
    Optional<ScalarNode> id = section.scalar("id");
    Keywords keywords = new KeywordReader(diagnostics).ofGroup(section, context.outer());
    List<ScalarNode> notifies = section.scalars("notify");
    Optional<Loop> loop = new LoopReader(diagnostics).read(section);
    return new Head(name, id, keywords, notifies, loop, retry(section), span);
  }

  private List<Draft> list(Node node, String key, Context inside) {
    if (node instanceof ListNode list && list.items().isEmpty()) {
      diagnostics.error(
          Code.RUNBOOK_WRONG_TYPE,
          node.span(),
          "`" + key + "` is empty",
          "write at least one task, or remove it");
    }
    return new TaskReader(shared, inside).drafts(node, key);
  }

  private Draft draft(Head head, Parts parts, boolean parallel) {
    boolean named = head.name().isPresent() || head.id().isPresent() || head.loop().isPresent();
    String word = parallel ? "parallel" : "block";
    String name = head.name().orElse(word);
    if (named) {
      List<TaskNode> nodes = TaskReader.named(parts.all(), diagnostics);
      return new Draft(
          List.of(new Ids.Wish(head.id(), name)),
          ids -> group(ids.next(), name, true, head, parts, parallel, nodes));
    }
    return new Draft(
        parts.all().stream().flatMap(part -> part.wishes().stream()).toList(),
        ids -> {
          List<TaskNode> nodes = parts.all().stream().map(part -> part.named(ids)).toList();
          String id = word + "-of-" + nodes.getFirst().id();
          return group(id, name, false, head, parts, parallel, nodes);
        });
  }

  private TaskGroup group(
      String id,
      String name,
      boolean named,
      Head head,
      Parts parts,
      boolean parallel,
      List<TaskNode> nodes) {
    Iterator<TaskNode> next = nodes.iterator();
    List<TaskNode> body = parts.body().stream().map(_ -> next.next()).toList();
    List<TaskNode> rescue = parts.rescue().stream().map(_ -> next.next()).toList();
    List<TaskNode> always = parts.always().stream().map(_ -> next.next()).toList();
    return new TaskGroup(
        id,
        name,
        named,
        parallel,
        body,
        rescue,
        always,
        head.retry(),
        head.loop(),
        Optional.empty(),
        context.layers(),
        head.keywords(),
        head.span());
  }

  /** An included group: its tasks are told apart among themselves. */
  Draft included(Head head, String name, List<TaskNode> body, Layer inclusion) {
    return new Draft(
        List.of(new Ids.Wish(head.id(), head.name().orElse(name))),
        ids ->
            new TaskGroup(
                ids.next(),
                head.name().orElse(name),
                true,
                false,
                body,
                List.of(),
                List.of(),
                head.retry(),
                head.loop(),
                Optional.of(inclusion),
                context.layers(),
                head.keywords(),
                head.span()));
  }

  private Optional<Retry> retry(Section section) {
    return switch (section.node("retry").orElse(null)) {
      case null -> Optional.empty();
      case MapNode map -> Optional.of(retry(map));
      case ScalarNode _ ->
          Optional.of(new Retry(section.whole("retry", 1).orElse(TIMES), DELAY, Optional.empty()));
      case ListNode _ -> {
        section.wrong(
            "retry", "`retry` must be a number or a map", "write `retry: {times: 3, delay: 10s}`");
        yield Optional.empty();
      }
    };
  }

  private Retry retry(MapNode map) {
    Section section = new Section(map, "`retry`", diagnostics);
    OptionalInt times = section.whole("times", 1);
    Optional<Duration> delay = section.duration("delay");
    Optional<Condition> until = new KeywordReader(diagnostics).condition(section, "until");
    section.refuseRest();
    return new Retry(times.orElse(TIMES), delay.orElse(DELAY), until);
  }
}
