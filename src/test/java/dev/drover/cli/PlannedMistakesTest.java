package dev.drover.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A plan finds mistakes of runbooks and inventories without a connection. Every address of what
 * ships leads to a port that counts who knocks.
 */
class PlannedMistakesTest {

  @TempDir Path directory;

  private final AtomicInteger knocks = new AtomicInteger();
  private ServerSocket port;

  @BeforeEach
  void listen() throws IOException {
    port = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::count);
    SeededMistake.copyShipped(directory);
    try (Stream<Path> files = Files.walk(directory.resolve("inventories"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.writeString(file, redirected(Files.readString(file)));
      }
    }
    Files.writeString(
        directory.resolve("ports.yml"),
        "all: {vars: {ansible_port: %d}}\n".formatted(port.getLocalPort()));
  }

  private void count() {
    while (true) {
      try (Socket _ = port.accept()) {
        knocks.incrementAndGet();
      } catch (IOException closed) {
        return;
      }
    }
  }

  @AfterEach
  void close() throws IOException {
    port.close();
  }

  /** All hosts on this machine, all ports of theirs the one that counts. */
  private String redirected(String text) {
    String to = Integer.toString(port.getLocalPort());
    return text.replaceAll("\\b10(\\.[0-9]+){3}\\b", "127.0.0.1")
        .replaceAll("(?<=[: ])(7990|20[0-9]{3})\\b", to);
  }

  private Shell.Ending plan(SeededMistake seed) {
    List<String> words = new ArrayList<>(List.of("plan"));
    words.add(directory.resolve(seed.runbook()).toString());
    for (String inventory : List.of(seed.inventory(), "ports.yml")) {
      words.addAll(List.of("-i", directory.resolve(inventory).toString()));
    }
    seed.given(directory).forEach(parameter -> words.addAll(List.of("-e", parameter)));
    return Shell.drover(words.toArray(String[]::new));
  }

  @Test
  void everyOneIsFoundWithoutAConnection() throws IOException {
    List<SeededMistake> seeds = SeededMistake.all();
    assertThat(seeds).hasSizeGreaterThanOrEqualTo(50);
    for (SeededMistake seed : seeds) {
      Path file = directory.resolve(seed.file());
      String before = Files.readString(file);
      Files.writeString(
          file, seed.file().startsWith("inventories") ? redirected(seed.text()) : seed.text());
      Shell.Ending ending = plan(seed);
      assertThat(ending.code()).as(seed + "\n" + ending.err()).isEqualTo(ExitCode.MISTAKES.code());
      assertThat(ending.err())
          .as(seed.toString())
          .contains(seed.told().replaceFirst(" .*", ""), "nothing was connected to")
          .doesNotContain("looking:");
      assertThat(knocks).as(seed.toString()).hasValue(0);
      Files.writeString(file, before);
    }
  }

  /** Else nobody would know whether the port would have noticed. */
  @ParameterizedTest
  @ValueSource(strings = {"example", "demo"})
  void withoutAMistakeThereAreConnections(String inventory) {
    SeededMistake none = new SeededMistake("inventories/" + inventory + "/x.yml", 1, "", "", "");
    Shell.Ending ending = plan(none);
    assertThat(ending.code())
        .as(ending.out() + ending.err())
        .isEqualTo(ExitCode.UNREACHABLE.code());
    assertThat(knocks).hasValueGreaterThanOrEqualTo(3);
  }
}
