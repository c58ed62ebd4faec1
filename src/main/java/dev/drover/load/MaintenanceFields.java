package dev.drover.load;

import dev.drover.model.MaintenanceWindow;
import dev.drover.model.MaintenanceWindow.Days;
import dev.drover.schema.Doc;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** A maintenance window as it is written: times of a day, or two dates with times. */
record MaintenanceFields(
    @Doc("When it opens: `22:00`, or `2026-11-28T22:00` for one that comes once") String from,
    @Doc("When it closes; a time of day that is not later is meant of the next day") String until,
    @Doc("Where these times are meant, for instance `Europe/Berlin`") String zone,
    @Doc("Days on which it opens, for instance `[sat, sun]`; every day if left out")
        Optional<List<String>> days) {

  MaintenanceFields {
    new Reading().window(from, until, zone, days); // refuses what can't be one
  }

  MaintenanceWindow window() {
    return new Reading().window(from, until, zone, days);
  }

  /** Reads the fields, and goes on behind a mistake so that all of them are told at once. */
  private static final class Reading {
    private final List<String> mistakes = new ArrayList<>();

    MaintenanceWindow window(String from, String until, String zone, Optional<List<String>> days) {
      boolean dated = from.contains("T") || until.contains("T");
      return dated ? once(from, until, zone, days) : recurring(from, until, zone, days);
    }

    private MaintenanceWindow once(
        String from, String until, String zone, Optional<List<String>> days) {
      String form = "a date with a time such as `2026-11-28T22:00`, as the other end is";
      LocalDateTime start = read("from", from, LocalDateTime::parse, form, LocalDateTime.MIN);
      LocalDateTime end = read("until", until, LocalDateTime::parse, form, LocalDateTime.MAX);
      ZoneId place = zone(zone);
      if (days.isPresent()) {
        mistakes.add("`days` does not go with dates: a date is one day");
      }
      refuse();
      return new MaintenanceWindow.Once(start, end, place);
    }

    private MaintenanceWindow recurring(
        String from, String until, String zone, Optional<List<String>> days) {
      String form = "a time such as `22:00`, or a date with one such as `2026-11-28T22:00`";
      LocalTime start = read("from", from, LocalTime::parse, form, LocalTime.MIN);
      LocalTime end = read("until", until, LocalTime::parse, form, LocalTime.MAX);
      ZoneId place = zone(zone);
      Set<DayOfWeek> on = days.map(this::days).orElse(EnumSet.allOf(DayOfWeek.class));
      refuse();
      return new MaintenanceWindow.Recurring(start, end, on, place);
    }

    private ZoneId zone(String zone) {
      String form = "a zone such as `Europe/Berlin` or `UTC`";
      return read("zone", zone, ZoneId::of, form, ZoneId.of("UTC"));
    }

    /** A value; {@code other} if it can't be read, with which the mistakes behind it are found. */
    private <T> T read(
        String key, String text, Function<String, T> reader, String expected, T other) {
      try {
        return reader.apply(text);
      } catch (DateTimeException e) {
        mistakes.add("`" + key + "` must be " + expected);
        return other;
      }
    }

    private Set<DayOfWeek> days(List<String> words) {
      Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
      for (String word : words) {
        Optional<DayOfWeek> known =
            Arrays.stream(DayOfWeek.values())
                .filter(day -> Days.word(day).equals(word))
                .findFirst();
        known.ifPresentOrElse(
            days::add,
            () ->
                mistakes.add(
                    "`days` must be of mon, tue, wed, thu, fri, sat and sun, and `"
                        + word
                        + "` is none"));
      }
      return days;
    }

    private void refuse() {
      if (!mistakes.isEmpty()) {
        IllegalArgumentException first = new IllegalArgumentException(mistakes.getFirst());
        mistakes.stream().skip(1).map(IllegalArgumentException::new).forEach(first::addSuppressed);
        throw first;
      }
    }
  }
}
