package dev.drover.yaml;

import dev.drover.diag.Code;
import dev.drover.diag.Diagnostic;
import dev.drover.diag.Diagnostic.Severity;
import dev.drover.diag.Diagnostics;
import dev.drover.diag.Source;
import dev.drover.diag.Span;
import dev.drover.yaml.Node.Entry;
import dev.drover.yaml.Node.ListNode;
import dev.drover.yaml.Node.MapNode;
import dev.drover.yaml.Node.ScalarNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.events.SequenceStartEvent;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Makes our nodes of what the library's parser comes upon, in one go: to have the library compose
 * its own nodes first would take three times as long. So duplicate keys, merges, aliases and their
 * limits are dealt with here.
 */
final class Walker {

  static final String UNQUOTED = "an unquoted `{{` begins a map in YAML, not a template";
  static final String UNQUOTED_HINT = "quote the template: \"{{ name }}\"";

  static final int DEEPEST = 50;

  /** More than anybody writes; aliases of aliases could make billions. */
  static final long MOST_BORROWED = 200_000;

  /** What an anchor marks: nothing while it is still being read, and how many nodes it is. */
  private record Anchored(Optional<Node> node, boolean open, long size) {}

  /** Text that the parser accepts, and that is wrong all the same. */
  private static final class WrongException extends MarkedYAMLException {

    private static final long serialVersionUID = 1L;

    WrongException(String problem, Mark place) {
      super("", place, problem, place);
    }
  }

  /** Text that the parser accepts, and that is more than is read. */
  static final class TooMuchException extends MarkedYAMLException {

    private static final long serialVersionUID = 1L;

    TooMuchException(String problem, Mark place) {
      super("", place, problem, place);
    }
  }

  private final Source source;
  private final List<String> lines;
  private final Iterator<Event> events;
  private final Map<String, Anchored> anchors = new HashMap<>();
  private Diagnostics diagnostics;
  private int depth;

  /**
   * The nodes so far, once all aliases are written out, and those of them that aliases stand for.
   */
  private long size;

  private long borrowed;

  /** Whether a part stands for itself or for too much. */
  private boolean endless;

  Walker(Source source, Iterator<Event> events, Diagnostics diagnostics) {
    this.source = source;
    this.events = events;
    this.lines = source.text().lines().toList();
    this.diagnostics = diagnostics;
  }

  /**
   * The node of the one document; empty if there is none, or if it makes no sense to look for more
   * mistakes in it. A value that could not be read is {@link ScalarNode#reported}.
   */
  Optional<Node> walk() {
    events.next(); // the stream begins
    if (events.next().is(Event.ID.StreamEnd)) {
      return Optional.empty();
    }
    Optional<Node> node = node(events.next());
    events.next(); // the document ends
    Event end = events.next();
    if (!end.is(Event.ID.StreamEnd)) {
      throw new WrongException("expected a single document", end.getStartMark());
    }
    return endless ? Optional.empty() : node;
  }

  /** Reads the node that an event begins, to its end. */
  private Optional<Node> node(Event event) {
    if (++depth > DEEPEST) {
      throw new TooMuchException("too deeply nested", event.getStartMark());
    }
    Optional<Node> node =
        switch (event) {
          case AliasEvent alias -> alias(alias);
          case ScalarEvent scalar ->
              anchored(scalar.getAnchor(), () -> Optional.of(scalar(scalar)));
          case SequenceStartEvent start -> anchored(start.getAnchor(), () -> list(start));
          case MappingStartEvent start -> anchored(start.getAnchor(), () -> map(start));
          default -> throw new IllegalStateException("no node begins with " + event);
        };
    depth--;
    return node;
  }

  private Optional<Node> anchored(@Nullable String anchor, Supplier<Optional<Node>> reading) {
    long before = size++;
    if (anchor == null) {
      return reading.get();
    }
    anchors.put(anchor, new Anchored(Optional.empty(), true, 0));
    Optional<Node> node = reading.get();
    anchors.put(anchor, new Anchored(node, false, size - before));
    return node;
  }

  private Optional<Node> alias(AliasEvent alias) {
    Anchored meant = anchors.get(alias.getAnchor());
    if (meant == null) {
      throw new WrongException("found undefined alias " + alias.getAnchor(), alias.getStartMark());
    }
    if (meant.open()) {
      endless = true;
      diagnostics.error(
          Code.YAML_CYCLE,
          span(alias, alias),
          "this holds itself through an alias",
          "an alias `*name` must stand outside what its anchor `&name` marks");
      return Optional.empty();
    }
    size += meant.size();
    borrowed += meant.size();
    if (borrowed > MOST_BORROWED) {
      throw new TooMuchException("too many aliases", alias.getStartMark());
    }
    return meant.node();
  }

  private ScalarNode scalar(ScalarEvent scalar) {
    return Tags.scalar(scalar, span(scalar, scalar), diagnostics);
  }

  private Optional<Node> list(SequenceStartEvent start) {
    List<Node> items = new ArrayList<>();
    Event event = events.next();
    while (!event.is(Event.ID.SequenceEnd)) {
      node(event).ifPresent(items::add);
      event = events.next();
    }
    Span span = span(start, event);
    Tags.check(start.getTag(), Tag.SEQ, span, diagnostics);
    return Optional.of(new ListNode(items, span));
  }

  private Optional<Node> map(MappingStartEvent start) {
    Map<String, Entry> entries = new LinkedHashMap<>();
    List<Node> merges = new ArrayList<>();
    Event event = events.next();
    boolean template = isUnquotedTemplate(start, event);
    int keys = 0;
    while (!event.is(Event.ID.MappingEnd)) {
      keys++;
      if (!(event instanceof ScalarEvent key)) {
        Span place = complexKey(event, template && keys == 1);
        Event value = events.next();
        node(value);
        event = events.next();
        if (template && keys == 1 && event.is(Event.ID.MappingEnd)) {
          return Optional.of(unquoted(span(start, event)));
        }
        notAKey(place);
        continue;
      }
      if (isMerge(key)) {
        node(events.next()).ifPresent(merges::add);
      } else {
        entry(key, entries);
      }
      event = events.next();
    }
    // What is written here wins over what is merged, wherever the `<<` stands.
    merges.forEach(merge -> merge(merge, entries));
    Span span = span(start, event);
    Tags.check(start.getTag(), Tag.MAP, span, diagnostics);
    return Optional.of(new MapNode(List.copyOf(entries.values()), span));
  }

  private static boolean isMerge(ScalarEvent key) {
    return key.getTag() == null
        ? key.isPlain() && key.getValue().equals("<<")
        : key.getTag().equals(Tag.MERGE.getValue());
  }

  private void entry(ScalarEvent key, Map<String, Entry> entries) {
    ScalarNode name = scalar(key);
    if (key.getAnchor() != null) {
      anchors.put(key.getAnchor(), new Anchored(Optional.of(name), false, 1));
    }
    size++;
    Optional<Node> value = node(events.next());
    Entry first = entries.get(name.text());
    if (first != null) {
      diagnostics.add(
          new Diagnostic(
                  Severity.ERROR,
                  Code.YAML_DUPLICATE_KEY,
                  "`" + name.text() + "` is written twice in this map",
                  name.span(),
                  Optional.of("remove one of the two"),
                  List.of())
              .related("first written here", first.key().span()));
      return;
    }
    value.ifPresent(node -> entries.put(name.text(), new Entry(name, node)));
  }

  /** What a template without quotes is to YAML: a map whose only key is a map. */
  private static boolean isUnquotedTemplate(MappingStartEvent start, Event key) {
    return key.is(Event.ID.MappingStart)
        && key.getStartMark().getIndex() == start.getStartMark().getIndex() + 1;
  }

  private ScalarNode unquoted(Span span) {
    diagnostics.error(Code.YAML_UNQUOTED_TEMPLATE, span.within(0, 2), UNQUOTED, UNQUOTED_HINT);
    return ScalarNode.reported(span);
  }

  /** Reads past a key that is none; what is wrong inside of it is not worth telling. */
  private Span complexKey(Event key, boolean quietly) {
    Diagnostics told = diagnostics;
    diagnostics = quietly ? new Diagnostics() : told;
    Span span = node(key).map(Node::span).orElse(span(key, key));
    diagnostics = told;
    return span;
  }

  private void notAKey(Span place) {
    diagnostics.error(
        Code.YAML_KEY, place, "a map or a list can't be a key", "write a name before the `:`");
  }

  private void merge(Node value, Map<String, Entry> entries) {
    switch (value) {
      case MapNode map ->
          map.entries().forEach(entry -> entries.putIfAbsent(entry.key().text(), entry));
      case ListNode list when list.items().stream().allMatch(MapNode.class::isInstance) ->
          list.items().stream()
              .map(MapNode.class::cast)
              .flatMap(map -> map.entries().stream())
              .forEach(entry -> entries.putIfAbsent(entry.key().text(), entry));
      case Node other ->
          diagnostics.error(
              Code.YAML_MERGE,
              other.span(),
              "`<<` merges maps, and this is none",
              "write `<<: *name` where `&name` marks a map, or a list of such aliases");
    }
  }

  /** The place of a node: up to its end if that is on the same line, else the rest of its line. */
  private Span span(Event first, Event last) {
    Mark start = first.getStartMark();
    Mark end = last.getEndMark();
    int length =
        end.getLine() == start.getLine()
            ? end.getColumn() - start.getColumn()
            : line(start.getLine()).stripTrailing().length() - start.getColumn();
    return new Span(source, start.getLine() + 1, start.getColumn() + 1, Math.max(1, length));
  }

  /** A line, counted from 0; empty where only the library sees one, after a rare line separator. */
  private String line(int number) {
    return number < lines.size() ? lines.get(number) : "";
  }
}
