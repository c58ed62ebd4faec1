package dev.drover.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How long nodes take no traffic, as the balancer tells. */
class OutOfServiceTest {

  private final OutOfService watch =
      new OutOfService(RuntimeApi.at(java.nio.file.Path.of("none")), new RequestLog());

  @Test
  void joinsBothBackendsOfANode() {
    watch.seen(List.of(row("http", "bb1", "UP", 1), row("ssh", "bb1", "UP", 0)));
    watch.seen(List.of(row("http", "bb1", "DRAIN", 1), row("ssh", "bb1", "UP", 2)));
    watch.seen(List.of(row("http", "bb1", "DRAIN", 0), row("ssh", "bb1", "DRAIN", 1)));

    assertThat(watch.latest()).isEqualTo(Map.of("bb1", "DRAIN"));
    assertThat(watch.absences()).hasSize(1);
    assertThat(watch.absences().getFirst().left()).isEqualTo(3);

    watch.seen(List.of(row("http", "bb1", "UP 1/3", 0), row("ssh", "bb1", "UP", 1)));

    assertThat(watch.latest()).isEqualTo(Map.of("bb1", "UP"));
    assertThat(watch.absences()).hasSize(1);
  }

  private static RuntimeApi.Row row(String backend, String server, String status, int sessions) {
    return new RuntimeApi.Row(backend, server, status, sessions);
  }
}
