package dev.drover.schema;

import dev.drover.expr.Condition;
import dev.drover.expr.ShellText;
import dev.drover.expr.Value;
import dev.drover.schema.FieldType.Choice;
import dev.drover.schema.FieldType.ListOf;
import dev.drover.schema.FieldType.MapOf;
import dev.drover.schema.FieldType.Maybe;
import dev.drover.schema.FieldType.Nested;
import dev.drover.schema.FieldType.Single;
import dev.drover.secret.Secret;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What may be written for a record.
 *
 * @param type the record; {@link Given} if there is none of its own
 * @param doc what it is about, empty if it doesn't say
 */
public record Schema(Class<? extends Record> type, String doc, List<Field> fields) {

  /**
   * A field.
   *
   * @param name its name in YAML
   * @param defaultText what it is if it is left out, as written in a runbook
   * @param main whether a value without a map stands for it
   */
  public record Field(
      String name, FieldType type, String doc, Optional<String> defaultText, boolean main) {

    /** Whether it must be written. */
    public boolean required() {
      return defaultText.isEmpty() && !(type instanceof Maybe);
    }
  }

  private static final Map<Class<?>, Single> SINGLES =
      Map.ofEntries(
          Map.entry(String.class, Single.STRING),
          Map.entry(boolean.class, Single.BOOL),
          Map.entry(Boolean.class, Single.BOOL),
          Map.entry(int.class, Single.INT),
          Map.entry(Integer.class, Single.INT),
          Map.entry(long.class, Single.LONG),
          Map.entry(Long.class, Single.LONG),
          Map.entry(double.class, Single.REAL),
          Map.entry(Double.class, Single.REAL),
          Map.entry(Duration.class, Single.DURATION),
          Map.entry(Size.class, Single.SIZE),
          Map.entry(Version.class, Single.VERSION),
          Map.entry(Path.class, Single.PATH),
          Map.entry(URI.class, Single.URL),
          Map.entry(Secret.class, Single.SECRET),
          Map.entry(Condition.class, Single.CONDITION),
          Map.entry(ShellText.class, Single.SHELL),
          Map.entry(Value.class, Single.ANY));

  /** A class never changes, and to read its annotations takes longer than to bind arguments. */
  private static final ClassValue<Schema> KNOWN =
      new ClassValue<>() {
        @Override
        protected Schema computeValue(Class<?> type) {
          return read(type.asSubclass(Record.class));
        }
      };

  public Schema {
    fields = List.copyOf(fields);
  }

  /** The schema of a record; a component of a type that YAML can't hold is a mistake of ours. */
  public static Schema of(Class<? extends Record> type) {
    return KNOWN.get(type);
  }

  private static Schema read(Class<? extends Record> type) {
    Doc doc = type.getAnnotation(Doc.class);
    return new Schema(
        type,
        doc == null ? "" : doc.value(),
        Arrays.stream(type.getRecordComponents()).map(Schema::field).toList());
  }

  /** A schema that is data itself; what is bound to it is {@link Given}. */
  public static Schema given(String doc, List<Field> fields) {
    return new Schema(Given.class, doc, fields);
  }

  /** The schema of what a record holds. */
  static Schema of(Record data) {
    return data instanceof Given given ? given.schema() : of(data.getClass());
  }

  /** The field of a name. */
  public Optional<Field> field(String name) {
    return fields.stream().filter(field -> field.name().equals(name)).findFirst();
  }

  /** The names of all fields. */
  public List<String> names() {
    return fields.stream().map(Field::name).toList();
  }

  /** The field that a value without a map stands for. */
  public Optional<Field> main() {
    return fields.stream().filter(Field::main).findFirst();
  }

  /** Whether a whole map stands for the only field: {@code set_vars: {a: 1}}. */
  boolean isOneMap() {
    return fields.size() == 1
        && fields.getFirst().main()
        && fields.getFirst().type() instanceof MapOf;
  }

  private static Field field(RecordComponent component) {
    Name name = component.getAnnotation(Name.class);
    Doc doc = component.getAnnotation(Doc.class);
    Default standard = component.getAnnotation(Default.class);
    return new Field(
        name == null ? snakeCase(component.getName()) : name.value(),
        component.isAnnotationPresent(Listed.class)
            ? words(type(component.getGenericType()))
            : type(component.getGenericType()),
        doc == null ? "" : doc.value(),
        Optional.ofNullable(standard).map(Default::value),
        component.isAnnotationPresent(Main.class));
  }

  static FieldType type(Type type) {
    if (type instanceof ParameterizedType parameterized) {
      Type[] arguments = parameterized.getActualTypeArguments();
      if (parameterized.getRawType() == List.class) {
        return new ListOf(type(arguments[0]));
      }
      if (parameterized.getRawType() == Optional.class) {
        return new Maybe(type(arguments[0]));
      }
      if (parameterized.getRawType() == Map.class && arguments[0] == String.class) {
        return new MapOf(type(arguments[1]));
      }
    } else if (type instanceof Class<?> plain) {
      if (SINGLES.containsKey(plain)) {
        return SINGLES.get(plain);
      }
      if (plain.isEnum()) {
        return Choice.of(plain);
      }
      if (plain.isRecord()) {
        return new Nested(of(plain.asSubclass(Record.class)));
      }
    }
    throw new IllegalArgumentException("a field can't have the type " + type.getTypeName());
  }

  private static FieldType words(FieldType type) {
    return switch (type) {
      case ListOf(FieldType item) -> new ListOf(words(item));
      case Maybe(FieldType value) -> new Maybe(words(value));
      case Single single when single == Single.STRING -> Single.WORD;
      default -> throw new IllegalArgumentException(type.words() + " is no word of a command line");
    };
  }

  private static String snakeCase(String camelCase) {
    return camelCase.replaceAll("([A-Z])", "_$1").toLowerCase(java.util.Locale.ROOT);
  }
}
