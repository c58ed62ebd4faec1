package dev.drover.rehearse;

import dev.drover.journal.Entry;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Names the records of a journal by what they say, so that the same one is found again in another
 * run of the same plan: {@code step-began:upgrade/start[bb2]}, and a second one {@code …#2}.
 */
final class Records {

  private static final Pattern HUMP = Pattern.compile("(?<=[a-z])(?=[A-Z])");

  private static final ClassValue<String> SORTS =
      new ClassValue<>() {
        @Override
        protected String computeValue(Class<?> type) {
          return HUMP.matcher(type.getSimpleName()).replaceAll("-").toLowerCase(Locale.ROOT);
        }
      };

  private final Map<String, Integer> counts = new HashMap<>();

  /** The name of the next record. */
  String name(Entry entry) {
    String subject = subject(entry);
    String plain = SORTS.get(entry.getClass()) + (subject.isEmpty() ? "" : ":" + subject);
    int number = counts.merge(plain, 1, Integer::sum);
    return number == 1 ? plain : plain + "#" + number;
  }

  private static String subject(Entry entry) {
    return switch (entry) {
      case Entry.PlayBegan play -> play.play();
      case Entry.HostChosen host -> host.play() + "[" + host.host() + "]";
      case Entry.FactsGathered facts -> facts.host();
      case Entry.StepBegan step -> step.step();
      case Entry.StepEnded step -> step.step();
      case Entry.BracketOpened bracket -> bracket.step();
      case Entry.BracketClosed bracket -> bracket.step();
      case Entry.RescueBegan group -> group.group();
      case Entry.GroupRepeated group -> group.group();
      case Entry.GroupHeld group -> group.group();
      case Entry.GroupFailed group -> group.group();
      case Entry.HandlerNotified handler -> handler.handler();
      case Entry.HandlerStarted handler -> handler.handler();
      default -> ""; // there is one of them, or they have no name of their own
    };
  }
}
