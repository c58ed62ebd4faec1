package dev.drover.notify;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A webhook on loopback that writes down what it gets, and behaves as it is told. */
public final class Hook implements AutoCloseable {

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<String> got = new CopyOnWriteArrayList<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final List<Integer> answers;

  private Hook(List<Integer> answers) throws IOException {
    this.answers = List.copyOf(answers);
    this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  /** One that answers with these statuses, one after the other, the last one for ever; 0: never. */
  public static Hook answering(Integer... statuses) throws IOException {
    return new Hook(List.of(statuses));
  }

  private void answer(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    int status = answers.get(Math.min(got.size(), answers.size() - 1));
    got.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + body);
    if (status == 0) {
      try {
        closed.await();
      } catch (InterruptedException over) {
        Thread.currentThread().interrupt();
      }
    }
    if (status / 100 == 3) {
      exchange.getResponseHeaders().add("Location", "/elsewhere");
    }
    exchange.sendResponseHeaders(status == 0 ? 500 : status, -1);
    exchange.close();
  }

  /** A URL below it. */
  public String url(String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  /** Method, path and body of each request. */
  public List<String> got() {
    return List.copyOf(got);
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    threads.close();
  }
}
