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
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.NodeId;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * Makes our nodes of the library's. The library's composer leaves duplicate keys, merges and cycles
 * to whoever reads its nodes; this is the one place where they are dealt with.
 */
final class Walker {

  static final String UNQUOTED = "an unquoted `{{` begins a map in YAML, not a template";
  static final String UNQUOTED_HINT = "quote the template: \"{{ name }}\"";

  static final String NO_TAGS = "remove the tag; types come from where a value is used";

  /** More than anybody writes; aliases of aliases could make billions. */
  private static final long MOST_NODES = 200_000;

  private static final Set<Tag> PLAIN_TAGS =
      Set.of(Tag.STR, Tag.INT, Tag.FLOAT, Tag.BOOL, Tag.NULL, Tag.TIMESTAMP, Tag.MERGE);

  /** Tags that texts may have, with what we call them; Ansible knows two names for one. */
  private static final Map<String, String> LOCAL =
      Map.of(
          "!unsafe", "!unsafe",
          "!vault", ScalarNode.VAULT,
          "!vault-encrypted", ScalarNode.VAULT);

  private final Source source;
  private final List<String> lines;
  private final Diagnostics diagnostics;
  private final Resolver implicit = new Resolver();
  private final IdentityHashMap<org.yaml.snakeyaml.nodes.Node, Boolean> entered =
      new IdentityHashMap<>();
  private final IdentityHashMap<org.yaml.snakeyaml.nodes.Node, Optional<Node>> done =
      new IdentityHashMap<>();
  private final IdentityHashMap<Node, Long> sizes = new IdentityHashMap<>();

  /** Whether a part stands for itself or for too much. */
  private boolean endless;

  Walker(Source source, Diagnostics diagnostics) {
    this.source = source;
    this.lines = source.text().lines().toList();
    this.diagnostics = diagnostics;
  }

  /**
   * The node; empty if it makes no sense to look for more mistakes in it. A value that could not be
   * read is {@link ScalarNode#reported}.
   */
  Optional<Node> walk(org.yaml.snakeyaml.nodes.Node root) {
    Optional<Node> node = node(root);
    return endless ? Optional.empty() : node;
  }

  private Optional<Node> node(org.yaml.snakeyaml.nodes.Node node) {
    Optional<Node> known = done.get(node);
    if (known != null) {
      return known;
    }
    if (entered.put(node, true) != null) {
      endless = true;
      diagnostics.error(
          Code.YAML_CYCLE,
          span(node),
          "this holds itself through an alias",
          "an alias `*name` must stand outside what its anchor `&name` marks");
      return Optional.empty();
    }
    Optional<Node> made = make(node);
    done.put(node, made);
    return made.filter(this::fits);
  }

  private Optional<Node> make(org.yaml.snakeyaml.nodes.Node node) {
    return switch (node) {
      case org.yaml.snakeyaml.nodes.ScalarNode scalar -> Optional.of(scalar(scalar));
      case SequenceNode sequence -> Optional.of(list(sequence));
      case MappingNode mapping -> Optional.of(map(mapping));
      default -> throw new IllegalStateException("unknown node " + node.getNodeId());
    };
  }

  /** Counts what the node is once its aliases are written out. */
  private boolean fits(Node node) {
    long size =
        switch (node) {
          case ScalarNode scalar -> 1;
          case ListNode list -> list.items().stream().mapToLong(this::size).sum() + 1;
          case MapNode map ->
              map.entries().stream().mapToLong(entry -> size(entry.value()) + 1).sum() + 1;
        };
    sizes.put(node, size);
    if (size > MOST_NODES) {
      endless = true;
      diagnostics.error(
          Code.YAML_LIMIT,
          node.span(),
          "this is larger than a file written by hand: its aliases stand for too much",
          "write it without aliases of aliases");
    }
    return size <= MOST_NODES;
  }

  private long size(Node node) {
    return sizes.getOrDefault(node, 1L);
  }

  private ScalarNode scalar(org.yaml.snakeyaml.nodes.ScalarNode scalar) {
    boolean plain = scalar.getScalarStyle() == ScalarStyle.PLAIN;
    Tag tag = scalar.getTag();
    boolean meantAsText =
        plain
            && tag.equals(Tag.STR)
            && !implicit.resolve(NodeId.scalar, scalar.getValue(), true).equals(Tag.STR);
    String local = LOCAL.getOrDefault(tag.getValue(), "");
    if (local.isEmpty() && !PLAIN_TAGS.contains(tag)) {
      unknownTag(scalar);
    }
    return new ScalarNode(scalar.getValue(), plain && !meantAsText, local, span(scalar));
  }

  private void unknownTag(org.yaml.snakeyaml.nodes.Node node) {
    String tag = node.getTag().getValue().replace("tag:yaml.org,2002:", "!!");
    diagnostics.error(
        Code.YAML_TAG,
        span(node),
        LOCAL.containsKey(tag)
            ? "the tag `" + tag + "` stands before something that is no text"
            : "the tag `" + tag + "` is not known here",
        LOCAL.containsKey(tag) ? "write it before each text" : NO_TAGS);
  }

  private ListNode list(SequenceNode sequence) {
    if (!sequence.getTag().equals(Tag.SEQ)) {
      unknownTag(sequence);
    }
    List<Node> items = new ArrayList<>();
    sequence.getValue().forEach(item -> node(item).ifPresent(items::add));
    return new ListNode(items, span(sequence));
  }

  private Node map(MappingNode mapping) {
    if (!mapping.getTag().equals(Tag.MAP)) {
      unknownTag(mapping);
    }
    if (isUnquotedTemplate(mapping)) {
      Span inner = span(mapping);
      diagnostics.error(Code.YAML_UNQUOTED_TEMPLATE, inner.within(0, 2), UNQUOTED, UNQUOTED_HINT);
      return ScalarNode.reported(inner);
    }
    Map<String, Entry> entries = new LinkedHashMap<>();
    List<NodeTuple> merges = new ArrayList<>();
    for (NodeTuple tuple : mapping.getValue()) {
      if (tuple.getKeyNode().getTag().equals(Tag.MERGE)) {
        merges.add(tuple);
      } else {
        entry(tuple, entries);
      }
    }
    // What is written here wins over what is merged, wherever the `<<` stands.
    merges.forEach(merge -> merge(merge.getValueNode(), entries));
    return new MapNode(List.copyOf(entries.values()), span(mapping));
  }

  private void entry(NodeTuple tuple, Map<String, Entry> entries) {
    if (!(tuple.getKeyNode() instanceof org.yaml.snakeyaml.nodes.ScalarNode key)) {
      notAKey(tuple.getKeyNode());
      return;
    }
    ScalarNode name = scalar(key);
    Optional<Node> value = node(tuple.getValueNode());
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
  private static boolean isUnquotedTemplate(MappingNode mapping) {
    return mapping.getValue().size() == 1
        && mapping.getValue().getFirst().getKeyNode() instanceof MappingNode key
        && key.getStartMark().getIndex() == mapping.getStartMark().getIndex() + 1;
  }

  private void notAKey(org.yaml.snakeyaml.nodes.Node key) {
    diagnostics.error(
        Code.YAML_KEY, span(key), "a map or a list can't be a key", "write a name before the `:`");
  }

  private void merge(org.yaml.snakeyaml.nodes.Node value, Map<String, Entry> entries) {
    switch (node(value).orElse(null)) {
      case MapNode map ->
          map.entries().forEach(entry -> entries.putIfAbsent(entry.key().text(), entry));
      case ListNode list when list.items().stream().allMatch(MapNode.class::isInstance) ->
          list.items().stream()
              .map(MapNode.class::cast)
              .flatMap(map -> map.entries().stream())
              .forEach(entry -> entries.putIfAbsent(entry.key().text(), entry));
      case null -> {}
      case Node other ->
          diagnostics.error(
              Code.YAML_MERGE,
              other.span(),
              "`<<` merges maps, and this is none",
              "write `<<: *name` where `&name` marks a map, or a list of such aliases");
    }
  }

  /** The place of a node: up to its end if that is on the same line, else the rest of its line. */
  private Span span(org.yaml.snakeyaml.nodes.Node node) {
    Mark start = node.getStartMark();
    Mark end = node.getEndMark();
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
