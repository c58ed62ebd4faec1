package dev.drover.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A real browser without a window, driven over its own debugging protocol: it tells what a page
 * asked the network for and what went wrong in it.
 */
public final class Browser implements AutoCloseable {

  /** The program, for {@link RealComponent}. */
  public static final String PROGRAM = "chromium";

  private static final Duration LIMIT = Duration.ofSeconds(90);
  private static final JsonMapper JSON = new JsonMapper();

  private final Process process;
  private final HttpClient client = HttpClient.newHttpClient();
  private final WebSocket socket;
  private final AtomicInteger last = new AtomicInteger();
  private final Map<Integer, CompletableFuture<JsonNode>> asked = new ConcurrentHashMap<>();
  private final List<JsonNode> events = new CopyOnWriteArrayList<>();

  /**
   * A page that was opened.
   *
   * @param session by which the browser knows it
   */
  public record Page(Browser browser, String session) {

    /** The value of an expression in the page, as JSON. */
    public JsonNode evaluate(String expression) throws Exception {
      JsonNode answer =
          browser.ask(
              "Runtime.evaluate",
              Map.of("expression", expression, "returnByValue", true, "awaitPromise", true),
              session);
      if (answer.has("exceptionDetails")) {
        throw new IllegalStateException(answer.get("exceptionDetails").toString());
      }
      return answer.path("result").path("value");
    }

    /** What was asked for, the page itself too. */
    public List<String> requests() {
      return browser.events("Network.requestWillBeSent", session).stream()
          .map(event -> event.at("/params/request/url").asString())
          .toList();
    }

    /** Errors of scripts, violations of the page's own policy, messages and dialogs. */
    public List<String> complaints() {
      List<String> all = new ArrayList<>();
      for (String kind :
          List.of(
              "Runtime.exceptionThrown",
              "Runtime.consoleAPICalled",
              "Log.entryAdded",
              "Page.javascriptDialogOpening")) {
        browser.events(kind, session).forEach(event -> all.add(event.get("params").toString()));
      }
      return all;
    }
  }

  private Browser(Process process, String address) {
    this.process = process;
    this.socket =
        client.newWebSocketBuilder().buildAsync(URI.create(address), new Listener()).join();
  }

  /** Starts one that keeps what it knows in a directory. */
  public static Browser start(Path directory) throws IOException {
    Path profile = Files.createDirectories(directory.resolve("browser"));
    ProcessBuilder builder =
        new ProcessBuilder(
            Programs.find(PROGRAM).orElseThrow().toString(),
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-dev-shm-usage",
            "--disable-background-networking",
            "--disable-component-update",
            "--no-first-run",
            "--remote-debugging-port=0",
            "--user-data-dir=" + profile,
            "about:blank");
    builder.redirectErrorStream(true).redirectOutput(directory.resolve("browser.log").toFile());
    Process process = builder.start();
    Path port = profile.resolve("DevToolsActivePort");
    Awaitility.await()
        .atMost(LIMIT)
        .pollInterval(Duration.ofMillis(50))
        .until(() -> Files.exists(port) && Files.readAllLines(port).size() == 2);
    List<String> lines = Files.readAllLines(port);
    return new Browser(process, "ws://127.0.0.1:" + lines.getFirst() + lines.getLast());
  }

  /** Opens a page that asks nobody for anything, and in which nothing goes wrong. */
  public Page openFlawless(Path directory, String name, String html) throws Exception {
    Path file = Files.writeString(directory.resolve(name + ".html"), html);
    Page page = open(file);
    assertThat(page.complaints()).isEmpty();
    assertThat(page.requests()).containsExactly(file.toUri().toString());
    return page;
  }

  /** Opens a file and waits until it is loaded. */
  public Page open(Path file) throws Exception {
    String target =
        ask("Target.createTarget", Map.of("url", "about:blank"), "").get("targetId").asString();
    String session =
        ask("Target.attachToTarget", Map.of("targetId", target, "flatten", true), "")
            .get("sessionId")
            .asString();
    for (String domain : List.of("Page", "Runtime", "Log", "Network")) {
      ask(domain + ".enable", Map.of(), session);
    }
    ask("Page.navigate", Map.of("url", file.toUri().toString()), session);
    Awaitility.await()
        .atMost(LIMIT)
        .pollInterval(Duration.ofMillis(20))
        .until(() -> !events("Page.loadEventFired", session).isEmpty());
    return new Page(this, session);
  }

  private List<JsonNode> events(String method, String session) {
    return events.stream()
        .filter(event -> event.path("method").asString("").equals(method))
        .filter(event -> event.path("sessionId").asString("").equals(session))
        .toList();
  }

  private JsonNode ask(String method, Map<String, Object> parameters, String session)
      throws Exception {
    int id = last.incrementAndGet();
    CompletableFuture<JsonNode> answer = new CompletableFuture<>();
    asked.put(id, answer);
    Map<String, Object> message = new LinkedHashMap<>();
    message.put("id", id);
    message.put("method", method);
    message.put("params", parameters);
    if (!session.isEmpty()) {
      message.put("sessionId", session);
    }
    socket.sendText(JSON.writeValueAsString(message), true).join();
    JsonNode found = answer.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
    if (found.has("error")) {
      throw new IllegalStateException(method + ": " + found.get("error"));
    }
    return found.get("result");
  }

  /** Puts the pieces of messages together, and sorts answers from events. */
  private final class Listener implements WebSocket.Listener {
    private final StringBuilder text = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean whole) {
      text.append(data);
      if (whole) {
        JsonNode message = JSON.readTree(text.toString());
        text.setLength(0);
        if (message.has("id")) {
          CompletableFuture<JsonNode> waiting = asked.remove(message.get("id").asInt());
          if (waiting != null) {
            waiting.complete(message);
          }
        } else {
          events.add(message);
        }
      }
      from.request(1);
      return CompletableFuture.completedFuture(data);
    }
  }

  /** Asks it to end, so that it leaves nothing behind, and ends it if it does not. */
  @Override
  public void close() {
    try {
      ask("Browser.close", Map.of(), "");
      process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new IllegalStateException("the browser did not end by itself", e);
    } finally {
      socket.abort();
      client.shutdownNow();
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly().onExit().join();
    }
  }
}
