package dev.zdu.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zdu.cluster.Cluster;
import dev.zdu.cluster.Load;
import dev.zdu.cluster.Node;
import dev.zdu.cluster.NodeState;
import dev.zdu.cluster.Push;
import dev.zdu.cluster.UpgradeMode;
import dev.zdu.fault.Faults;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the REST side answers, to the byte. */
class RestContractTest {

  private static final String ADMIN = basic("admin", "secret");
  private static final String PLAIN = basic("dev", "devsecret");
  private static final String UNAUTHORIZED =
      error("Authentication failed or is required for this resource.");
  private static final String FORBIDDEN = error("You are not permitted to access this resource.");
  private static final List<User> USERS =
      List.of(
          new User("admin", Optional.of("secret"), true, Optional.of("admintoken"), List.of()),
          new User("dev", Optional.of("devsecret"), false, Optional.of("devtoken"), List.of()));

  private final FakeBackend backend = new FakeBackend();
  private final Faults faults = new Faults();
  private final HttpClient client = HttpClient.newHttpClient();
  private Optional<WebServer> server = Optional.empty();
  private String base = "";

  @TempDir private Path repositories = Path.of("");

  private record Answer(int status, String body) {}

  @BeforeEach
  void start() {
    start("", true);
  }

  private void start(String contextPath, boolean tokensAdminister) {
    stop();
    WebServer.Options options =
        new WebServer.Options(
            new WebServer.Listen("127.0.0.1", 0, contextPath), USERS, tokensAdminister, true, true);
    InstantSource clock = InstantSource.fixed(Instant.EPOCH);
    WebServer made =
        new WebServer(options, backend, faults, new Activity(clock), clock, repositories);
    made.start();
    server = Optional.of(made);
    base = "http://127.0.0.1:" + made.port() + contextPath;
  }

  @AfterEach
  void stop() {
    server.ifPresent(WebServer::stop);
    server = Optional.empty();
  }

  private static String basic(String user, String password) {
    return "Basic "
        + Base64.getEncoder()
            .encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
  }

  private static String error(String message) {
    return "{\"errors\":[{\"context\":null,\"message\":\""
        + message
        + "\",\"exceptionName\":null}]}";
  }

  private Answer ask(String method, String path, String authorization, String body)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(base + path))
            .timeout(Duration.ofSeconds(20))
            .method(method, HttpRequest.BodyPublishers.ofString(body));
    if (!authorization.isEmpty()) {
      request.header("Authorization", authorization);
    }
    HttpResponse<String> response =
        client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    return new Answer(response.statusCode(), response.body());
  }

  private Answer get(String path, String authorization) throws IOException, InterruptedException {
    return ask("GET", path, authorization, "");
  }

  private Answer post(String path) throws IOException, InterruptedException {
    return ask("POST", path, ADMIN, "");
  }

  private static String nodeJson(int number, String version, String build, boolean local) {
    return """
    {"id":"id%d","name":"bb%d","ipAddress":"10.0.0.1%d","portNumber":5701,"state":"ACTIVE",\
    "tasksTotal":%d,"activeUserCount":0,"buildNumber":"%s","version":"%s","local":%b,\
    "links":[{"rel":"self","href":"/nodes/id%d"}]}\
    """
        .formatted(number, number, number, number, build, version, local, number);
  }

  @Test
  void showsAStableClusterWithItsOneLegalAction() throws Exception {
    assertThat(get("/rest/zdu/cluster", ADMIN))
        .isEqualTo(
            new Answer(
                200,
                "{\"upgradeModeEnabled\":false,\"state\":\"STABLE\",\"originalVersion\":null,"
                    + "\"nodes\":["
                    + nodeJson(1, "7.9.0", "7009000", true)
                    + ","
                    + nodeJson(2, "7.9.0", "7009000", false)
                    + "],\"links\":[{\"rel\":\"self\",\"href\":\"/\"},"
                    + "{\"rel\":\"start\",\"href\":\"/start\"}]}"));
  }

  @Test
  void startAnswersWithTheClusterInUpgradeMode() throws Exception {
    assertThat(post("/rest/zdu/start"))
        .isEqualTo(
            new Answer(
                200,
                "{\"upgradeModeEnabled\":true,\"state\":\"READY_TO_UPGRADE\","
                    + "\"originalVersion\":\"7.9.0\",\"nodes\":["
                    + nodeJson(1, "7.9.0", "7009000", true)
                    + ","
                    + nodeJson(2, "7.9.0", "7009000", false)
                    + "],\"links\":[{\"rel\":\"self\",\"href\":\"/\"},"
                    + "{\"rel\":\"cancel\",\"href\":\"/cancel\"}]}"));
  }

  @Test
  void whatANodeDoesNotTellIsNull() throws Exception {
    Node silent = FakeBackend.node(2, FakeBackend.OLD);
    backend.peers =
        List.of(
            new Node(
                silent.id(),
                silent.name(),
                silent.address(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Load.NONE));
    assertThat(get("/rest/zdu/nodes/id2", ADMIN))
        .isEqualTo(
            new Answer(
                200,
                """
                {"id":"id2","name":"bb2","ipAddress":"10.0.0.12","portNumber":5701,"state":null,\
                "tasksTotal":0,"activeUserCount":0,"buildNumber":null,"version":null,\
                "local":false,"links":[{"rel":"self","href":"/nodes/id2"}]}\
                """));
  }

  @Test
  void aNodeThatIsGoneIsOfflineInUpgradeMode() throws Exception {
    Cluster before = backend.cluster();
    backend.mode = new UpgradeMode.On(FakeBackend.OLD, before.live());
    backend.peers = List.of();
    assertThat(get("/rest/zdu/nodes/id2", ADMIN).body())
        .contains("\"state\":\"" + NodeState.OFFLINE + "\"");
    assertThat(get("/rest/zdu/nodes/id3", ADMIN))
        .isEqualTo(new Answer(404, error("There is no node id3 in the cluster.")));
  }

  @Test
  void stateTellsAboutTheNodeThatAnswers() throws Exception {
    assertThat(get("/rest/zdu/state", ADMIN))
        .isEqualTo(
            new Answer(
                200,
                "{\"state\":\"STABLE\",\"buildInfo\":"
                    + nodeJson(1, "7.9.0", "7009000", true)
                    + "}"));
  }

  @Test
  void anIllegalTransitionIsAConflictWithOrWithoutBody() throws Exception {
    assertThat(post("/rest/zdu/cancel"))
        .isEqualTo(
            new Answer(
                409, error("The action 'cancel' is not legal while the cluster is STABLE.")));
    faults.change(Map.of("empty-conflict", "true"));
    assertThat(post("/rest/zdu/approve")).isEqualTo(new Answer(409, ""));
  }

  @Test
  void everyZduResourceAsksWhoIsThere() throws Exception {
    for (String path : List.of("/rest/zdu/state", "/rest/zdu/cluster", "/rest/zdu/nodes/id1")) {
      assertThat(get(path, "")).isEqualTo(new Answer(401, UNAUTHORIZED));
      assertThat(get(path, basic("admin", "wrong"))).isEqualTo(new Answer(401, UNAUTHORIZED));
      assertThat(get(path, "Bearer nobody")).isEqualTo(new Answer(401, UNAUTHORIZED));
      assertThat(get(path, PLAIN)).isEqualTo(new Answer(403, FORBIDDEN));
      assertThat(get(path, "Bearer devtoken")).isEqualTo(new Answer(403, FORBIDDEN));
      assertThat(get(path, "Bearer admintoken").status()).isEqualTo(200);
      assertThat(get(path, basic("admin", "admintoken")).status()).isEqualTo(200);
    }
    for (String action : List.of("start", "cancel", "approve")) {
      assertThat(ask("POST", "/rest/zdu/" + action, "", ""))
          .isEqualTo(new Answer(401, UNAUTHORIZED));
      assertThat(ask("POST", "/rest/zdu/" + action, PLAIN, ""))
          .isEqualTo(new Answer(403, FORBIDDEN));
    }
    assertThat(backend.mode).isEqualTo(UpgradeMode.OFF);
  }

  @Test
  void tokensCanBeKeptFromAdministration() throws Exception {
    start("", false);
    assertThat(get("/rest/zdu/state", "Bearer admintoken"))
        .isEqualTo(new Answer(401, UNAUTHORIZED));
    assertThat(get("/rest/zdu/state", basic("admin", "admintoken")).status()).isEqualTo(401);
    assertThat(get("/rest/zdu/state", ADMIN).status()).isEqualTo(200);
  }

  @Test
  void misprintedPathsAreNotFound() throws Exception {
    for (String path :
        List.of("/rest/zdu/cluster/start", "/rest/zdu/zdu/approve", "/rest/zdu/cluster/approve")) {
      assertThat(post(path)).isEqualTo(new Answer(404, error("There is nothing at " + path + ".")));
    }
    assertThat(get("/rest/zdu/nodes", ADMIN).status()).isEqualTo(404);
    assertThat(get("/rest/zdu/start", ADMIN).status()).isEqualTo(405);
  }

  @Test
  void everythingCanBeUnderAContextPath() throws Exception {
    start("/bitbucket", true);
    assertThat(get("/status", "")).isEqualTo(new Answer(200, "{\"state\":\"RUNNING\"}"));
    assertThat(get("/rest/zdu/state", ADMIN).status()).isEqualTo(200);
    assertThat(get("/scm/p/r.git/info/refs?service=git-upload-pack", PLAIN).status())
        .isEqualTo(404);
    base = base.replace("/bitbucket", "");
    assertThat(get("/status", "").status()).isEqualTo(404);
  }

  @Test
  void statusTellsThePhaseToAnybody() throws Exception {
    Map<Phase, Integer> codes =
        Map.of(Phase.STARTING, 503, Phase.RUNNING, 200, Phase.STOPPING, 503, Phase.ERROR, 500);
    for (Phase phase : Phase.values()) {
      backend.phase = phase;
      assertThat(get("/status", ""))
          .isEqualTo(
              new Answer(
                  Optional.ofNullable(codes.get(phase)).orElseThrow(),
                  "{\"state\":\"" + phase + "\"}"));
    }
  }

  @Test
  void aNodeThatStartsAnswersOnlyWhoItIs() throws Exception {
    backend.phase = Phase.STARTING;
    assertThat(get("/rest/zdu/state", ADMIN))
        .isEqualTo(new Answer(503, error("This node is STARTING.")));
    assertThat(get("/scm/p/r.git/info/refs?service=git-upload-pack", PLAIN).status())
        .isEqualTo(503);
    assertThat(get("/rest/zdu-test/faults", ADMIN)).isEqualTo(new Answer(200, "{}"));
    assertThat(get("/rest/api/latest/application-properties", ""))
        .isEqualTo(
            new Answer(
                200,
                "{\"version\":\"7.9.0\",\"buildNumber\":\"7009000\","
                    + "\"displayName\":\"Bitbucket\"}"));
  }

  @Test
  void administrationListsLiveMembers() throws Exception {
    assertThat(get("/rest/api/latest/admin/cluster", ADMIN))
        .isEqualTo(
            new Answer(
                200,
                """
                {"localNode":{"id":"id1","name":"bb1","address":{"hostName":"10.0.0.11",\
                "port":5701},"buildVersion":"7.9.0","local":true},"nodes":[{"id":"id1",\
                "name":"bb1","address":{"hostName":"10.0.0.11","port":5701},\
                "buildVersion":"7.9.0","local":true},{"id":"id2","name":"bb2","address":\
                {"hostName":"10.0.0.12","port":5701},"buildVersion":"7.9.0","local":false}],\
                "running":true}\
                """));
    assertThat(get("/rest/api/latest/admin/cluster", PLAIN).status()).isEqualTo(403);
  }

  @Test
  void repositoriesAreMadeOnce() throws Exception {
    String path = "/rest/api/latest/projects/PROJ/repos";
    String body = "{\"name\":\"Demo\"}";
    assertThat(ask("POST", path, ADMIN, body))
        .isEqualTo(
            new Answer(
                201, "{\"slug\":\"demo\",\"name\":\"demo\",\"project\":{\"key\":\"PROJ\"}}"));
    assertThat(ask("POST", path, ADMIN, body))
        .isEqualTo(new Answer(409, error("There is a repository proj/demo already.")));
    assertThat(ask("POST", path, PLAIN, body).status()).isEqualTo(403);
    for (String wrong : List.of("", "{}", "{\"name\":\"../x\"}", "{\"name\":\".x\"}", "[1]")) {
      assertThat(ask("POST", path, ADMIN, wrong).status()).isEqualTo(400);
    }
    assertThat(get("/scm/proj/demo.git/info/refs?service=git-upload-pack", "").status())
        .isEqualTo(401);
    assertThat(get("/scm/proj/demo.git/info/refs?service=git-upload-pack", PLAIN).status())
        .isEqualTo(200);
    assertThat(get("/scm/proj/%2e%2e/demo.git/info/refs", PLAIN).status()).isIn(400, 404);
  }

  @Test
  void pushesAreListedByRepositoryAndTime() throws Exception {
    backend.recorded.add(
        new Push("p/r", "refs/heads/a", "0", "1", "dev", "bb1", Instant.ofEpochMilli(1000)));
    backend.recorded.add(
        new Push("p/r", "refs/heads/a", "1", "2", "dev", "bb2", Instant.ofEpochMilli(2000)));
    assertThat(get("/rest/zdu-test/pushes?repo=p/r&since=1500", ADMIN))
        .isEqualTo(
            new Answer(
                200,
                """
                {"pushes":[{"repository":"p/r","ref":"refs/heads/a","oldId":"1","newId":"2",\
                "user":"dev","node":"bb2","time":"1970-01-01T00:00:02Z"}]}\
                """));
    assertThat(get("/rest/zdu-test/pushes", ADMIN))
        .isEqualTo(
            new Answer(400, error("Ask with ?repo=project/repository[&since=milliseconds].")));
    assertThat(get("/rest/zdu-test/pushes?repo=p/r", PLAIN).status()).isEqualTo(403);
  }

  @Test
  void faultsAreSwitchedAndListed() throws Exception {
    String path = "/rest/zdu-test/faults";
    assertThat(ask("POST", path, ADMIN, "{\"slow-stop\":20,\"error\":true}"))
        .isEqualTo(new Answer(200, "{\"error\":\"true\",\"slow-stop\":\"20\"}"));
    assertThat(ask("POST", path, ADMIN, "{\"error\":null}"))
        .isEqualTo(new Answer(200, "{\"slow-stop\":\"20\"}"));
    assertThat(ask("POST", path, ADMIN, "{\"eror\":true}").status()).isEqualTo(400);
    assertThat(ask("POST", path, ADMIN, "nonsense").status()).isEqualTo(400);
    assertThat(ask("POST", path, PLAIN, "{}").status()).isEqualTo(403);
    assertThat(ask("DELETE", path, ADMIN, "")).isEqualTo(new Answer(200, "{}"));
  }

  @Test
  void faultsSpoilTheInterfaceButNotTheWayToEndThem() throws Exception {
    faults.change(Map.of("rest-status", "502", "approve-error", "true"));
    assertThat(get("/rest/zdu/state", ADMIN))
        .isEqualTo(new Answer(502, error("The fault rest-status is on.")));
    assertThat(get("/rest/api/latest/application-properties", "").status()).isEqualTo(502);
    assertThat(get("/status", "").status()).isEqualTo(200);
    assertThat(get("/rest/zdu-test/faults", ADMIN).status()).isEqualTo(200);
    faults.change(Map.of("rest-status", "false"));
    assertThat(post("/rest/zdu/approve"))
        .isEqualTo(new Answer(500, error("The fault approve-error is on.")));
    faults.clear();
    faults.change(Map.of("slow-answers", "1"));
    long start = System.nanoTime();
    assertThat(get("/rest/zdu/state", ADMIN).status()).isEqualTo(200);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofSeconds(1));
  }

  @Test
  void aLostDatabaseIsAServerError() throws Exception {
    backend.databaseIsGone = true;
    assertThat(get("/rest/zdu/cluster", ADMIN))
        .isEqualTo(new Answer(500, error("The database is gone")));
  }
}
