package dev.drover.schema;

import dev.drover.diag.Code;
import dev.drover.diag.Diagnostics;
import dev.drover.diag.Source;
import dev.drover.diag.Span;
import dev.drover.diag.Suggestion;
import dev.drover.expr.Condition;
import dev.drover.expr.Conditions;
import dev.drover.expr.Resolution;
import dev.drover.expr.Scope;
import dev.drover.expr.ShellText;
import dev.drover.expr.Template;
import dev.drover.expr.Value;
import dev.drover.expr.Values;
import dev.drover.schema.FieldType.Choice;
import dev.drover.schema.FieldType.ListOf;
import dev.drover.schema.FieldType.MapOf;
import dev.drover.schema.FieldType.Maybe;
import dev.drover.schema.FieldType.Nested;
import dev.drover.schema.FieldType.Single;
import dev.drover.schema.Schema.Field;
import dev.drover.secret.Secret;
import dev.drover.yaml.Node;
import dev.drover.yaml.Node.ListNode;
import dev.drover.yaml.Node.MapNode;
import dev.drover.yaml.Node.ScalarNode;
import dev.drover.yaml.YamlReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Goes through nodes and types side by side, once.
 *
 * <p>A value that comes out of a template is made a node again, placed where it was written, so
 * that there is one way from nodes to records and not a second one from values.
 */
final class Binding {

  /** The defaults that are lists and maps; there are as many as fields of schemas. */
  private static final Map<Source, Node> DEFAULTS = new ConcurrentHashMap<>();

  private final Scope scope;
  private final Diagnostics diagnostics;

  Binding(Scope scope, Diagnostics diagnostics) {
    this.scope = scope;
    this.diagnostics = diagnostics;
  }

  Part record(Schema schema, Node node) {
    return record(schema, new Place(node, Optional.empty()));
  }

  Part single(FieldType type, String name, Node node) {
    return value(type, name, new Place(node, Optional.empty()));
  }

  private static boolean isReported(Node node) {
    return node instanceof ScalarNode scalar && scalar.isReported();
  }

  private Part record(Schema schema, Place place) {
    if (isReported(place.node())) {
      return new Part.Wrong();
    }
    Optional<Map<String, Place>> written = fields(schema, place);
    if (written.isEmpty()) {
      return new Part.Wrong();
    }
    List<Part> parts = new ArrayList<>();
    boolean known = known(schema, place);
    for (Field field : schema.fields()) {
      Place value = written.get().get(field.name());
      if (value == null
          && (isMisspelt(field, written.get().keySet()) || (!known && namesOthers(field)))) {
        parts.add(new Part.Wrong());
      } else {
        parts.add(value == null ? absent(field, place) : value(field.type(), field.name(), value));
      }
    }
    if (!known) {
      parts.add(new Part.Wrong());
    }
    return Part.of(parts, values -> Making.of(schema, values, place, written.get(), diagnostics));
  }

  /** Whether a name that looks like the field's is written: that is told, as an unknown one. */
  private static boolean isMisspelt(Field field, Set<String> written) {
    return field.required()
        && (AnsibleArguments.isMeant(field.name(), written)
            || written.stream()
                .anyMatch(name -> Suggestion.nearest(name, List.of(field.name())).isPresent()));
  }

  /** Whether its default uses a name that whoever misspelt the field has never written. */
  private static boolean namesOthers(Field field) {
    return field.defaultText().filter(text -> text.contains("{{")).isPresent();
  }

  /** What was written for each field. */
  private Optional<Map<String, Place>> fields(Schema schema, Place place) {
    Map<String, Place> fields = new LinkedHashMap<>();
    Optional<Field> main = schema.main();
    if (place.node() instanceof MapNode map && !schema.isOneMap()) {
      map.entries().forEach(entry -> fields.put(entry.key().text(), place.inside(entry.value())));
      return Optional.of(fields);
    }
    boolean empty = place.node() instanceof ScalarNode scalar && isEmpty(scalar);
    if (empty && (main.isEmpty() || !main.get().required())) {
      return Optional.of(fields);
    }
    if (main.isEmpty()) {
      place.report(
          diagnostics,
          Code.ARGS_WRONG_TYPE,
          "a map is needed here",
          schema.fields().isEmpty()
              ? "write `{}`: there is nothing to say here"
              : "write it as `{" + schema.names().getFirst() + ": …}`");
      return Optional.empty();
    }
    fields.put(main.get().name(), place);
    return Optional.of(fields);
  }

  private static boolean isEmpty(ScalarNode scalar) {
    return scalar.plain() && Values.literal(scalar) instanceof Value.Nothing;
  }

  /** Reports the fields that the record doesn't have. */
  private boolean known(Schema schema, Place place) {
    boolean known = true;
    if (place.node() instanceof MapNode map && !schema.isOneMap()) {
      for (Node.Entry entry : map.entries()) {
        String name = entry.key().text();
        if (schema.field(name).isEmpty()) {
          known = false;
          place
              .inside(entry.key())
              .report(
                  diagnostics,
                  Code.ARGS_UNKNOWN_FIELD,
                  "there is no field `" + name + "` here",
                  AnsibleArguments.instead(name, schema.names())
                      .orElseGet(() -> Suggestion.hint(name, schema.names(), "the fields")));
        }
      }
    }
    return known;
  }

  private Part absent(Field field, Place record) {
    if (field.defaultText().isPresent()) {
      Node standard = standard(field.defaultText().get(), field.name(), record);
      return value(field.type(), field.name(), new Place(standard, record.use()));
    }
    if (field.type() instanceof Maybe) {
      return new Part.Is(Optional.empty());
    }
    record.report(
        diagnostics,
        Code.ARGS_MISSING_FIELD,
        "the field `" + field.name() + "` is missing",
        "`%s: %s`%s"
            .formatted(
                field.name(),
                field.type().words(),
                field.doc().isEmpty() ? "" : ": " + field.doc()));
    return new Part.Wrong();
  }

  /** A default is read as if it stood where the field was left out. */
  private Node standard(String text, String name, Place record) {
    if (text.startsWith("[") || (text.startsWith("{") && !text.startsWith("{{"))) {
      return DEFAULTS.computeIfAbsent(new Source("default of " + name, text), Binding::read);
    }
    return new ScalarNode(text, true, "", record.node().span());
  }

  private static Node read(Source standard) {
    return YamlReader.read(standard, new Diagnostics())
        .orElseThrow(() -> new IllegalStateException("the " + standard + " is not YAML"));
  }

  private Part value(FieldType type, String name, Place place) {
    if (isReported(place.node())) {
      return new Part.Wrong();
    }
    return switch (type) {
      case Maybe(FieldType inner) -> maybe(inner, name, place);
      case ListOf(FieldType item) -> list(item, type, name, place);
      case MapOf(FieldType value) -> map(value, type, name, place);
      case Nested(Schema schema) -> nested(schema, place);
      case Choice choice -> choice(choice, name, place);
      case Single single -> single(single, name, place);
    };
  }

  private Part maybe(FieldType inner, String name, Place place) {
    if (place.node() instanceof ScalarNode scalar) {
      if (Template.isIn(scalar) && inner != Single.CONDITION && inner != Single.SHELL) {
        return followed(place, scalar, next -> maybe(inner, name, next));
      }
      if (isEmpty(scalar)) {
        return new Part.Is(Optional.empty());
      }
    }
    return Part.of(
        List.of(value(inner, name, place)), values -> new Part.Is(Optional.of(values.getFirst())));
  }

  private Part list(FieldType item, FieldType type, String name, Place place) {
    return switch (place.node()) {
      case ListNode list ->
          Part.of(
              list.items().stream().map(node -> value(item, name, place.inside(node))).toList(),
              values -> new Part.Is(List.copyOf(values)));
      case ScalarNode scalar when Template.isIn(scalar) ->
          followed(place, scalar, next -> list(item, type, name, next));
      case ScalarNode _ when item == Single.CONDITION ->
          Part.of(List.of(value(item, name, place)), values -> new Part.Is(List.copyOf(values)));
      case ScalarNode _, MapNode _ -> wrong(name, "a list", place, Hints.list(place.node()));
    };
  }

  private Part map(FieldType value, FieldType type, String name, Place place) {
    return switch (place.node()) {
      case MapNode map -> {
        List<String> keys = map.entries().stream().map(entry -> entry.key().text()).toList();
        yield Part.of(
            map.entries().stream()
                .map(entry -> value(value, name, place.inside(entry.value())))
                .toList(),
            values -> new Part.Is(zip(keys, values)));
      }
      case ScalarNode scalar when Template.isIn(scalar) ->
          followed(place, scalar, next -> map(value, type, name, next));
      case ScalarNode _, ListNode _ -> wrong(name, "a map", place, "write `{name: value}`");
    };
  }

  private static Map<String, Object> zip(List<String> keys, List<Object> values) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < keys.size(); i++) {
      map.put(keys.get(i), values.get(i));
    }
    return java.util.Collections.unmodifiableMap(map);
  }

  private Part nested(Schema schema, Place place) {
    return place.node() instanceof ScalarNode scalar && Template.isIn(scalar)
        ? followed(place, scalar, next -> record(schema, next))
        : record(schema, place);
  }

  private Part choice(Choice choice, String name, Place place) {
    if (!(place.node() instanceof ScalarNode scalar)) {
      return wrong(name, "one of " + choice.words(), place, "write one of these words");
    }
    if (Template.isIn(scalar)) {
      return followed(place, scalar, next -> choice(choice, name, next));
    }
    Optional<Object> constant = choice.constant(scalar.text());
    return constant
        .<Part>map(Part.Is::new)
        .orElseGet(() ->
            wrong(
                name,
                "one of " + String.join(", ", asLoud(choice.all(), scalar.text())),
                place,
                Suggestion.nearest(scalar.text(), asLoud(choice.all(), scalar.text()))
                    .map(near -> "did you mean `" + near + "`?")
                    .orElse("write one of these words")));
  }

  /** The words in capitals if somebody wrote capitals, as the product writes its states. */
  private static List<String> asLoud(List<String> words, String written) {
    return written.equals(written.toUpperCase(Locale.ROOT))
        ? words.stream().map(word -> word.toUpperCase(Locale.ROOT)).toList()
        : words;
  }

  private Part single(Single type, String name, Place place) {
    return switch (type) {
      case CONDITION -> condition(name, place);
      case SHELL -> shell(name, place);
      case ANY -> any(place);
      default ->
          place.node() instanceof ScalarNode scalar
              ? text(type, name, scalar, place)
              : wrong(name, type.meaning(), place, "write one value here");
    };
  }

  private Part text(Single type, String name, ScalarNode scalar, Place place) {
    if (Template.isIn(scalar)) {
      return followed(place, scalar, next -> single(type, name, next));
    }
    Value value = Values.literal(scalar);
    Values.register(value, scope.masker());
    Optional<Object> object = Reading.of(type, value, Path.of(scalar.span().source().name()));
    if (object.isEmpty()) {
      return wrong(name, type.meaning(), place, Hints.single(type, value));
    }
    if (object.get() instanceof Secret secret) {
      scope.masker().add(secret);
    }
    if (type == Single.WORD && Values.isSecret(value)) {
      place.warn(
          diagnostics, Code.SECRET_VISIBLE, ShellText.VISIBLE, ShellText.INSTEAD_OF_ARGUMENTS);
    }
    if (type == Single.PATH && place.strays()) {
      place.report(
          diagnostics,
          Code.ARGS_INVALID,
          "`" + name + "` would lead out of its directory by what a machine told: " + place.words(),
          "use only names in a path of this machine, and check them with `assert` before");
      return new Part.Wrong();
    }
    return new Part.Is(object.get());
  }

  private Part any(Place place) {
    return switch (scope.resolve(place.node(), diagnostics)) {
      case Resolution.Ready(Value value, Optional<Span> _) -> new Part.Is(value);
      case Resolution.Later(Set<String> names) -> new Part.Later(names);
      case Resolution.Wrong _ -> new Part.Wrong();
    };
  }

  private Part condition(String name, Place place) {
    if (!(place.node() instanceof ScalarNode scalar)) {
      return wrong(name, Single.CONDITION.meaning(), place, "write one condition here");
    }
    Condition condition = new Condition(scalar.text(), scalar.span());
    return Conditions.check(condition, scope, diagnostics)
        ? new Part.Is(condition)
        : new Part.Wrong();
  }

  private Part shell(String name, Place place) {
    if (!(place.node() instanceof ScalarNode scalar)) {
      return wrong(name, Single.SHELL.meaning(), place, "write one text; `command` takes a list");
    }
    return switch (ShellText.of(scalar, scope, diagnostics)) {
      case ShellText.Outcome.Ready(ShellText text) -> new Part.Is(text);
      case ShellText.Outcome.Later(Set<String> names) -> new Part.Later(names);
      case ShellText.Outcome.Wrong _ -> new Part.Wrong();
    };
  }

  /** Goes on with what a template stands for. */
  private Part followed(
      Place place, ScalarNode scalar, java.util.function.Function<Place, Part> next) {
    return switch (scope.resolve(scalar, diagnostics)) {
      case Resolution.Ready(Value value, Optional<Span> written) ->
          next.apply(place.resolved(value, written));
      case Resolution.Later(Set<String> names) -> new Part.Later(names);
      case Resolution.Wrong _ -> new Part.Wrong();
    };
  }

  private Part wrong(String name, String expected, Place place, String hint) {
    String found =
        place.words().equals("nothing") ? "nothing is written here" : place.words() + " is not";
    place.report(
        diagnostics,
        Code.ARGS_WRONG_TYPE,
        "`" + name + "` must be " + expected + ", and " + found,
        hint);
    return new Part.Wrong();
  }
}
