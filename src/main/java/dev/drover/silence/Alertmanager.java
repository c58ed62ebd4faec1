package dev.drover.silence;

import dev.drover.remote.RemoteException;
import dev.drover.remote.Word;
import dev.drover.rest.Endpoint;
import dev.drover.rest.Request;
import dev.drover.rest.Response;
import dev.drover.secret.Secret;
import dev.drover.task.Facts;
import dev.drover.task.Need;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Prometheus' Alertmanager by version 2 of its API. A silence is ours if we made it for this host
 * and it has the same matchers; others are left alone. It ends by itself, whatever becomes of us.
 */
record Alertmanager(Endpoint endpoint, String host, List<Matcher> matchers) implements Silencer {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String SILENCES = "/api/v2/silences";
  private static final String SILENCE = "/api/v2/silence/";

  /** One of ours that has not ended. */
  private record Ours(String id, Instant until) {}

  @Override
  public Seen look(Facts facts) throws RemoteException, InterruptedException {
    return new Seen(true, ours(facts).stream().map(Ours::until).max(Comparator.naturalOrder()));
  }

  private List<Ours> ours(Facts facts) throws RemoteException, InterruptedException {
    Response response = facts.rest(endpoint).send(Request.get(SILENCES));
    if (response.status() != 200) {
      throw refused("GET " + SILENCES, response);
    }
    List<Ours> ours = new ArrayList<>();
    for (JsonNode silence : parsed(response)) {
      String state = silence.path("status").path("state").asString("");
      if ((state.equals("active") || state.equals("pending"))
          && silence.path("createdBy").asString("").equals(author())
          && matchers(silence).equals(new HashSet<>(matchers))) {
        ours.add(new Ours(silence.path("id").asString(""), until(silence)));
      }
    }
    return ours;
  }

  private JsonNode parsed(Response response) throws RemoteException {
    try {
      JsonNode list = JSON.readTree(response.body());
      if (list.isArray()) {
        return list;
      }
    } catch (JacksonException noJson) {
      // told below
    }
    throw new RemoteException.Refused(
        endpoint.base() + SILENCES + " does not answer as an Alertmanager does",
        "check `url` in `silencing`: its path prefix belongs to it, /api/v2 does not",
        null);
  }

  private static Set<Matcher> matchers(JsonNode silence) {
    Set<Matcher> all = new HashSet<>();
    for (JsonNode one : silence.path("matchers")) {
      all.add(
          new Matcher(
              one.path("name").asString(""),
              one.path("value").asString(""),
              one.path("isRegex").asBoolean(false),
              one.path("isEqual").asBoolean(true)));
    }
    return all;
  }

  private static Instant until(JsonNode silence) {
    try {
      return OffsetDateTime.parse(silence.path("endsAt").asString("")).toInstant();
    } catch (DateTimeException odd) {
      return Instant.EPOCH; // then it is made anew
    }
  }

  @Override
  public void open(Facts facts, Duration last, String comment)
      throws RemoteException, InterruptedException {
    Instant now = facts.clock().now();
    Map<String, Object> silence = new LinkedHashMap<>();
    ours(facts).stream().findFirst().ifPresent(before -> silence.put("id", before.id()));
    silence.put(
        "matchers",
        matchers.stream()
            .map(one ->
                Map.of(
                    "name", one.name(),
                    "value", one.value(),
                    "isRegex", one.regex(),
                    "isEqual", one.equal()))
            .toList());
    silence.put("startsAt", now.toString());
    silence.put("endsAt", now.plus(last).toString());
    silence.put("createdBy", author());
    silence.put("comment", comment);
    Request request =
        new Request(
            "POST",
            SILENCES,
            Map.of("Content-Type", "application/json", "Accept", "application/json"),
            Optional.of(Secret.of(JSON.writeValueAsString(silence))),
            true,
            Duration.ofSeconds(10));
    Response response = facts.rest(endpoint).send(request);
    if (response.status() != 200) {
      throw refused("POST " + SILENCES, response);
    }
  }

  @Override
  public void close(Facts facts) throws RemoteException, InterruptedException {
    for (Ours silence : ours(facts)) {
      if (!silence.id().matches("[A-Za-z0-9-]{1,64}")) {
        throw new RemoteException.Refused(
            endpoint.base() + " names a silence by what is no name", "look at its silences", null);
      }
      Request request =
          new Request(
              "DELETE",
              SILENCE + silence.id(),
              Map.of("Accept", "application/json"),
              Optional.empty(),
              true,
              Duration.ofSeconds(10));
      Response response = facts.rest(endpoint).send(request);
      // It may have ended meanwhile, which some versions answer by an error of theirs.
      if (response.status() != 200
          && ours(facts).stream().anyMatch(one -> one.id().equals(silence.id()))) {
        throw refused("DELETE " + SILENCE + "…", response);
      }
    }
  }

  private RemoteException refused(String request, Response response) {
    String said = response.body().lines().findFirst().orElse("").strip();
    return new RemoteException.Refused(
        "%s: %s answered %d%s"
            .formatted(
                endpoint.base(),
                request,
                response.status(),
                said.isEmpty() ? "" : ": " + said.substring(0, Math.min(200, said.length()))),
        "check `url` and the credentials in `silencing`",
        null);
  }

  private String author() {
    return "drover for " + host;
  }

  @Override
  public String words() {
    return "alerts with "
        + matchers.stream().map(Matcher::toString).collect(Collectors.joining(", "));
  }

  @Override
  public String byHand() {
    String tool = "amtool --alertmanager.url=" + Word.of(endpoint.base().toString()).quoted();
    return "%s silence expire $(%s silence query -q --created-by=%s)"
        .formatted(tool, tool, Word.of(author()).quoted());
  }

  @Override
  public List<Need> needs() {
    return List.of(
        new Need.Web(endpoint, "GET", SILENCES),
        new Need.Web(endpoint, "POST", SILENCES),
        new Need.Web(endpoint, "DELETE", SILENCE + "*"));
  }
}
