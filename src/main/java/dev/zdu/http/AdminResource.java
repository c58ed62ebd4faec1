package dev.zdu.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What the product's general interface has and a runbook uses: members, version, repositories. */
final class AdminResource {

  private static final JsonMapper MAPPER = new JsonMapper();

  private final Backend backend;
  private final Repositories repositories;

  AdminResource(Backend backend, Repositories repositories) {
    this.backend = backend;
    this.repositories = repositories;
  }

  void routes(RoutesConfig routes, Gate gate) {
    routes.get("/status", this::status);
    routes.get(
        "/rest/api/latest/application-properties",
        gate.open(context -> Gate.answer(context, 200, Json.application(backend.self()))));
    routes.get(
        "/rest/api/latest/admin/cluster",
        gate.administration(context -> Gate.answer(context, 200, Json.members(backend.cluster()))));
    routes.post(
        "/rest/api/latest/projects/{project}/repos", gate.administration(this::createRepository));
    routes.get("/rest/zdu-test/pushes", gate.administration(this::pushes));
  }

  private void status(Context context) {
    Phase phase = backend.phase();
    Gate.answer(context, phase.statusCode(), Json.object().put("state", phase.name()));
  }

  private void createRepository(Context context) throws IOException {
    String project = context.pathParam("project").toLowerCase(Locale.ROOT);
    String name = nameIn(context.body()).toLowerCase(Locale.ROOT);
    if (!Repositories.isWord(project) || !Repositories.isWord(name)) {
      Gate.refuse(
          context,
          400,
          "A body {\"name\": \"...\"} is required; project and name are letters, digits, '-', '_'"
              + " and inner '.'.");
      return;
    }
    if (!repositories.create(project + "/" + name)) {
      Gate.refuse(context, 409, "There is a repository " + project + "/" + name + " already.");
      return;
    }
    ObjectNode created = Json.object().put("slug", name).put("name", name);
    created.putObject("project").put("key", project.toUpperCase(Locale.ROOT));
    Gate.answer(context, 201, created);
  }

  /** The name in the body; empty, which is no name, if there is none. */
  private static String nameIn(String body) {
    try {
      return MAPPER.readTree(body).path("name").asString("");
    } catch (JacksonException notJson) {
      return "";
    }
  }

  private void pushes(Context context) throws IOException {
    Optional<String> repository =
        Optional.ofNullable(context.queryParam("repo")).flatMap(Repositories::nameIn);
    Optional<Instant> since = instant(Optional.ofNullable(context.queryParam("since")));
    if (repository.isEmpty() || since.isEmpty()) {
      Gate.refuse(context, 400, "Ask with ?repo=project/repository[&since=milliseconds].");
      return;
    }
    Gate.answer(context, 200, Json.pushes(backend.pushes(repository.get(), since.get())));
  }

  private static Optional<Instant> instant(Optional<String> millis) {
    try {
      return Optional.of(Instant.ofEpochMilli(Long.parseLong(millis.orElse("0"))));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
