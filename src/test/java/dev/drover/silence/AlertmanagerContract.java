package dev.drover.silence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.model.Host;
import dev.drover.rest.Rests;
import dev.drover.task.Facts;
import dev.drover.time.Clock;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What an Alertmanager does, whether it is a real one or the simulated one. */
abstract class AlertmanagerContract {

  /** Where it listens. */
  abstract URI url();

  abstract Rests rests();

  abstract Clock clock();

  private Silencer silencer(String host, String... matchers) {
    return new Silencing(
            Silencing.Driver.ALERTMANAGER,
            Optional.of(url()),
            List.of(matchers),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty())
        .of(new Host(host, List.of(), Map.of()));
  }

  private Optional<Instant> until(Silencer silencer) throws Exception {
    return silencer.look(facts()).until();
  }

  @Test
  void aSilenceIsMadeSeenRenewedAndEnded() throws Exception {
    Silencer silencer = silencer("bb1", "instance=\"bb1:9100\"", "severity!=info", "job=~\"bb.*\"");
    assertThat(until(silencer)).isEmpty();
    silencer.open(facts(), Duration.ofHours(1), "upgrade");
    assertLasts(silencer, Duration.ofHours(1));
    silencer.open(facts(), Duration.ofHours(3), "upgrade");
    assertLasts(silencer, Duration.ofHours(3));
    silencer.close(facts());
    assertThat(until(silencer)).isEmpty();
    silencer.close(facts());
    assertThat(until(silencer)).as("ended twice").isEmpty();
  }

  private void assertLasts(Silencer silencer, Duration last) throws Exception {
    assertThat(Duration.between(clock().now(), until(silencer).orElseThrow()))
        .isBetween(last.minusMinutes(1), last.plusSeconds(1));
  }

  @Test
  void silencesOfOthersAndForOtherAlertsAreLeftAlone() throws Exception {
    Silencer own = silencer("bb2", "instance=\"bb2\"");
    Silencer other = silencer("bb3", "instance=\"bb2\"");
    Silencer alerts = silencer("bb2", "instance=\"bb2\"", "severity=\"page\"");
    other.open(facts(), Duration.ofHours(1), "x");
    alerts.open(facts(), Duration.ofHours(1), "x");
    assertThat(until(own)).isEmpty();
    own.open(facts(), Duration.ofHours(1), "x");
    own.close(facts());
    assertThat(until(own)).isEmpty();
    assertThat(until(other)).isPresent();
    assertThat(until(alerts)).isPresent();
  }

  @Test
  void aValueCanHoldAnything() throws Exception {
    Silencer silencer = silencer("bb4", "instance=\"a=\\\\ 'b' \u00e4 {}\"");
    silencer.open(facts(), Duration.ofHours(1), "quotes \" and <tags>");
    assertThat(until(silencer)).isPresent();
    silencer.close(facts());
    assertThat(until(silencer)).isEmpty();
  }

  Facts facts() {
    return new TwoDoors(
        () -> {
          throw new IllegalStateException("not asked for");
        },
        rests(),
        clock());
  }
}
