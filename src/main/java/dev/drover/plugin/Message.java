package dev.drover.plugin;

import dev.drover.expr.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Messages of the plugin protocol: one JSON object a line. */
final class Message {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  private Message() {}

  /** A message as a line. */
  static String write(Map<String, ?> message) {
    return JSON.writeValueAsString(message);
  }

  /** The message of a line; empty if it is none. */
  static Optional<Value.Fields> read(String line) {
    try {
      JsonNode node = JSON.readTree(line);
      return node != null && value(node) instanceof Value.Fields fields
          ? Optional.of(fields)
          : Optional.empty();
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }

  /** As much of a line as a message can show. */
  static String shortened(String line) {
    return line.length() > 120 ? line.substring(0, 120) + "…" : line;
  }

  private static Value value(JsonNode node) {
    if (node.isObject()) {
      Map<String, Value> fields = new LinkedHashMap<>();
      node.properties().forEach(field -> fields.put(field.getKey(), value(field.getValue())));
      return new Value.Fields(fields);
    }
    if (node.isArray()) {
      List<Value> items = new ArrayList<>();
      node.forEach(item -> items.add(value(item)));
      return new Value.Items(items);
    }
    if (node.isNull() || node.isMissingNode()) {
      return new Value.Nothing();
    }
    if (node.isBoolean()) {
      return Value.of(node.booleanValue());
    }
    if (node.canConvertToLong() && node.isIntegralNumber()) {
      return Value.of(node.longValue());
    }
    return node.isNumber() ? Value.of(node.doubleValue()) : Value.text(node.asString());
  }
}
