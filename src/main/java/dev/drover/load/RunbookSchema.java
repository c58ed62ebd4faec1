package dev.drover.load;

import static dev.drover.schema.JsonSchema.SCALAR;
import static dev.drover.schema.JsonSchema.any;
import static dev.drover.schema.JsonSchema.list;
import static dev.drover.schema.JsonSchema.object;
import static dev.drover.schema.JsonSchema.pattern;

import dev.drover.model.Order;
import dev.drover.model.Param;
import dev.drover.schema.FieldType.Single;
import dev.drover.schema.JsonSchema;
import dev.drover.schema.Schema;
import dev.drover.task.Kinds;
import dev.drover.task.Kinds.Registered;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The JSON Schema (2020-12) of runbooks, with the arguments of every task kind. A test holds its
 * keys against those that the readers of this package ask for.
 */
public final class RunbookSchema {

  private static final Map<String, Object> TEXTS = any(List.of(SCALAR, list(SCALAR)));
  private static final Map<String, Object> CONDITION = SCALAR;
  private static final Map<String, Object> BOOL = JsonSchema.of(Single.BOOL);
  private static final Map<String, Object> DURATION = JsonSchema.of(Single.DURATION);
  private static final Map<String, Object> NAME = pattern("^[A-Za-z_][A-Za-z0-9_]*$");
  private static final Map<String, Object> ID = pattern("^[A-Za-z0-9][A-Za-z0-9_.-]*$");
  private static final Map<String, Object> COUNT = whole(1);
  private static final Map<String, Object> TASKS = list(reference("task"));

  private RunbookSchema() {}

  /** The schema for these kinds, as data. */
  public static Map<String, Object> of(Kinds kinds) {
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    schema.put("title", "Drover runbook");
    schema.putAll(runbook());
    Map<String, Object> definitions = new LinkedHashMap<>();
    definitions.put("task", entry());
    definitions.put("single", single(kinds));
    definitions.put("group", group());
    definitions.put("include", include());
    definitions.put("flush", flush());
    schema.put("$defs", definitions);
    return schema;
  }

  private static Map<String, Object> runbook() {
    Map<String, Object> keys = new LinkedHashMap<>();
    keys.put("runbook", SCALAR);
    keys.put("language", Map.of("const", RunbookLoader.LANGUAGE));
    keys.put("version", SCALAR);
    keys.put("description", SCALAR);
    keys.put("params", params());
    keys.put("policy", JsonSchema.of(Schema.of(RunbookLoader.PolicyFields.class)));
    keys.put("vars", names());
    keys.put("plays", atLeastOne(list(play())));
    keys.put("task_groups", named(any(List.of(TASKS, tasksWithParams()))));
    return object(keys, List.of("runbook", "language", "version", "plays"));
  }

  private static Map<String, Object> params() {
    List<String> types = Arrays.stream(Param.Type.values()).map(Param.Type::word).toList();
    Map<String, Object> keys = new LinkedHashMap<>();
    keys.put("type", Map.of("enum", types));
    keys.put("default", Map.of());
    keys.put("description", SCALAR);
    keys.put("values", TEXTS);
    return named(any(List.of(Map.of("enum", types), object(keys, List.of()))));
  }

  private static Map<String, Object> tasksWithParams() {
    Map<String, Object> keys = new LinkedHashMap<>();
    keys.put("params", params());
    keys.put("tasks", TASKS);
    keys.put("handlers", list(handler()));
    return object(keys, List.of("tasks"));
  }

  private static Map<String, Object> play() {
    Map<String, Object> keys = new LinkedHashMap<>();
    keys.put("name", SCALAR);
    keys.put("id", ID);
    keys.put("hosts", SCALAR);
    keys.put("window", window());
    keys.put("serial", window());
    keys.put("soak", DURATION);
    keys.put("domain", NAME);
    keys.put("max_fail", hosts(0));
    keys.put("max_fail_percentage", hosts(0));
    keys.put("order", order());
    keys.put("vars", names());
    keys.put("tasks", TASKS);
    keys.put("handlers", list(handler()));
    keys.putAll(handedDown());
    return object(keys, List.of("hosts", "tasks"));
  }

  private static Map<String, Object> window() {
    return any(List.of(hosts(1), atLeastOne(list(hosts(1)))));
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

  /** What a play or a group hands down to its tasks. */
  private static Map<String, Object> handedDown() {
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

  private static Map<String, Object> handler() {
    return reference("task");
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

  private static Map<String, Object> names() {
    return named(Map.of());
  }

  private static Map<String, Object> named(Map<String, Object> value) {
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

  private static Map<String, Object> atLeastOne(Map<String, Object> list) {
    Map<String, Object> more = new LinkedHashMap<>(list);
    more.put("minItems", 1);
    return more;
  }

  private static Map<String, Object> reference(String definition) {
    return Map.of("$ref", "#/$defs/" + definition);
  }
}
