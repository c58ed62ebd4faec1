package dev.drover.load;

import static dev.drover.schema.JsonSchema.SCALAR;
import static dev.drover.schema.JsonSchema.any;
import static dev.drover.schema.JsonSchema.list;
import static dev.drover.schema.JsonSchema.object;

import dev.drover.model.Param;
import dev.drover.schema.JsonSchema;
import dev.drover.schema.Schema;
import dev.drover.task.Kinds;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The JSON Schema (2020-12) of runbooks, with the keywords and the arguments of every task kind. A
 * test holds its keys against those that the readers of this package ask for.
 */
public final class RunbookSchema {

  private static final Map<String, Object> TASKS = KeywordSchema.TASKS;

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
    Map<String, Object> play = object(KeywordSchema.on(Keyword.On.PLAY), List.of("hosts", "tasks"));
    Map<String, Object> keys = new LinkedHashMap<>();
    keys.put("runbook", SCALAR);
    keys.put("language", Map.of("const", RunbookLoader.LANGUAGE));
    keys.put("version", SCALAR);
    keys.put("description", SCALAR);
    keys.put("params", params());
    keys.put("policy", JsonSchema.of(Schema.of(PolicyReader.PolicyFields.class)));
    keys.put("vars", KeywordSchema.named(Map.of()));
    keys.put("plays", KeywordSchema.atLeastOne(list(play)));
    keys.put("task_groups", KeywordSchema.named(any(List.of(TASKS, tasksWithParams()))));
    return object(keys, List.of("runbook", "language", "version", "plays"));
  }

  private static Map<String, Object> params() {
    List<String> types = Arrays.stream(Param.Type.values()).map(Param.Type::word).toList();
    Map<String, Object> keys = new LinkedHashMap<>();
    keys.put("type", Map.of("enum", types));
    keys.put("default", Map.of());
    keys.put("description", SCALAR);
    keys.put("values", KeywordSchema.TEXTS);
    return KeywordSchema.named(any(List.of(Map.of("enum", types), object(keys, List.of()))));
  }

  private static Map<String, Object> tasksWithParams() {
    Map<String, Object> keys = new LinkedHashMap<>();
    keys.put("params", params());
    keys.put("tasks", TASKS);
    keys.put("handlers", TASKS);
    return object(keys, List.of("tasks"));
  }
}
