package dev.drover.load;

import static dev.drover.schema.JsonSchema.SCALAR;
import static dev.drover.schema.JsonSchema.any;
import static dev.drover.schema.JsonSchema.list;
import static dev.drover.schema.JsonSchema.object;
import static dev.drover.schema.JsonSchema.pattern;

import dev.drover.schema.FieldType.Single;
import dev.drover.schema.JsonSchema;
import dev.drover.task.Kinds;
import dev.drover.task.Kinds.Registered;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The part of the JSON Schema of runbooks that is about tasks, groups of them and includes. */
final class TaskSchema {

  static final Map<String, Object> TEXTS = any(List.of(SCALAR, list(SCALAR)));
  private static final Map<String, Object> CONDITION = SCALAR;
  private static final Map<String, Object> BOOL = JsonSchema.of(Single.BOOL);
  static final Map<String, Object> DURATION = JsonSchema.of(Single.DURATION);
  static final Map<String, Object> NAME = pattern("^[A-Za-z_][A-Za-z0-9_]*$");
  static final Map<String, Object> ID = pattern("^[A-Za-z0-9][A-Za-z0-9_.-]*$");
  static final Map<String, Object> COUNT = whole(1);
  static final Map<String, Object> TASKS = list(reference("task"));

  private TaskSchema() {}

  /** What the schema refers to. */
  static Map<String, Object> definitions(Kinds kinds) {
    Map<String, Object> definitions = new LinkedHashMap<>();
    definitions.put("task", entry());
    definitions.put("single", single(kinds));
    definitions.put("group", group());
    definitions.put("include", include());
    definitions.put("flush", flush());
    return definitions;
  }

  /** What a play or a group hands down to its tasks. */
  static Map<String, Object> handedDown() {
    Map<String, Object> keys = new LinkedHashMap<>();
    keys.put("timeout", DURATION);
    keys.put("throttle", COUNT);
    keys.put("tags", TEXTS);
    keys.put("no_log", BOOL);
    keys.put("ignore_errors", BOOL);
    keys.put("become", BOOL);
    keys.put("become_user", SCALAR);
    keys.put("become_method", Map.of("const", "sudo"));
    Map<String, Object> environment = any(List.of(named(Map.of()), pattern("\\{\\{")));
    keys.put("environment", any(List.of(environment, list(environment))));
    return keys;
  }

  /** What tasks, groups and includes have in common. */
  private static Map<String, Object> common() {
    Map<String, Object> keys = new LinkedHashMap<>();
    keys.put("name", SCALAR);
    keys.put("id", ID);
    keys.put("when", any(List.of(CONDITION, list(CONDITION))));
    keys.put("vars", names());
    keys.put("delegate_to", SCALAR);
    keys.put("run_once", BOOL);
    keys.putAll(handedDown());
    return keys;
  }

  private static Map<String, Object> repeated() {
    Map<String, Object> control = new LinkedHashMap<>();
    control.put("loop_var", NAME);
    control.put("index_var", NAME);
    control.put("label", SCALAR);
    Map<String, Object> items =
        any(List.of(Map.of("type", List.of("array", "object")), pattern("\\{\\{")));
    Map<String, Object> keys = common();
    keys.put("notify", TEXTS);
    keys.put("loop", items);
    keys.put("for_each", items);
    keys.put("loop_control", object(control, List.of()));
    return keys;
  }

  private static Map<String, Object> single(Kinds kinds) {
    Map<String, Object> keys = repeated();
    keys.put("register", NAME);
    keys.put("until", CONDITION);
    keys.put("retries", COUNT);
    keys.put("delay", DURATION);
    keys.put("changed_when", any(List.of(CONDITION, list(CONDITION))));
    keys.put("failed_when", any(List.of(CONDITION, list(CONDITION))));
    keys.put("listen", TEXTS);
    for (Registered<?> kind : kinds.all()) {
      Map<String, Object> arguments = new LinkedHashMap<>(JsonSchema.of(kind.arguments()));
      arguments.put("description", kind.about().doc());
      keys.put(kind.name(), arguments);
    }
    Map<String, Object> task = object(keys, List.of());
    task.put(
        "oneOf",
        kinds.all().stream().map(kind -> Map.of("required", List.of(kind.name()))).toList());
    return task;
  }

  private static Map<String, Object> grouped() {
    Map<String, Object> retry = new LinkedHashMap<>();
    retry.put("times", COUNT);
    retry.put("delay", DURATION);
    retry.put("until", CONDITION);
    Map<String, Object> keys = repeated();
    keys.put("retry", any(List.of(COUNT, object(retry, List.of()))));
    return keys;
  }

  private static Map<String, Object> group() {
    Map<String, Object> keys = grouped();
    for (String key : List.of("block", "parallel", "rescue", "always")) {
      keys.put(key, atLeastOne(TASKS));
    }
    keys.put("listen", TEXTS);
    Map<String, Object> group = object(keys, List.of());
    group.put("not", Map.of("required", List.of("block", "parallel")));
    return group;
  }

  private static Map<String, Object> include() {
    Map<String, Object> keys = grouped();
    keys.put("include", SCALAR);
    keys.put("with", names());
    return object(keys, List.of("include"));
  }

  private static Map<String, Object> flush() {
    Map<String, Object> keys = common();
    keys.put("flush_handlers", Map.of());
    return object(keys, List.of("flush_handlers"));
  }

  /** An entry of a list of tasks: what it is, its keys tell. */
  private static Map<String, Object> entry() {
    Map<String, Object> entry = has("flush_handlers", reference("flush"), reference("single"));
    entry = has("include", reference("include"), entry);
    entry = has("parallel", reference("group"), entry);
    entry = has("block", reference("group"), entry);
    entry.put("type", "object");
    return entry;
  }

  private static Map<String, Object> has(
      String key, Map<String, Object> then, Map<String, Object> otherwise) {
    Map<String, Object> choice = new LinkedHashMap<>();
    choice.put("if", Map.of("required", List.of(key)));
    choice.put("then", then);
    choice.put("else", otherwise);
    return choice;
  }

  static Map<String, Object> names() {
    return named(Map.of());
  }

  static Map<String, Object> named(Map<String, Object> value) {
    Map<String, Object> names = new LinkedHashMap<>();
    names.put("type", "object");
    names.put("propertyNames", NAME);
    names.put("additionalProperties", value);
    return names;
  }

  static Map<String, Object> whole(int least) {
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

  private static Map<String, Object> reference(String definition) {
    return Map.of("$ref", "#/$defs/" + definition);
  }
}
