package dev.drover.plugin;

import dev.drover.backup.BackupDriver;
import dev.drover.schema.Default;
import dev.drover.schema.FieldType;
import dev.drover.schema.FieldType.Choice;
import dev.drover.schema.FieldType.ListOf;
import dev.drover.schema.FieldType.MapOf;
import dev.drover.schema.FieldType.Maybe;
import dev.drover.schema.FieldType.Single;
import dev.drover.schema.Schema;
import dev.drover.task.Bracket;
import dev.drover.task.Kind;
import dev.drover.task.Recovery;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What a program answers to {@code describe}. */
record Described(
    @Default("[]") List<KindOf> kinds,
    @Default("[]") List<BalancerOf> balancers,
    @Default("[]") List<SourceOf> inventories,
    @Default("[]") List<BackupOf> backups) {

  /** A task kind. */
  record KindOf(
      String name,
      String doc,
      @Default("general") Kind.Group group,
      @Default("host") Kind.Scope scope,
      @Default("ask") Recovery recovery,
      Optional<Bracket.Type> opens,
      Optional<Bracket.Type> closes,
      @Default("undo what the task has done, as the plugin's documentation says") String byHand,
      @Default("[]") List<FieldOf> arguments,
      @Default("[]") List<FieldOf> results,
      @Default("10m") Duration timeout) {
    KindOf {
      if (arguments.stream().filter(FieldOf::main).count() > 1) {
        throw new IllegalArgumentException("`arguments` has more than one `main`");
      }
    }
  }

  /**
   * A balancer driver.
   *
   * @param byHand the command by which a person does the same, with {@code {address}}, {@code
   *     {backends}}, {@code {server}} and {@code {state}} for what it is to be done to
   */
  record BalancerOf(String name, String doc, String byHand, @Default("[]") List<FieldOf> options) {}

  /** An inventory source. */
  record SourceOf(String name, String doc, @Default("[]") List<FieldOf> options) {}

  /** A backup driver. */
  record BackupOf(
      String name,
      String doc,
      BackupDriver.Subject subject,
      @Default("[]") List<FieldOf> options,
      @Default("1h") Duration timeout) {}

  /** A field: an argument or a result. */
  record FieldOf(
      String name,
      @Default("string") String type,
      String doc,
      @Default("[]") List<String> values,
      @dev.drover.schema.Name("default") Optional<String> defaultText,
      @Default("false") boolean optional,
      @Default("false") boolean main) {

    private static final Map<String, FieldType> TYPES =
        Map.ofEntries(
            Map.entry("string", Single.STRING),
            Map.entry("bool", Single.BOOL),
            Map.entry("int", Single.LONG),
            Map.entry("number", Single.REAL),
            Map.entry("duration", Single.DURATION),
            Map.entry("size", Single.SIZE),
            Map.entry("version", Single.VERSION),
            Map.entry("path", Single.PATH),
            Map.entry("url", Single.URL),
            Map.entry("secret", Single.SECRET),
            Map.entry("any", Single.ANY),
            Map.entry("list", new ListOf(Single.ANY)),
            Map.entry("map", new MapOf(Single.ANY)));

    FieldOf {
      if (!name.matches("[a-z][a-z0-9_]*")) {
        throw new IllegalArgumentException("`name` must be small letters, digits and _");
      }
      fieldType(type, values);
    }

    private static FieldType fieldType(String type, List<String> values) {
      if (type.startsWith("list of ")) {
        return new ListOf(fieldType(type.substring("list of ".length()), values));
      }
      if (type.startsWith("map of ")) {
        return new MapOf(fieldType(type.substring("map of ".length()), values));
      }
      if (type.equals("enum")) {
        if (values.isEmpty()) {
          throw new IllegalArgumentException("`values` must name the words of the enum");
        }
        return Choice.of(values);
      }
      FieldType known = TYPES.get(type);
      if (known == null) {
        throw new IllegalArgumentException(
            "`type` is `%s`; the types: %s, enum, list of …, map of …"
                .formatted(type, String.join(", ", new TreeMap<>(TYPES).keySet())));
      }
      return known;
    }

    private Schema.Field field() {
      FieldType whole = fieldType(type, values);
      return new Schema.Field(name, optional ? new Maybe(whole) : whole, doc, defaultText, main);
    }
  }

  /** The schema of fields. */
  static Schema schema(String doc, List<FieldOf> fields) {
    return Schema.given(doc, fields.stream().map(FieldOf::field).toList());
  }
}
