package dev.drover.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drover.remote.RemoteException;
import dev.drover.task.Gate;
import dev.drover.task.Gate.Passed;
import dev.drover.task.Gate.Sight;
import dev.drover.time.Clock;
import dev.drover.time.Waiter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What flaps never passes a gate, what stays does, and clocks that are set change nothing. */
class GateTest {

  private static final Duration SECOND = Duration.ofSeconds(1);

  /** A time that sleeping moves, beside a clock that somebody sets now and then. */
  private static final class Time implements Clock, Waiter {
    private final Random random;
    private Duration elapsed = Duration.ofHours(7);
    private Duration wrong = Duration.ZERO;
    private Duration frozen = Duration.ZERO;

    Time(Random random) {
      this.random = random;
    }

    @Override
    public Instant now() {
      wrong = Duration.ofSeconds(random.nextInt(-20_000, 20_000));
      return Instant.parse("2026-11-21T08:00:00Z").plus(elapsed).plus(wrong);
    }

    @Override
    public Duration elapsed() {
      return elapsed;
    }

    @Override
    public void sleep(Duration duration) {
      elapsed = elapsed.plus(duration).plus(frozen);
      frozen = Duration.ZERO;
    }
  }

  /** Something that is well and ill by turns. */
  private record Flapping(Time time, List<Duration> turns) implements Gate.Look {
    @Override
    public Sight look(int number) throws RemoteException {
      time.sleep(Duration.ofMillis(time.random.nextInt(200)));
      Duration now = time.elapsed().minus(Duration.ofHours(7));
      for (int turn = 0; ; turn++) {
        now = now.minus(turns.get(turn % turns.size()));
        if (now.isNegative()) {
          if (turn % 2 == 1 && time.random.nextBoolean()) {
            throw new RemoteException.Unreachable("bb1 does not answer", "look", null);
          }
          return new Sight(turn % 2 == 0, turn % 2 == 0 ? "up" : "down");
        }
      }
    }
  }

  static LongStream seeds() {
    return LongStream.range(0, 300);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void whatFlapsNeverPasses(long seed) throws Exception {
    Random random = new Random(seed);
    Time time = new Time(random);
    Duration stable = Duration.ofSeconds(2 + random.nextInt(60));
    List<Duration> turns = new ArrayList<>();
    for (int i = 0; i < 2 * (1 + random.nextInt(20)); i += 2) {
      turns.add(Duration.ofMillis(1 + random.nextLong(stable.toMillis())));
      turns.add(Duration.ofMillis(1_200 + random.nextInt(20_000)));
    }
    Gate gate =
        new Gate(
            stable.plusSeconds(1 + random.nextInt(900)), SECOND, 1 + random.nextInt(3), stable);

    Passed passed = gate.await(TestingContext.alone(time), new Flapping(time, turns));

    assertThat(passed.met()).as("%s of %s", gate, turns).isFalse();
    assertThat(passed.took()).isBetween(gate.timeout(), gate.timeout().plus(SECOND));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void whatIsNeverSoOftenInARowNeverPasses(long seed) throws Exception {
    Random random = new Random(seed);
    int agreeing = 2 + random.nextInt(5);
    int period = 1 + random.nextInt(agreeing - 1);
    Gate gate = new Gate(Duration.ofMinutes(5), SECOND, agreeing);

    Passed passed =
        gate.await(
            TestingContext.alone(new Time(random)),
            number -> new Sight(number % (period + 1) != 0, "look " + number));

    assertThat(passed.met()).isFalse();
    assertThat(passed.lastSeen())
        .isEqualTo(
            "last seen: look 300; it was so at %d of 301 looks, at most %d in a row, and %d are needed"
                .formatted(301 - (300 / (period + 1) + 1), period, agreeing));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void whatStaysPassesAfterItsTime(long seed) throws Exception {
    Random random = new Random(seed);
    Time time = new Time(random);
    Duration ill = Duration.ofSeconds(random.nextInt(100));
    Duration stable = Duration.ofSeconds(random.nextInt(60));
    Gate gate = new Gate(Duration.ofMinutes(5), SECOND, 3, stable);

    Passed passed =
        gate.await(
            TestingContext.alone(time),
            new Flapping(time, List.of(Duration.ZERO, ill, Duration.ofDays(1))));

    assertThat(passed.met()).isTrue();
    Duration soonest = ill.plus(stable);
    assertThat(passed.took()).isBetween(soonest, soonest.plusSeconds(6));
  }

  @Test
  void aLookAfterALongSilenceProvesNothingOfTheTimeBefore() throws Exception {
    Time time = new Time(new Random(1));
    Gate gate = new Gate(Duration.ofMinutes(10), SECOND, 1, Duration.ofSeconds(30));

    Passed passed =
        gate.await(
            TestingContext.alone(time),
            number -> {
              if (number == 5) {
                time.frozen = Duration.ofMinutes(5);
              }
              return new Sight(true, "up");
            });

    assertThat(passed.met()).isTrue();
    assertThat(passed.took()).isEqualTo(Duration.ofSeconds(6 + 300 + 30));
  }

  @Test
  void saysWhatItTakesAndHowOftenItWasSo() throws Exception {
    Time time = new Time(new Random(1));
    Gate gate = new Gate(Duration.ofMinutes(1), SECOND, 3, Duration.ofSeconds(30));

    Passed passed =
        gate.await(
            TestingContext.alone(time),
            number -> new Sight(number % 20 != 0, number % 20 != 0 ? "up" : "down"));

    assertThat(gate.terms()).isEqualTo(", at 3 looks in a row and for 30s without a break");
    assertThat(passed.lastSeen())
        .isEqualTo(
            "last seen: down; it was so at 57 of 61 looks, at most 19 in a row, and 3 are needed, for 18s at the longest, and 30s are needed");
  }

  @Test
  void refusesWhatCouldNeverPass() {
    assertThatThrownBy(() -> new Gate(SECOND, SECOND, 1, SECOND))
        .hasMessage("`stable` (1s) must be shorter than `timeout` (1s)");
  }
}
