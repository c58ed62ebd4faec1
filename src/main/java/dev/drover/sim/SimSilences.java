package dev.drover.sim;

import dev.drover.rest.Request;
import dev.drover.rest.Response;
import dev.drover.secret.Secret;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * The silences of a simulated Alertmanager, by version 2 of its API. Its time stands still: none
 * ends by itself.
 */
public final class SimSilences {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String ALL = "/api/v2/silences";
  private static final String ONE = "/api/v2/silence/";

  private final Map<String, Map<String, Object>> silences = new LinkedHashMap<>();
  private int last;

  SimSilences() {}

  SimSilences(SimSilences other) {
    silences.putAll(other.silences);
    last = other.last;
  }

  /** Whether a request is one of its API. */
  static boolean answers(Request request) {
    return request.path().equals(ALL) || request.path().startsWith(ONE);
  }

  Response answer(Request request) {
    return switch (request.method()) {
      case "GET" -> SimRest.json(200, JSON.writeValueAsString(views()));
      case "POST" ->
          SimRest.json(
              200,
              JSON.writeValueAsString(
                  Map.of(
                      "silenceID",
                      put(
                          JSON.readValue(
                              request.body().map(Secret::reveal).orElse("{}"),
                              new TypeReference<LinkedHashMap<String, Object>>() {})))));
      case "DELETE" -> {
        String id = request.path().substring(ONE.length());
        yield SimRest.json(silences.remove(id) == null ? 404 : 200, "");
      }
      default -> SimRest.json(405, "");
    };
  }

  private List<Map<String, Object>> views() {
    List<Map<String, Object>> views = new ArrayList<>();
    silences.forEach((id, silence) -> {
      Map<String, Object> view = new LinkedHashMap<>(silence);
      view.put("id", id);
      view.put("status", Map.of("state", "active"));
      views.add(view);
    });
    return views;
  }

  private String put(Map<String, Object> silence) {
    String id = String.valueOf(silence.getOrDefault("id", "silence-" + ++last));
    silences.put(id, silence);
    return id;
  }

  /** Leaves what making one leaves; the matchers as Alertmanager's tools write them. */
  public void simulate(String author, List<String> matchers, Instant until) {
    end(author);
    List<Map<String, Object>> all = new ArrayList<>();
    for (String matcher : matchers) {
      String[] parts = matcher.split("=", 2);
      String name = parts[0].replace("!", "").strip();
      boolean regex = parts.length > 1 && parts[1].startsWith("~");
      String value = parts.length > 1 ? parts[1].replaceFirst("^~", "").strip() : "";
      all.add(
          Map.of(
              "name",
              name,
              "value",
              value.replaceAll("^\"|\"$", ""),
              "isRegex",
              regex,
              "isEqual",
              !parts[0].endsWith("!")));
    }
    Map<String, Object> silence = new LinkedHashMap<>();
    silence.put("matchers", all);
    silence.put("endsAt", until.toString());
    silence.put("createdBy", author);
    put(silence);
  }

  /** Ends those of an author. */
  public void end(String author) {
    silences.values().removeIf(silence -> author.equals(silence.get("createdBy")));
  }

  void describe(String url, StringBuilder out) {
    TreeSet<String> lines = new TreeSet<>();
    silences
        .values()
        .forEach(
            silence -> lines.add("silence at " + url + " by " + silence.get("createdBy") + "\n"));
    lines.forEach(out::append);
  }
}
