package dev.drover.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.drover.remote.LocalShell;
import dev.drover.remote.RemoteException;
import dev.drover.remote.ShellRemote;
import dev.drover.rest.Endpoint.Authorization;
import dev.drover.secret.Secret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JdkRestTest {

  private final JdkRests rests = new JdkRests(name -> new ShellRemote(new LocalShell(name)));
  private final CountDownLatch never = new CountDownLatch(1);
  private HttpServer server;
  private String base;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    base = "http://127.0.0.1:" + server.getAddress().getPort();
    server.start();
  }

  @AfterEach
  void stop() {
    never.countDown();
    rests.close();
    server.stop(0);
  }

  /** Answers with what it was asked. */
  private void echo(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    answer(
        exchange,
        200,
        "%s %s|%s|%s"
            .formatted(
                exchange.getRequestMethod(),
                exchange.getRequestURI().toString().replaceFirst("^http://[^/]*", ""),
                String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")),
                body));
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("X-Test", "yes");
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private Rest rest(Authorization authorization) {
    return rests.to(Endpoint.of(URI.create(base + "/bitbucket/"), authorization));
  }

  @Test
  void sendsCredentialsToTheBaseUrlOnly() throws Exception {
    server.createContext("/bitbucket/", this::echo);
    Rest basic = rest(new Authorization.Basic("admin", Secret.of("pä:ss")));
    assertThat(basic.send(Request.get("/rest/x?a=b%20c")).body())
        .isEqualTo("GET /bitbucket/rest/x?a=b%20c|Basic YWRtaW46cMOkOnNz|");
    assertThat(basic.send(Request.get("/status").anonymous()).body())
        .isEqualTo("GET /bitbucket/status|null|");
    Rest bearer = rest(new Authorization.Bearer(Secret.of("t0ken")));
    assertThat(bearer.send(Request.post("/do").body(Secret.of("{}"))).body())
        .isEqualTo("POST /bitbucket/do|Bearer t0ken|{}");
    assertThat(rest(new Authorization.None()).send(Request.get("/status")).body())
        .isEqualTo("GET /bitbucket/status|null|");
  }

  @Test
  void returnsEveryStatusWithHeadersAndBody() throws Exception {
    server.createContext("/bitbucket/", exchange -> answer(exchange, 409, "{\"no\": true}"));
    Response response = rest(new Authorization.None()).send(Request.post("/x"));
    assertThat(response.status()).isEqualTo(409);
    assertThat(response.ok()).isFalse();
    assertThat(response.headers().get("x-test")).isEqualTo(List.of("yes"));
    assertThat(response.body()).isEqualTo("{\"no\": true}");
  }

  @Test
  void followsRedirectsWithinTheServiceOnly() throws Exception {
    try (ServerSocket elsewhere = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String away = "http://127.0.0.1:" + elsewhere.getLocalPort() + "/bitbucket/x";
      redirect("/bitbucket/in", "/bitbucket/target");
      redirect("/bitbucket/up", "/other");
      redirect("/bitbucket/away", away);
      redirect("/bitbucket/again", "/bitbucket/again");
      server.createContext("/bitbucket/target", this::echo);
      Rest rest = rest(new Authorization.Bearer(Secret.of("t")));
      assertThat(rest.send(Request.get("/in")).body()).isEqualTo("GET /bitbucket/target|Bearer t|");
      assertThat(rest.send(Request.get("/up")).status()).isEqualTo(302);
      assertThat(rest.send(Request.get("/away")).status()).isEqualTo(302);
      assertThat(rest.send(Request.get("/again")).status()).isEqualTo(302);
      assertThat(rest.send(Request.post("/in")).status()).isEqualTo(302);
    }
  }

  private void redirect(String from, String to) {
    server.createContext(
        from,
        exchange -> {
          exchange.getResponseHeaders().set("Location", to);
          answer(exchange, 302, "");
        });
  }

  @Test
  void limitsTheTimeOfTheWholeAnswer() {
    server.createContext(
        "/bitbucket/",
        exchange -> {
          exchange.sendResponseHeaders(200, 100);
          exchange.getResponseBody().write('x');
          exchange.getResponseBody().flush();
          await();
        });
    Request request = Request.get("/slow").within(Duration.ofMillis(300));
    assertThatThrownBy(() -> rest(new Authorization.None()).send(request))
        .isInstanceOf(RemoteException.TooSlow.class)
        .hasMessage("%s/bitbucket/: no complete answer to GET /slow within 300ms", base);
  }

  private void await() {
    try {
      never.await();
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void limitsTheSizeOfAnAnswer() {
    server.createContext(
        "/bitbucket/",
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          byte[] block = new byte[1 << 20];
          for (int i = 0; i < 17; i++) {
            exchange.getResponseBody().write(block);
          }
          exchange.close();
        });
    assertThatThrownBy(() -> rest(new Authorization.None()).send(Request.get("/large")))
        .isInstanceOf(RemoteException.Refused.class)
        .hasMessage("%s/bitbucket/: the answer to GET /large is larger than 16 MiB", base);
  }

  @Test
  void saysThatNobodyAnswers() throws IOException {
    int free;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      free = socket.getLocalPort();
    }
    URI nobody = URI.create("http://127.0.0.1:" + free);
    Rest rest = rests.to(Endpoint.of(nobody, new Authorization.None()));
    assertThatThrownBy(() -> rest.send(Request.get("/status")))
        .isInstanceOf(RemoteException.Unreachable.class)
        .hasMessage("%s: no answer to GET /status: connection refused", nobody);
    Rest unknown =
        rests.to(Endpoint.of(URI.create("http://no.such.host.invalid"), new Authorization.None()));
    assertThatThrownBy(() -> unknown.send(Request.get("/status")))
        .hasMessage(
            "http://no.such.host.invalid: no answer to GET /status: the host name is not known");
  }

  @Test
  void stopsWaitingWhenTheRunIsStopped() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    server.createContext(
        "/bitbucket/",
        _ -> {
          asked.countDown();
          await();
        });
    var outcome = new java.util.concurrent.CompletableFuture<String>();
    Thread thread =
        Thread.ofVirtual()
            .start(() -> {
              try {
                rest(new Authorization.None()).send(Request.get("/x"));
              } catch (RemoteException | InterruptedException ended) {
                outcome.complete(ended.getClass().getSimpleName());
              }
            });
    asked.await();
    thread.interrupt();
    assertThat(outcome.get()).isEqualTo("InterruptedException");
  }

  @Test
  void goesThroughAMachine() throws Exception {
    server.createContext("/bitbucket/", this::echo);
    Endpoint direct = Endpoint.of(URI.create(base + "/bitbucket"), new Authorization.None());
    Rest rest = rests.to(through(direct, "bb1"));
    for (int i = 0; i < 3; i++) {
      assertThat(rest.send(Request.get("/status")).body()).isEqualTo("GET /bitbucket/status|null|");
    }
  }

  @Test
  void saysWhyTheMachineDoesNotGetThere() throws IOException {
    int free;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      free = socket.getLocalPort();
    }
    URI nobody = URI.create("http://127.0.0.1:" + free);
    Rest rest = rests.to(through(Endpoint.of(nobody, new Authorization.None()), "bb1"));
    assertThatThrownBy(() -> rest.send(Request.get("/status")))
        .isInstanceOf(RemoteException.Unreachable.class)
        .hasMessageStartingWith("bb1: nobody answers at 127.0.0.1:" + free);
  }

  @Test
  void goesThroughAProxy() throws Exception {
    server.createContext("/", this::echo);
    URI elsewhere = URI.create("http://bitbucket.invalid:7990");
    Endpoint endpoint =
        new Endpoint(
            elsewhere,
            new Authorization.None(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(URI.create(base)),
            Optional.empty());
    assertThat(rests.to(endpoint).send(Request.get("/status")).body())
        .isEqualTo("GET /status|null|");
  }

  @Test
  void refusesAPathThatIsNone() {
    assertThatThrownBy(() -> rest(new Authorization.None()).send(Request.get("/a b")))
        .isInstanceOf(RemoteException.Refused.class)
        .hasMessage("%s/bitbucket/: `/a b` is no path of a URL", base);
  }

  static Endpoint through(Endpoint endpoint, String machine) {
    return new Endpoint(
        endpoint.base(),
        endpoint.authorization(),
        endpoint.ca(),
        endpoint.clientCertificate(),
        endpoint.proxy(),
        Optional.of(machine));
  }
}
