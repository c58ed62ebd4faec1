package dev.drover.load;

import static dev.drover.schema.JsonSchema.object;

import dev.drover.load.Keyword.On;
import dev.drover.schema.JsonSchema;
import dev.drover.task.Kinds;
import dev.drover.task.Kinds.Registered;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The part of the JSON Schema of runbooks that is about tasks, groups of them and includes. */
final class TaskSchema {

  private TaskSchema() {}

  /** What the schema refers to. */
  static Map<String, Object> definitions(Kinds kinds) {
    Map<String, Object> definitions = new LinkedHashMap<>();
    definitions.put("task", entry());
    definitions.put("single", single(kinds));
    definitions.put("group", group());
    definitions.put("include", object(KeywordSchema.on(On.INCLUDE), List.of("include")));
    definitions.put("flush", object(KeywordSchema.on(On.FLUSH), List.of("flush_handlers")));
    return definitions;
  }

  private static Map<String, Object> single(Kinds kinds) {
    Map<String, Object> keys = KeywordSchema.on(On.TASK);
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

  private static Map<String, Object> group() {
    Map<String, Object> group = object(KeywordSchema.on(On.GROUP), List.of());
    group.put("not", Map.of("required", List.of("block", "parallel")));
    return group;
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

  private static Map<String, Object> reference(String definition) {
    return Map.of("$ref", "#/$defs/" + definition);
  }
}
