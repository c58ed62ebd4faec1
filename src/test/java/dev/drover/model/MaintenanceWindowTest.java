package dev.drover.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.model.MaintenanceWindow.Once;
import dev.drover.model.MaintenanceWindow.Recurring;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** When windows open and close, over midnight and when the clocks are turned. */
class MaintenanceWindowTest {

  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  private static Recurring window(String from, String until, Set<DayOfWeek> days) {
    return new Recurring(LocalTime.parse(from), LocalTime.parse(until), days, BERLIN);
  }

  private static Instant at(String time) {
    return LocalDateTime.parse(time).atZone(BERLIN).toInstant();
  }

  @Test
  void aWindowOverMidnightBelongsToTheDayOnWhichItOpens() {
    Recurring saturday = window("22:00", "04:00", Set.of(DayOfWeek.SATURDAY));
    assertThat(saturday.length()).isEqualTo(Duration.ofHours(6));
    assertThat(saturday.closes(at("2026-11-21T21:59:59"))).isEmpty();
    assertThat(saturday.closes(at("2026-11-21T22:00"))).contains(at("2026-11-22T04:00"));
    assertThat(saturday.closes(at("2026-11-22T03:59"))).contains(at("2026-11-22T04:00"));
    assertThat(saturday.closes(at("2026-11-22T04:00"))).isEmpty();
    assertThat(saturday.closes(at("2026-11-22T22:30"))).isEmpty();
    assertThat(saturday.opens(at("2026-11-22T04:00"))).contains(at("2026-11-28T22:00"));
    assertThat(saturday.opens(at("2026-11-21T22:00"))).contains(at("2026-11-28T22:00"));
    assertThat(saturday).hasToString("22:00 to 04:00 on sat, Europe/Berlin");
    assertThat(saturday.words(at("2026-11-28T22:00")))
        .isEqualTo("sat 2026-11-28 22:00 (Europe/Berlin)");
  }

  @Test
  void aWindowThatEndsWhereItBeginsIsOpenAllDay() {
    Recurring daily = window("02:00", "02:00", EnumSet.allOf(DayOfWeek.class));
    assertThat(daily.length()).isEqualTo(Duration.ofDays(1));
    assertThat(daily.closes(at("2026-11-21T01:00"))).contains(at("2026-11-21T02:00"));
    assertThat(daily.closes(at("2026-11-21T02:00"))).contains(at("2026-11-22T02:00"));
    assertThat(daily).hasToString("02:00 to 02:00 every day, Europe/Berlin");
  }

  /** On 2026-10-25 the hour from two to three comes twice. */
  @Test
  void itsTimesAreThoseOfTheClocksThere() {
    Recurring night = window("01:00", "04:00", EnumSet.allOf(DayOfWeek.class));
    Instant opens = Instant.parse("2026-10-24T23:00:00Z");
    assertThat(night.closes(opens)).contains(opens.plus(Duration.ofHours(4)));
  }

  @Test
  void aWindowThatComesOnceNeverOpensAgain() {
    Once once =
        new Once(
            LocalDateTime.parse("2026-11-28T22:00"),
            LocalDateTime.parse("2026-11-29T04:00"),
            ZoneId.of("UTC"));
    Instant before = Instant.parse("2026-11-21T03:00:00Z");
    Instant opens = Instant.parse("2026-11-28T22:00:00Z");
    Instant closes = Instant.parse("2026-11-29T04:00:00Z");
    assertThat(once.closes(before)).isEmpty();
    assertThat(once.opens(before)).contains(opens);
    assertThat(once.closes(opens)).contains(closes);
    assertThat(once.closes(closes)).isEmpty();
    assertThat(once.opens(closes)).isEmpty();
    assertThat(once).hasToString("2026-11-28 22:00 to 2026-11-29 04:00, UTC");
  }
}
