package dev.drover.load;

import static dev.drover.schema.JsonSchema.SCALAR;
import static dev.drover.schema.JsonSchema.any;
import static dev.drover.schema.JsonSchema.list;
import static dev.drover.schema.JsonSchema.object;
import static dev.drover.schema.JsonSchema.pattern;

import dev.drover.model.Order;
import dev.drover.model.Param;
import dev.drover.schema.JsonSchema;
import dev.drover.schema.Schema;
import dev.drover.task.Kinds;
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

  private static final Map<String, Object> TASKS = TaskSchema.TASKS;

  private RunbookSchema() {}

  /** The schema for these kinds, as data. */
  public static Map<String, Object> of(Kinds kinds) {
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    schema.put("title", "Drover runbook");
    schema.putAll(runbook());
    schema.put("$defs", TaskSchema.definitions(kinds));
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
    keys.put("vars", TaskSchema.names());
    keys.put("plays", TaskSchema.atLeastOne(list(play())));
    keys.put("task_groups", TaskSchema.named(any(List.of(TASKS, tasksWithParams()))));
    return object(keys, List.of("runbook", "language", "version", "plays"));
  }

  private static Map<String, Object> params() {
    List<String> types = Arrays.stream(Param.Type.values()).map(Param.Type::word).toList();
    Map<String, Object> keys = new LinkedHashMap<>();
    keys.put("type", Map.of("enum", types));
    keys.put("default", Map.of());
    keys.put("description", SCALAR);
    keys.put("values", TaskSchema.TEXTS);
    return TaskSchema.named(any(List.of(Map.of("enum", types), object(keys, List.of()))));
  }

  private static Map<String, Object> tasksWithParams() {
    Map<String, Object> keys = new LinkedHashMap<>();
    keys.put("params", params());
    keys.put("tasks", TASKS);
    keys.put("handlers", TASKS);
    return object(keys, List.of("tasks"));
  }

  private static Map<String, Object> play() {
    Map<String, Object> keys = new LinkedHashMap<>();
    keys.put("name", SCALAR);
    keys.put("id", TaskSchema.ID);
    keys.put("hosts", SCALAR);
    keys.put("window", window());
    keys.put("serial", window());
    keys.put("soak", TaskSchema.DURATION);
    keys.put("domain", TaskSchema.NAME);
    keys.put("max_fail", hosts(0));
    keys.put("max_fail_percentage", hosts(0));
    keys.put("order", order());
    keys.put("vars", TaskSchema.names());
    keys.put("tasks", TASKS);
    keys.put("handlers", TASKS);
    keys.putAll(TaskSchema.handedDown());
    return object(keys, List.of("hosts", "tasks"));
  }

  private static Map<String, Object> window() {
    return any(List.of(hosts(1), TaskSchema.atLeastOne(list(hosts(1)))));
  }

  /** A number of hosts or a percentage of them. */
  private static Map<String, Object> hosts(int least) {
    return any(
        List.of(TaskSchema.whole(least), pattern("^(100|[1-9]?[0-9])%$"), pattern("^[0-9]+$")));
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
}
