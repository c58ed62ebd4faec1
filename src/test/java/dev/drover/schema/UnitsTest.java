package dev.drover.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnitsTest {

  @ParameterizedTest
  @CsvSource({"30s,PT30S", "5m,PT5M", "1h30m,PT1H30M", "2d,PT48H", "500ms,PT0.5S", "0s,PT0S"})
  void readsDurations(String text, Duration expected) {
    assertThat(Durations.parse(text)).hasValue(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "30", "s", "5 m", "-5m", "30m1h", "1.5h", "5M", "99999999999s"})
  void refusesWhatIsNoDuration(String text) {
    assertThat(Durations.parse(text)).isEmpty();
  }

  @Test
  void everyDurationIsReadBackAsItself() {
    long seed = 3;
    RandomGenerator random = new Random(seed);
    for (int i = 0; i < 1_000; i++) {
      Duration duration = Duration.ofMillis(random.nextLong(10_000_000_000L));
      assertThat(Durations.parse(Durations.text(duration))).as("seed %d", seed).hasValue(duration);
    }
  }

  @ParameterizedTest
  @CsvSource({"512,512", "1KB,1024", "10MB,10485760", "2GiB,2147483648", "1t,1099511627776"})
  void readsSizes(String text, long bytes) {
    assertThat(Size.parse(text)).hasValue(new Size(bytes));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "MB", "-1", "1.5GB", "10 PB", "999999999999999T"})
  void refusesWhatIsNoSize(String text) {
    assertThat(Size.parse(text)).isEmpty();
  }

  @Test
  void everySizeIsReadBackAsItself() {
    for (long bytes : new long[] {0, 1, 1023, 1024, 1536, 10L << 20, (1L << 40) + 1}) {
      assertThat(Size.parse(new Size(bytes).toString())).hasValue(new Size(bytes));
    }
  }

  @Test
  void aVersionKeepsItsTextAndIsOrderedByItsNumbers() {
    assertThat(new Version("7.10")).hasToString("7.10").isGreaterThan(new Version("7.9"));
    assertThat(new Version("7.9.4").isBugFixOf(new Version("7.9.0"))).isTrue();
    assertThatThrownBy(() -> new Version("newest"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("`newest` is not a version such as 7.9.4");
  }
}
