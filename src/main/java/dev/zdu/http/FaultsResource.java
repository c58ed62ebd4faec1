package dev.zdu.http;

import dev.zdu.fault.Faults;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Switches faults of this node on and off; reachable whatever the faults are. */
final class FaultsResource {

  private static final String PATH = "/rest/zdu-test/faults";
  private static final JsonMapper MAPPER = new JsonMapper();

  private final Faults faults;

  FaultsResource(Faults faults) {
    this.faults = faults;
  }

  void routes(RoutesConfig routes, Gate gate) {
    routes.get(PATH, gate.administrator(this::list));
    routes.post(PATH, gate.administrator(this::change));
    routes.delete(
        PATH,
        gate.administrator(context -> {
          faults.clear();
          list(context);
        }));
  }

  private void list(Context context) {
    ObjectNode json = Json.object();
    faults.words().forEach(json::put);
    Gate.answer(context, 200, json);
  }

  private void change(Context context) {
    Map<String, String> changes = new TreeMap<>();
    try {
      JsonNode body = MAPPER.readTree(context.body());
      if (!body.isObject()) {
        Gate.refuse(context, 400, "The body must be a JSON object of faults.");
        return;
      }
      body.properties()
          .forEach(fault ->
              changes.put(
                  fault.getKey(),
                  fault.getValue().isNull() ? "false" : fault.getValue().asString()));
      faults.change(changes);
    } catch (JacksonException | IllegalArgumentException e) {
      Gate.refuse(context, 400, String.valueOf(e.getMessage()));
      return;
    }
    list(context);
  }
}
