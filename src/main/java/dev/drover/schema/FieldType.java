package dev.drover.schema;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What a field may hold. */
public sealed interface FieldType {

  /** The type in one or a few words, for documentation: {@code list of path}. */
  String words();

  /** One value. */
  enum Single implements FieldType {
    STRING("string", "a text"),
    WORD("string", "a text"),
    BOOL("bool", "`true` or `false`"),
    INT("int", "a whole number"),
    LONG("int", "a whole number"),
    REAL("number", "a number"),
    DURATION("duration", "a duration such as `30s`, `5m` or `1h30m`"),
    SIZE("size", "a size such as `512KB`, `10MB` or `2GB`"),
    VERSION("version", "a version such as `7.9.4`"),
    PATH("path", "a path on this machine"),
    URL("url", "a URL such as `https://host:7990/path`"),
    SECRET("secret", "a secret text"),
    CONDITION("condition", "a condition such as `result.rc == 0`"),
    SHELL("shell text", "a shell text"),
    ANY("any", "anything");

    private final String words;
    private final String meaning;

    Single(String words, String meaning) {
      this.words = words;
      this.meaning = meaning;
    }

    @Override
    public String words() {
      return words;
    }

    /** What is expected, in a message. */
    String meaning() {
      return meaning;
    }
  }

  /**
   * One of a few words.
   *
   * @param constants what each word stands for
   */
  record Choice(Map<String, Object> constants) implements FieldType {
    public Choice {
      constants = Collections.unmodifiableMap(new LinkedHashMap<>(constants));
    }

    /** Words that stand for themselves. */
    public static Choice of(List<String> words) {
      Map<String, Object> constants = new LinkedHashMap<>();
      words.forEach(word -> constants.put(word, word));
      return new Choice(constants);
    }

    /** All the words. */
    public List<String> all() {
      return List.copyOf(constants.keySet());
    }

    /** The words of the constants of an enum. */
    static Choice of(Class<?> type) {
      Map<String, Object> constants = new LinkedHashMap<>();
      for (Object constant : type.getEnumConstants()) {
        constants.put(word((Enum<?>) constant), constant);
      }
      return new Choice(constants);
    }

    /** The constant of a word; products write the names of their states in capitals. */
    Optional<Object> constant(String word) {
      return constants.entrySet().stream()
          .filter(constant -> constant.getKey().equalsIgnoreCase(word))
          .map(Map.Entry::getValue)
          .findFirst();
    }

    /** The word of a constant. */
    static String word(Enum<?> constant) {
      return constant.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public String words() {
      return String.join(" | ", all());
    }
  }

  /** A list of values of one type. */
  record ListOf(FieldType item) implements FieldType {
    @Override
    public String words() {
      return "list of " + item.words();
    }
  }

  /** Names with values of one type. */
  record MapOf(FieldType value) implements FieldType {
    @Override
    public String words() {
      return "map of " + value.words();
    }
  }

  /** A record inside a record. */
  record Nested(Schema schema) implements FieldType {
    @Override
    public String words() {
      return "map";
    }
  }

  /** A value that may be absent. */
  record Maybe(FieldType value) implements FieldType {
    @Override
    public String words() {
      return value.words();
    }
  }
}
