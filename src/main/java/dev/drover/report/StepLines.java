package dev.drover.report;

import dev.drover.journal.Entry;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The steps of a run as lines, from its journal alone. */
public final class StepLines {

  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");

  private StepLines() {}

  /** A line for each choice of a host and each ending of a step. */
  public static List<String> of(List<Entry> entries, ZoneId zone) {
    return entries.stream()
        .flatMap(entry ->
            switch (entry) {
              case Entry.HostChosen chosen ->
                  List.of(
                      line(
                          entry,
                          zone,
                          "next",
                          chosen.play() + "[" + chosen.host() + "]",
                          chosen.reason()))
                      .stream();
              case Entry.RescueBegan rescue ->
                  Stream.of(
                      line(
                          entry,
                          zone,
                          "rescue",
                          rescue.group(),
                          String.join(", ", rescue.failed()) + " failed"));
              case Entry.GroupRepeated again ->
                  Stream.of(line(entry, zone, "again", again.group(), again.why()));
              case Entry.GroupFailed failed ->
                  Stream.of(line(entry, zone, "failed", failed.group(), failed.why()));
              case Entry.HandlerNotified handler ->
                  Stream.of(
                      line(entry, zone, "notified", handler.handler(), "by " + handler.step()));
              case Entry.StepEnded step ->
                  List.of(line(entry, zone, word(step), step.step(), step.summary())).stream();
              default -> Stream.<String>empty();
            })
        .toList();
  }

  private static String word(Entry.StepEnded step) {
    return step.ending() == Entry.Ending.DONE
        ? step.changed() ? "changed" : "ok"
        : step.ending().name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static String line(Entry entry, ZoneId zone, String word, String step, String words) {
    return Style.harmless(
            "%s  %-8s %s  %s".formatted(TIME.format(entry.at().atZone(zone)), word, step, words))
        .stripTrailing();
  }
}
