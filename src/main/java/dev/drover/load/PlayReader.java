package dev.drover.load;

import dev.drover.diag.Code;
import dev.drover.diag.Diagnostics;
import dev.drover.diag.Span;
import dev.drover.diag.Suggestion;
import dev.drover.expr.Template;
import dev.drover.model.Keywords;
import dev.drover.model.Order;
import dev.drover.model.Ordering;
import dev.drover.model.Play;
import dev.drover.model.Rolling;
import dev.drover.model.TaskNode;
import dev.drover.yaml.Node;
import dev.drover.yaml.Node.ListNode;
import dev.drover.yaml.Node.MapNode;
import dev.drover.yaml.Node.ScalarNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads the plays of a runbook. */
final class PlayReader {

  /** A play that has no id yet. */
  private record Draft(
      Ids.Wish wish,
      ScalarNode hosts,
      Rolling rolling,
      Ordering order,
      Map<String, Node> vars,
      List<String> tags,
      List<TaskNode> tasks,
      List<TaskNode> handlers,
      Span span) {

    Play play(String id) {
      return new Play(
          id, wish.name(), hosts, rolling, order, vars, tags, tasks, handlers, List.of(), span);
    }
  }

  private final Shared shared;
  private final Path directory;
  private final Diagnostics diagnostics;

  /** Reads plays whose files are looked for in {@code directory}. */
  PlayReader(Shared shared, Path directory) {
    this.shared = shared;
    this.directory = directory;
    this.diagnostics = shared.diagnostics();
  }

  List<Play> read(Node plays) {
    if (!(plays instanceof ListNode list) || list.items().isEmpty()) {
      diagnostics.error(
          Code.RUNBOOK_WRONG_TYPE,
          plays.span(),
          "`plays` must be a list with at least one play",
          "begin each play with `- hosts: …`");
      return List.of();
    }
    List<Draft> drafts = new ArrayList<>();
    list.items().forEach(item -> draft(item).ifPresent(drafts::add));
    List<String> ids = Ids.of(drafts.stream().map(Draft::wish).toList(), diagnostics);
    List<Play> done = new ArrayList<>();
    for (int i = 0; i < drafts.size(); i++) {
      done.add(drafts.get(i).play(ids.get(i)));
    }
    return done;
  }

  private Optional<Draft> draft(Node item) {
    if (!(item instanceof MapNode map)) {
      diagnostics.error(
          Code.RUNBOOK_WRONG_TYPE, item.span(), "a play is a map", "write `- hosts: …`");
      return Optional.empty();
    }
    Section section = new Section(map, "a play", diagnostics);
    Optional<String> name = section.text("name");
    Optional<ScalarNode> id = section.scalar("id");
    section.required("hosts", "a group, a host or a pattern");
    Optional<ScalarNode> hosts = section.scalar("hosts");
    Rolling rolling = new RollingReader(diagnostics).read(section);
    Ordering order = order(section);
    Map<String, Node> vars = section.names("vars");
    Keywords keywords = new KeywordReader(diagnostics).ofPlay(section);
    Optional<Node> tasks = section.required("tasks", "a list of what is done on each host");
    Optional<Node> handlers = section.node("handlers");
    section.refuseRest();
    Context context =
        new Context(
            keywords,
            List.of(),
            directory,
            List.of(),
            List.of(),
            new HandlerNames(Optional.empty()));
    handlers.ifPresent(node -> new HandlerReader(shared, context).read(node));
    List<TaskNode> nodes =
        tasks.map(node -> new TaskReader(shared, context).read(node, "tasks")).orElse(List.of());
    return hosts.map(pattern ->
        new Draft(
            new Ids.Wish(id, name.orElse(pattern.text())),
            pattern,
            rolling,
            order,
            vars,
            keywords.tags(),
            nodes,
            List.copyOf(context.handlers().handlers()),
            map.span()));
  }

  private Ordering order(Section section) {
    return switch (section.node("order").orElse(null)) {
      case null -> new Ordering(Order.INVENTORY, Optional.empty());
      case ScalarNode word -> new Ordering(by(word), Optional.empty());
      case MapNode map -> order(map);
      case ListNode _ -> {
        section.wrong("order", "`order` must be one word", "write `order: least_busy`");
        yield new Ordering(Order.INVENTORY, Optional.empty());
      }
    };
  }

  private Ordering order(MapNode map) {
    Section section = new Section(map, "`order`", diagnostics);
    section.required("by", "for instance `least_busy`");
    Order by = section.scalar("by").map(this::by).orElse(Order.INVENTORY);
    Optional<ScalarNode> source = section.scalar("source");
    section.refuseRest();
    if (source.isPresent() && by != Order.LEAST_BUSY) {
      diagnostics.error(
          Code.RUNBOOK_CONFLICT,
          source.get().span(),
          "`source` tells how busy a host is, and only `by: least_busy` asks that",
          "remove it, or write `by: least_busy`");
    }
    source
        .filter(word -> !Template.isIn(word))
        .ifPresent(word -> word(word, Order.Busy.values(), Order.Busy.LOAD));
    return new Ordering(by, source);
  }

  private Order by(ScalarNode word) {
    return word(word, Order.values(), Order.INVENTORY);
  }

  private <E extends Enum<E>> E word(ScalarNode word, E[] constants, E otherwise) {
    List<String> words =
        Arrays.stream(constants).map(one -> one.name().toLowerCase(Locale.ROOT)).toList();
    int index = words.indexOf(word.text());
    if (index < 0) {
      diagnostics.error(
          Code.RUNBOOK_WRONG_TYPE,
          word.span(),
          "`" + word.text() + "` is none of " + String.join(", ", words),
          Suggestion.nearest(word.text(), words)
              .map(near -> "did you mean `" + near + "`?")
              .orElse("write one of these words"));
      return otherwise;
    }
    return constants[index];
  }
}
