package dev.drover.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A server behind a balancer under test: answers every line with its name, has a status. */
final class TestingBackend implements AutoCloseable {

  private final String name;
  private final ServerSocket listener;
  private volatile boolean running = true;

  TestingBackend(String name) throws IOException {
    this.name = name;
    this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  int port() {
    return listener.getLocalPort();
  }

  /** From now on its status is not RUNNING. */
  void fail() {
    running = false;
  }

  void recover() {
    running = true;
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket client = listener.accept();
        Thread.ofVirtual().start(() -> answer(client));
      } catch (IOException e) {
        // Closed.
      }
    }
  }

  private void answer(Socket client) {
    try (client;
        BufferedReader in =
            new BufferedReader(
                new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        if (line.startsWith("GET /status")) {
          String body = running ? "{\"state\":\"RUNNING\"}" : "{\"state\":\"STARTING\"}";
          say(client, "HTTP/1.1 " + (running ? "200 OK" : "503 Unavailable") + "\r\n");
          say(client, "Content-Length: " + body.length() + "\r\nConnection: close\r\n\r\n" + body);
          return;
        }
        say(client, name + "\n");
      }
    } catch (IOException e) {
      // The client is gone.
    }
  }

  private static void say(Socket client, String text) throws IOException {
    client.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }
}
