package dev.drover.load;

import dev.drover.diag.Code;
import dev.drover.diag.Diagnostics;
import dev.drover.diag.Span;
import dev.drover.diag.Suggestion;
import dev.drover.expr.Template;
import dev.drover.schema.Binder;
import dev.drover.schema.FieldType;
import dev.drover.schema.FieldType.ListOf;
import dev.drover.schema.FieldType.Single;
import dev.drover.yaml.Node;
import dev.drover.yaml.Node.Entry;
import dev.drover.yaml.Node.ListNode;
import dev.drover.yaml.Node.MapNode;
import dev.drover.yaml.Node.ScalarNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** A map of a runbook whose keys are taken one by one; what nobody took is a mistake. */
final class Section {

  /** What Ansible has too, with other keys. */
  private static final Set<String> LIKE_ANSIBLE =
      Set.of("a runbook", "a play", "a group of tasks", "an include");

  private final MapNode map;
  private final String what;
  private final Diagnostics diagnostics;
  private final Set<String> asked = new LinkedHashSet<>();

  Section(MapNode map, String what, Diagnostics diagnostics) {
    this.map = map;
    this.what = what;
    this.diagnostics = diagnostics;
  }

  Span span() {
    return map.span();
  }

  /** Whether a key is there, which asks for nothing. */
  boolean has(String key) {
    return map.get(key).isPresent();
  }

  /** The same map, called otherwise in messages. */
  Section of(String other) {
    return new Section(map, other, diagnostics);
  }

  /** The entry of a key. */
  Optional<Entry> entry(String key) {
    asked.add(key);
    return map.entries().stream().filter(entry -> entry.key().text().equals(key)).findFirst();
  }

  /** The value of a key; empty also if it has a mistake that has been told already. */
  Optional<Node> node(String key) {
    return entry(key)
        .map(Entry::value)
        .filter(node -> !(node instanceof ScalarNode scalar && scalar.isReported()));
  }

  /** The value of a key; that it is missing is reported. */
  Optional<Node> required(String key, String meaning) {
    if (entry(key).isEmpty() && !isMisspelt(key)) {
      diagnostics.error(
          Code.RUNBOOK_MISSING_KEY,
          map.span(),
          what + " needs `" + key + "`",
          "write `" + key + ": …`, " + meaning);
    }
    return node(key);
  }

  /** Whether a key that looks like this one stands here: that is told, as an unknown one. */
  private boolean isMisspelt(String key) {
    return map.entries().stream()
        .anyMatch(entry -> Suggestion.nearest(entry.key().text(), List.of(key)).isPresent());
  }

  /** The keys that nobody asked for. */
  List<Entry> rest() {
    return map.entries().stream().filter(entry -> !asked.contains(entry.key().text())).toList();
  }

  /** All keys that were asked for. */
  Set<String> asked() {
    return asked;
  }

  /** Reports the keys that nobody asked for. */
  void refuseRest() {
    for (Entry entry : rest().stream().limit(Diagnostics.MOST).toList()) {
      diagnostics.error(
          Code.RUNBOOK_UNKNOWN_KEY,
          entry.key().span(),
          what + " has no key `" + entry.key().text() + "`",
          AnsibleKeywords.instead(entry.key().text())
              .filter(_ -> LIKE_ANSIBLE.contains(what))
              .orElseGet(() -> Suggestion.hint(entry.key().text(), asked, "its keys")));
    }
  }

  Optional<String> text(String key) {
    return read(key, Single.STRING, String.class);
  }

  boolean flag(String key) {
    return read(key, Single.BOOL, Boolean.class).orElse(false);
  }

  OptionalInt whole(String key, int least) {
    Optional<Integer> number = read(key, Single.INT, Integer.class);
    if (number.isPresent() && number.get() < least) {
      wrong(key, "`" + key + "` must be at least " + least, "write " + least + " or more");
      return OptionalInt.empty();
    }
    return number.isPresent() ? OptionalInt.of(number.get()) : OptionalInt.empty();
  }

  Optional<Duration> duration(String key) {
    return read(key, Single.DURATION, Duration.class);
  }

  /** A list of texts; a single one may stand without brackets. */
  List<String> texts(String key) {
    if (node(key).orElse(null) instanceof ScalarNode) {
      return text(key).stream().toList();
    }
    return read(key, new ListOf(Single.STRING), List.class).stream()
        .flatMap(list -> ((List<?>) list).stream())
        .map(String::valueOf)
        .toList();
  }

  /** A scalar as it is written, templates and all. */
  Optional<ScalarNode> scalar(String key) {
    Optional<Node> node = node(key);
    if (node.isPresent() && !(node.get() instanceof ScalarNode)) {
      wrong(key, "`" + key + "` must be one text", "write one text here");
    }
    return node.filter(ScalarNode.class::isInstance).map(ScalarNode.class::cast);
  }

  /** A list of texts with their places; a single one may stand without brackets. */
  List<ScalarNode> scalars(String key) {
    List<Node> nodes =
        switch (node(key).orElse(null)) {
          case null -> List.of();
          case ListNode list -> list.items();
          case Node node -> List.of(node);
        };
    List<ScalarNode> scalars = new ArrayList<>();
    for (Node node : nodes) {
      if (node instanceof ScalarNode scalar && !Template.isIn(scalar)) {
        scalars.add(scalar);
      } else {
        wrong(
            key, "`" + key + "` must be one text or a list of texts", "write the names themselves");
      }
    }
    return scalars;
  }

  /** Names with what is written for them. */
  Map<String, Node> names(String key) {
    Map<String, Node> names = new LinkedHashMap<>();
    switch (node(key).orElse(null)) {
      case null -> {}
      case MapNode entries ->
          entries
              .entries()
              .forEach(entry -> {
                if (Names.check(entry.key(), diagnostics)) {
                  names.put(entry.key().text(), entry.value());
                }
              });
      case ListNode _, ScalarNode _ ->
          wrong(key, "`" + key + "` must be a map of names", "write `" + key + ": {name: value}`");
    }
    return names;
  }

  /** Reads a value that is the same for all hosts, so that no template may be in it. */
  <T> Optional<T> read(String key, FieldType type, Class<T> as) {
    Optional<Node> node = node(key);
    if (node.isEmpty()) {
      return Optional.empty();
    }
    if (hasTemplate(node.get())) {
      wrong(key, "`" + key + "` can't be a template", "write the value itself");
      return Optional.empty();
    }
    return Binder.read(type, key, node.get(), diagnostics).map(as::cast);
  }

  private static boolean hasTemplate(Node node) {
    return switch (node) {
      case ScalarNode scalar -> Template.isIn(scalar);
      case ListNode list -> list.items().stream().anyMatch(Section::hasTemplate);
      case MapNode map -> map.entries().stream().anyMatch(entry -> hasTemplate(entry.value()));
    };
  }

  /** Reports that the value of a key is wrong. */
  void wrong(String key, String message, String hint) {
    Span span = node(key).map(Node::span).orElse(map.span());
    diagnostics.error(Code.RUNBOOK_WRONG_TYPE, span, message, hint);
  }
}
