package dev.drover.model;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Collections;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** When hosts may be started. What is in work at its end goes on; nothing else begins. */
public sealed interface MaintenanceWindow {

  /** The name of the policy, by which a run says that it is set aside. */
  String POLICY = "maintenance_window";

  /** Where its times are read. */
  ZoneId zone();

  /** How long it is open. */
  Duration length();

  /** The time at which it closes; empty if it is closed {@code now}. */
  Optional<Instant> closes(Instant now);

  /** The next time at which it opens; empty if it never does again. */
  Optional<Instant> opens(Instant now);

  /** A time as people at its place write it. */
  default String words(Instant time) {
    ZonedDateTime there = time.atZone(zone());
    return "%s %s %s (%s)"
        .formatted(
            Days.word(there.getDayOfWeek()),
            there.toLocalDate(),
            there.toLocalTime().withNano(0),
            zone());
  }

  /**
   * Open again and again.
   *
   * @param until if that is not behind {@code from}, it is meant of the next day
   * @param days the days on which it opens
   */
  record Recurring(LocalTime from, LocalTime until, Set<DayOfWeek> days, ZoneId zone)
      implements MaintenanceWindow {

    /** A week, and a day for the hours that the clocks are turned. */
    private static final int LOOK_AHEAD = 8;

    public Recurring {
      if (days.isEmpty()) {
        throw new IllegalArgumentException("`days` must name at least one day");
      }
      days = Collections.unmodifiableSet(new TreeSet<>(days));
    }

    @Override
    public Duration length() {
      Duration length = Duration.between(from, until);
      return length.isPositive() ? length : length.plusDays(1);
    }

    @Override
    public Optional<Instant> closes(Instant now) {
      LocalDate today = now.atZone(zone).toLocalDate();
      for (LocalDate day : new LocalDate[] {today.minusDays(1), today}) {
        if (days.contains(day.getDayOfWeek())
            && !now.isBefore(start(day))
            && now.isBefore(end(day))) {
          return Optional.of(end(day));
        }
      }
      return Optional.empty();
    }

    @Override
    public Optional<Instant> opens(Instant now) {
      LocalDate today = now.atZone(zone).toLocalDate();
      return today
          .datesUntil(today.plusDays(LOOK_AHEAD))
          .filter(day -> days.contains(day.getDayOfWeek()))
          .map(this::start)
          .filter(now::isBefore)
          .findFirst();
    }

    private Instant start(LocalDate day) {
      return ZonedDateTime.of(day, from, zone).toInstant();
    }

    private Instant end(LocalDate day) {
      LocalDate last = until.isAfter(from) ? day : day.plusDays(1);
      return ZonedDateTime.of(last, until, zone).toInstant();
    }

    @Override
    public String toString() {
      return "%s to %s %s, %s".formatted(from, until, Days.words(days), zone);
    }
  }

  /** Open once. */
  record Once(LocalDateTime from, LocalDateTime until, ZoneId zone) implements MaintenanceWindow {

    public Once {
      if (!until.isAfter(from)) {
        throw new IllegalArgumentException("`until` must be behind `from`");
      }
    }

    @Override
    public Duration length() {
      return Duration.between(start(), end());
    }

    @Override
    public Optional<Instant> closes(Instant now) {
      return now.isBefore(start()) || !now.isBefore(end()) ? Optional.empty() : Optional.of(end());
    }

    @Override
    public Optional<Instant> opens(Instant now) {
      return Optional.of(start()).filter(now::isBefore);
    }

    private static String words(LocalDateTime time) {
      return time.toLocalDate() + " " + time.toLocalTime();
    }

    private Instant start() {
      return from.atZone(zone).toInstant();
    }

    private Instant end() {
      return until.atZone(zone).toInstant();
    }

    @Override
    public String toString() {
      return "%s to %s, %s".formatted(words(from), words(until), zone);
    }
  }

  /** The words for days. */
  final class Days {

    private Days() {}

    /** A day in three letters. */
    public static String word(DayOfWeek day) {
      return day.name().substring(0, 3).toLowerCase(Locale.ROOT);
    }

    static String words(Set<DayOfWeek> days) {
      return days.size() == DayOfWeek.values().length
          ? "every day"
          : "on " + days.stream().map(Days::word).collect(Collectors.joining(", "));
    }
  }
}
