package dev.drover.cli;

import dev.drover.diag.Suggestion;
import dev.drover.journal.Entry;
import dev.drover.report.ConsoleNames;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Finds the step of a run that an operator means. */
final class StepWords {

  private static final int SHOWN = 8;

  private StepWords() {}

  /**
   * The address of the step that {@code words} means: an address, a part of one, or words that the
   * console shows of it. If they fit several, only those count of which what is asked for makes
   * sense.
   */
  static String find(
      String words, Entry.RunBegan run, ConsoleNames names, Predicate<String> makesSense) {
    List<String> steps = run.steps();
    if (steps.contains(words)) {
      return words;
    }
    List<String> found = steps.stream().filter(step -> step.contains(words)).toList();
    if (found.isEmpty()) {
      found = steps.stream().filter(step -> shows(step, names, words)).toList();
    }
    if (found.size() == 1) {
      return found.getFirst();
    }
    if (found.isEmpty()) {
      throw new EndException(
          ExitCode.USAGE,
          "run " + run.run() + " has no step `" + words + "`",
          near(words, steps, names)
              .map(near -> "did you mean `" + near + "`?")
              .orElse("`drover show " + run.run() + " --steps` lists steps by their addresses"));
    }
    List<String> sensible = found.stream().filter(makesSense).toList();
    if (sensible.size() == 1) {
      return sensible.getFirst();
    }
    if (sensible.isEmpty()) {
      List<String> others = steps.stream().filter(makesSense).toList();
      throw new EndException(
          ExitCode.USAGE,
          "`%s` fits %d steps, and what is asked makes sense of none of them"
              .formatted(words, found.size()),
          others.isEmpty()
              ? "no step of the run is in question now"
              : "in question: " + some(others));
    }
    throw new EndException(
        ExitCode.USAGE, "`" + words + "` may mean " + some(sensible), "name one of them");
  }

  private static String some(List<String> steps) {
    return String.join(", ", steps.stream().limit(SHOWN).toList())
        + (steps.size() > SHOWN ? " and " + (steps.size() - SHOWN) + " more" : "");
  }

  /** Whether a line of the console about a step has all the words. */
  private static boolean shows(String step, ConsoleNames names, String words) {
    ConsoleNames.Named named = names.steps().get(step);
    String line = step + (named == null ? "" : " " + named.host() + " " + named.task());
    return Arrays.stream(words.strip().split("\\s+", -1)).allMatch(line::contains);
  }

  /** The address whose end, or whose task, is nearly what was typed. */
  private static Optional<String> near(String words, List<String> steps, ConsoleNames names) {
    Map<String, String> ends = new LinkedHashMap<>();
    for (String step : steps) {
      String task = step.replaceFirst("\\[.*", "");
      String end = step.substring(task.lastIndexOf('/') + 1);
      ends.put(step, step);
      ends.put(end, step);
      ends.putIfAbsent(task.substring(task.lastIndexOf('/') + 1), step);
    }
    names.steps().forEach((step, named) -> ends.putIfAbsent(named.task(), step));
    return Suggestion.nearest(words, ends.keySet()).map(ends::get);
  }
}
