package dev.drover.expr;

import dev.drover.diag.Code;
import dev.drover.diag.Diagnostic;
import dev.drover.diag.Diagnostic.Related;
import dev.drover.diag.Diagnostic.Severity;
import dev.drover.diag.Diagnostics;
import dev.drover.diag.Span;
import dev.drover.diag.Suggestion;
import dev.drover.expr.Resolution.Later;
import dev.drover.expr.Resolution.Ready;
import dev.drover.expr.Resolution.Wrong;
import dev.drover.expr.Value.Fields;
import dev.drover.expr.Value.Items;
import dev.drover.yaml.Node;
import dev.drover.yaml.Node.ListNode;
import dev.drover.yaml.Node.MapNode;
import dev.drover.yaml.Node.ScalarNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/** Resolves templates in a scope, following definitions that hold templates themselves. */
final class Resolver {

  /** Definitions of definitions; far more than anybody writes, far less than the stack holds. */
  private static final int DEEPEST = 100;

  private final Scope scope;
  private final Diagnostics diagnostics;
  private final Set<String> entered = new LinkedHashSet<>();
  private final Map<String, Resolution> known = new LinkedHashMap<>();

  Resolver(Scope scope, Diagnostics diagnostics) {
    this.scope = scope;
    this.diagnostics = diagnostics;
  }

  Scope scope() {
    return scope;
  }

  Resolution resolve(Node node) {
    return switch (node) {
      case ScalarNode scalar -> scalar(scalar);
      case ListNode list -> list(list);
      case MapNode map -> map(map);
    };
  }

  private Resolution list(ListNode list) {
    List<Resolution> parts = list.items().stream().map(this::resolve).toList();
    return together(parts)
        .orElseGet(() -> ready(new Items(parts.stream().map(Resolver::value).toList())));
  }

  private Resolution map(MapNode map) {
    Map<String, Resolution> parts = new LinkedHashMap<>();
    map.entries().forEach(entry -> parts.put(entry.key().text(), resolve(entry.value())));
    return together(parts.values())
        .orElseGet(() -> {
          Map<String, Value> fields = new LinkedHashMap<>();
          parts.forEach((name, part) -> fields.put(name, value(part)));
          return ready(new Fields(fields));
        });
  }

  private Resolution scalar(ScalarNode scalar) {
    if (scalar.isVault()) {
      return opened(scalar);
    }
    if (scalar.isReported()) {
      return new Wrong();
    }
    if (!Template.isIn(scalar)) {
      return told(Values.literal(scalar));
    }
    Optional<Template> template = Template.parse(scalar, diagnostics);
    if (template.isEmpty()) {
      return new Wrong();
    }
    Optional<Tag> only = template.get().only();
    return only.isPresent()
        ? path(only.get().name(), () -> only.get().span(scalar))
        : filled(template.get());
  }

  /** A text of an encrypted file is a secret, with templates in it or without. */
  private Resolution filled(Template template) {
    Resolution text = text(template);
    return Values.isSecret(template.scalar())
            && text instanceof Ready(Value value, Optional<Span> _)
        ? told(Values.secret(value))
        : text;
  }

  /** An encrypted value; it is data, as with Ansible. */
  private Resolution opened(ScalarNode scalar) {
    if (scope.isOpen()) {
      return new Later(Set.of());
    }
    return scope
        .vault()
        .open(scalar.text(), scalar.span(), diagnostics)
        .map(text -> told(Value.secret(text)))
        .orElseGet(Wrong::new);
  }

  /** A value, once the masker knows of it if it is a secret. */
  private Resolution told(Value value) {
    Values.register(value, scope.masker());
    return ready(value);
  }

  private Resolution text(Template template) {
    List<Resolution> parts = new ArrayList<>();
    for (Tag tag : template.tags()) {
      if (tag.uses() && tag.depth() == 0) {
        Supplier<Span> span = () -> tag.span(template.scalar());
        // A section may ask whether a field is there at all; its root must be there.
        parts.add(tag.isValue() ? path(tag.name(), span) : name(tag.root(), span));
      }
    }
    return together(parts).orElseGet(() -> new Rendering(this, template).text());
  }

  /**
   * The value of a dotted name.
   *
   * @param use where it is used, for messages; to find that out takes long, so it is seldom asked
   */
  Resolution path(String path, Supplier<Span> use) {
    if (path.equals(".")) {
      diagnostics.error(
          Code.TEMPLATE_SYNTAX,
          use.get(),
          "`{{.}}` means the item of a section, and there is none here",
          "write it between `{{#list}}` and `{{/list}}`");
      return new Wrong();
    }
    List<String> steps = List.of(path.split("\\.", -1));
    Resolution resolution = name(steps.getFirst(), use, steps.subList(1, steps.size()));
    if (steps.size() == 1) {
      return resolution;
    }
    return switch (resolution) {
      case Ready ready -> fields(ready, steps, use);
      case Later later -> laterField(later, steps, use);
      case Wrong wrong -> wrong;
    };
  }

  private Resolution fields(Ready ready, List<String> steps, Supplier<Span> use) {
    Value value = ready.value();
    for (int i = 1; i < steps.size(); i++) {
      Optional<Value> field = field(value, steps.get(i));
      if (field.isEmpty()) {
        String owner = String.join(".", steps.subList(0, i));
        unknownField(owner, steps.get(i), names(value), use.get(), ready.written());
        return new Wrong();
      }
      value = field.get();
    }
    return new Ready(value, ready.written());
  }

  /** A field of a map, or an item of a list by its number from 0. */
  static Optional<Value> field(Value value, String name) {
    return switch (value) {
      case Fields(Map<String, Value> fields) -> Optional.ofNullable(fields.get(name));
      case Items(List<Value> items) when name.matches("[0-9]{1,6}") -> {
        int index = Integer.parseInt(name);
        yield index < items.size() ? Optional.of(items.get(index)) : Optional.empty();
      }
      default -> Optional.empty();
    };
  }

  private static Collection<String> names(Value value) {
    return value instanceof Fields(Map<String, Value> fields) ? fields.keySet() : List.of();
  }

  private Resolution laterField(Later later, List<String> steps, Supplier<Span> use) {
    Optional<Scope.Missing> missing =
        scope.find(steps.getFirst()).orElse(null) instanceof Scope.Later declared
            ? declared.missing(steps.subList(1, steps.size()))
            : Optional.empty();
    if (missing.isEmpty()) {
      return later;
    }
    String owner = missing.get().ownerOf(steps.getFirst());
    unknownField(owner, missing.get().field(), missing.get().known(), use.get(), Optional.empty());
    return new Wrong();
  }

  void unknownField(
      String owner, String field, Collection<String> known, Span use, Optional<Span> written) {
    diagnostics.add(
        new Diagnostic(
            Severity.ERROR,
            Code.NAME_UNKNOWN_FIELD,
            "`" + owner + "` has no field `" + field + "`",
            use,
            Optional.of(Suggestion.hint(field, known, "its fields")),
            written.map(place -> List.of(new Related("defined here", place))).orElse(List.of())));
  }

  /** The value of a name without dots. */
  Resolution name(String name, Supplier<Span> use) {
    return name(name, use, List.of());
  }

  private Resolution name(String name, Supplier<Span> use, List<String> fields) {
    Resolution before = known.get(name);
    if (before != null) {
      return before;
    }
    Scope.Definition definition = scope.find(name).orElse(null);
    Resolution resolution =
        switch (definition) {
          case null -> undefined(name, use, fields);
          case Scope.Known(Value value) -> ready(value);
          case Scope.Made(Supplier<Value> value) -> ready(value.get());
          case Scope.Later _ -> new Later(Set.of(name));
          case Scope.Reported _ -> new Wrong();
          case Scope.Written written -> follow(name, written, use);
          case Scope.Outside(Node node, boolean secret, Scope within) ->
              marked(within.resolve(node, diagnostics), secret, node);
        };
    if (resolution instanceof Ready(Value value, Optional<Span> where)
        && !(definition instanceof Scope.Made)) {
      Values.register(value, scope.masker());
    }
    known.put(name, resolution);
    return resolution;
  }

  private Resolution follow(String name, Scope.Written written, Supplier<Span> use) {
    if (!entered.add(name) || entered.size() > DEEPEST) {
      diagnostics.error(
          Code.NAME_CYCLE,
          use.get(),
          "`" + name + "` is defined by itself: " + String.join(" → ", entered) + " → " + name,
          "a definition can't use its own name, nor one that rests on it");
      return new Wrong();
    }
    Resolution resolution = resolve(written.node());
    entered.remove(name);
    return marked(resolution, written.secret(), written.node());
  }

  /** A value with its place, and marked if it must not be shown. */
  private static Resolution marked(Resolution resolution, boolean secret, Node node) {
    return resolution instanceof Ready(Value value, Optional<Span> where)
        ? new Ready(secret ? Values.secret(value) : value, Optional.of(where.orElse(node.span())))
        : resolution;
  }

  private Wrong undefined(String name, Supplier<Span> use, List<String> fields) {
    diagnostics.error(
        Code.NAME_UNDEFINED,
        use.get(),
        "`" + name + "` is not defined",
        AnsibleFacts.hint(name, fields)
            .or(() ->
                Suggestion.nearest(name, scope.names()).map(near -> "did you mean `" + near + "`?"))
            .orElse("no parameter, variable or registered result has this name"));
    return new Wrong();
  }

  Optional<String> text(Node node) {
    return switch (resolve(node)) {
      case Ready(Value.Items _, Optional<Span> _) -> notAText(node, "a list");
      case Ready(Value.Fields _, Optional<Span> _) -> notAText(node, "a map");
      case Ready(Value.Nothing _, Optional<Span> _) -> notAText(node, "nothing");
      case Ready(Value value, Optional<Span> _) -> Optional.of(Values.text(value));
      case Later(Set<String> names) -> {
        diagnostics.error(
            Code.NAME_NOT_YET,
            node.span(),
            "this must be known before the run, and it rests on what only the run will know",
            "use parameters and variables here, not " + String.join(", ", names));
        yield Optional.empty();
      }
      case Wrong _ -> Optional.empty();
    };
  }

  private Optional<String> notAText(Node node, String what) {
    diagnostics.error(Code.ARGS_WRONG_TYPE, node.span(), "a text is needed here, not " + what);
    return Optional.empty();
  }

  Diagnostics diagnostics() {
    return diagnostics;
  }

  private static Resolution ready(Value value) {
    return new Ready(value, Optional.empty());
  }

  private static Value value(Resolution resolution) {
    return ((Ready) resolution).value();
  }

  /** What the parts have in common if they are not all ready. */
  private static Optional<Resolution> together(Collection<Resolution> parts) {
    Set<String> names = new TreeSet<>();
    boolean later = false;
    for (Resolution part : parts) {
      switch (part) {
        case Wrong wrong -> {
          return Optional.of(wrong);
        }
        case Later(Set<String> more) -> {
          later = true;
          names.addAll(more);
        }
        case Ready _ -> {}
      }
    }
    return later ? Optional.of(new Later(names)) : Optional.empty();
  }
}
