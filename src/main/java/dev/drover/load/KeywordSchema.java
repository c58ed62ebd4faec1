package dev.drover.load;

import static dev.drover.schema.JsonSchema.SCALAR;
import static dev.drover.schema.JsonSchema.any;
import static dev.drover.schema.JsonSchema.list;
import static dev.drover.schema.JsonSchema.object;
import static dev.drover.schema.JsonSchema.pattern;

import dev.drover.model.Order;
import dev.drover.schema.FieldType.Single;
import dev.drover.schema.JsonSchema;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What may be written behind each keyword, as JSON Schema. */
final class KeywordSchema {

  static final Map<String, Object> TASKS = list(Map.of("$ref", "#/$defs/task"));
  static final Map<String, Object> TEXTS = any(List.of(SCALAR, list(SCALAR)));
  private static final Map<String, Object> CONDITION = SCALAR;
  private static final Map<String, Object> BOOL = JsonSchema.of(Single.BOOL);
  private static final Map<String, Object> DURATION = JsonSchema.of(Single.DURATION);
  private static final Map<String, Object> NAME = pattern("^[A-Za-z_][A-Za-z0-9_]*$");
  private static final Map<String, Object> ID = pattern("^[A-Za-z0-9][A-Za-z0-9_.-]*$");
  private static final Map<String, Object> COUNT = whole(1);

  private KeywordSchema() {}

  /** The keywords that may stand at a place, each with its schema. */
  static Map<String, Object> on(Keyword.On place) {
    Map<String, Object> keys = new LinkedHashMap<>();
    Keyword.on(place).forEach(keyword -> keys.put(keyword.word(), of(keyword)));
    return keys;
  }

  private static Map<String, Object> of(Keyword keyword) {
    return switch (keyword) {
      case NAME, HOSTS, BECOME_USER, DELEGATE_TO, INCLUDE -> SCALAR;
      case ID -> ID;
      case WINDOW, SERIAL -> any(List.of(hosts(1), atLeastOne(list(hosts(1)))));
      case SOAK, TIMEOUT, DELAY -> DURATION;
      case DOMAIN, REGISTER -> NAME;
      case MAX_FAIL, MAX_FAIL_PERCENTAGE -> hosts(0);
      case ORDER -> order();
      case TASKS, HANDLERS -> TASKS;
      case VARS, WITH -> named(Map.of());
      case TAGS, NOTIFY, LISTEN -> TEXTS;
      case BECOME, NO_LOG, IGNORE_ERRORS, RUN_ONCE -> BOOL;
      case BECOME_METHOD -> Map.of("const", "sudo");
      case ENVIRONMENT -> environment();
      case THROTTLE, RETRIES -> COUNT;
      case WHEN, CHANGED_WHEN, FAILED_WHEN -> any(List.of(CONDITION, list(CONDITION)));
      case UNTIL -> CONDITION;
      case LOOP, FOR_EACH ->
          any(List.of(Map.of("type", List.of("array", "object")), pattern("\\{\\{")));
      case LOOP_CONTROL -> loopControl();
      case BLOCK, PARALLEL, RESCUE, ALWAYS -> atLeastOne(TASKS);
      case RETRY -> retry();
      case FLUSH_HANDLERS -> Map.of();
    };
  }

  private static Map<String, Object> environment() {
    Map<String, Object> environment = any(List.of(named(Map.of()), pattern("\\{\\{")));
    return any(List.of(environment, list(environment)));
  }

  private static Map<String, Object> loopControl() {
    Map<String, Object> keys = new LinkedHashMap<>();
    keys.put("loop_var", NAME);
    keys.put("index_var", NAME);
    keys.put("label", SCALAR);
    return object(keys, List.of());
  }

  private static Map<String, Object> retry() {
    Map<String, Object> keys = new LinkedHashMap<>();
    keys.put("times", COUNT);
    keys.put("delay", DURATION);
    keys.put("until", CONDITION);
    return any(List.of(COUNT, object(keys, List.of())));
  }

  /** A number of hosts or a percentage of them. */
  private static Map<String, Object> hosts(int least) {
    return any(List.of(whole(least), pattern("^(100|[1-9]?[0-9])%$"), pattern("^[0-9]+$")));
  }

  private static Map<String, Object> order() {
    Map<String, Object> by = Map.of("enum", words(Order.values()));
    Map<String, Object> keys = new LinkedHashMap<>();
    keys.put("by", by);
    keys.put("source", any(List.of(Map.of("enum", words(Order.Busy.values())), pattern("\\{\\{"))));
    return any(List.of(by, object(keys, List.of("by"))));
  }

  private static List<String> words(Enum<?>[] constants) {
    return Arrays.stream(constants).map(one -> one.name().toLowerCase(Locale.ROOT)).toList();
  }

  /** A map of names that templates can say, with such values. */
  static Map<String, Object> named(Map<String, Object> value) {
    Map<String, Object> names = new LinkedHashMap<>();
    names.put("type", "object");
    names.put("propertyNames", NAME);
    names.put("additionalProperties", value);
    return names;
  }

  private static Map<String, Object> whole(int least) {
    Map<String, Object> whole = new LinkedHashMap<>();
    whole.put("type", "integer");
    whole.put("minimum", least);
    return whole;
  }

  static Map<String, Object> atLeastOne(Map<String, Object> list) {
    Map<String, Object> more = new LinkedHashMap<>(list);
    more.put("minItems", 1);
    return more;
  }
}
