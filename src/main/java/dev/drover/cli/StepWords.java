package dev.drover.cli;

import dev.drover.diag.Suggestion;
import dev.drover.journal.Entry;
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
   * The address of the step that {@code words} means: an address, or a part of one that fits one
   * step only, or only one of which what is asked for makes sense.
   */
  static String find(String words, Entry.RunBegan run, Predicate<String> makesSense) {
    List<String> steps = run.steps();
    if (steps.contains(words)) {
      return words;
    }
    List<String> found = steps.stream().filter(step -> step.contains(words)).toList();
    List<String> sensible = found.stream().filter(makesSense).toList();
    if (found.size() == 1 || sensible.size() == 1) {
      return found.size() == 1 ? found.getFirst() : sensible.getFirst();
    }
    List<String> choice = sensible.isEmpty() ? found : sensible;
    if (choice.isEmpty()) {
      throw new EndException(
          ExitCode.USAGE,
          "run " + run.run() + " has no step `" + words + "`",
          near(words, steps)
              .map(near -> "did you mean `" + near + "`?")
              .orElse("`drover show " + run.run() + " --steps` lists steps by their addresses"));
    }
    throw new EndException(
        ExitCode.USAGE,
        "`%s` may mean %s%s"
            .formatted(
                words,
                String.join(", ", choice.stream().limit(SHOWN).toList()),
                choice.size() > SHOWN ? " and " + (choice.size() - SHOWN) + " more" : ""),
        "name one of them");
  }

  /** The address whose end, or whose task, is nearly what was typed. */
  private static Optional<String> near(String words, List<String> steps) {
    Map<String, String> ends = new LinkedHashMap<>();
    for (String step : steps) {
      String task = step.replaceFirst("\\[.*", "");
      String end = step.substring(task.lastIndexOf('/') + 1);
      ends.put(step, step);
      ends.put(end, step);
      ends.putIfAbsent(task.substring(task.lastIndexOf('/') + 1), step);
    }
    return Suggestion.nearest(words, ends.keySet()).map(ends::get);
  }
}
