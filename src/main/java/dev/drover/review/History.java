package dev.drover.review;

import dev.drover.journal.Entry;
import dev.drover.journal.Journal;
import dev.drover.journal.JournalException;
import dev.drover.journal.Runs;
import dev.drover.review.PlanDocument.InputView;
import dev.drover.task.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;

/**
 * How long steps took in earlier runs. A step that was never done is expected to take what the same
 * task took on other hosts. Each number is the median; where runs in which a step changed something
 * are known, those in which all was as it should be do not count.
 */
public final class History {

  /** Nothing was run before. */
  public static final History NONE = new History(Map.of(), Map.of());

  /** So many runs tell enough. */
  private static final int RUNS = 20;

  /** So many are looked at, whatever was run in them. */
  private static final int LOOKED_AT = 200;

  /** Journals that would take longer to read than a person likes to wait for a guess. */
  private static final long BYTES = 32L << 20;

  private final Map<String, Long> steps;
  private final Map<String, Long> tasks;

  private History(Map<String, Long> steps, Map<String, Long> tasks) {
    this.steps = Map.copyOf(steps);
    this.tasks = Map.copyOf(tasks);
  }

  /** What the newest runs of a runbook tell; journals that can't be read are left out. */
  public static History of(Runs runs, String runbook) {
    List<List<Entry>> journals = new ArrayList<>();
    long left = BYTES;
    try {
      for (String run : runs.all().reversed().stream().limit(LOOKED_AT).toList()) {
        Path journal = runs.journal(run);
        if (journals.size() < RUNS && isOf(journal, runbook)) {
          long size = Files.size(journal);
          left -= size;
          if (left < 0) {
            break;
          }
          add(journal, journals);
        }
      }
    } catch (IOException unreadable) {
      // what was read until here is all that is known; a plan needs no history
    }
    return of(journals);
  }

  /** What journals tell. */
  static History of(List<List<Entry>> journals) {
    Map<String, Took> steps = new TreeMap<>();
    Map<String, Took> tasks = new TreeMap<>();
    for (List<Entry> journal : journals) {
      for (StepRun run : StepRun.done(journal)) {
        steps.computeIfAbsent(run.step(), _ -> new Took()).add(run);
        tasks.computeIfAbsent(task(run.step()), _ -> new Took()).add(run);
      }
    }
    return new History(medians(steps), medians(tasks));
  }

  private static boolean isOf(Path journal, String runbook) {
    try {
      return Journal.began(journal).filter(began -> began.runbook().equals(runbook)).isPresent();
    } catch (IOException | JournalException | JacksonException damaged) {
      return false;
    }
  }

  private static void add(Path journal, List<List<Entry>> journals) {
    try {
      journals.add(Journal.read(journal));
    } catch (IOException | JournalException | JacksonException damaged) {
      // it tells nothing
    }
  }

  private static Map<String, Long> medians(Map<String, Took> all) {
    Map<String, Long> medians = new TreeMap<>();
    all.forEach((name, took) -> medians.put(name, took.median()));
    return medians;
  }

  /** The address of a step without its host. */
  private static String task(String step) {
    int host = step.endsWith("]") ? step.lastIndexOf('[') : -1;
    return host < 0 ? step : step.substring(0, host);
  }

  /** How many milliseconds a step is expected to take; empty if no run tells. */
  OptionalLong millis(String step) {
    Long own = steps.get(step);
    Long known = own == null ? tasks.get(task(step)) : own;
    return known == null ? OptionalLong.empty() : OptionalLong.of(known);
  }

  /** What of it a plan rests on, as one of its inputs; empty if that is nothing. */
  Optional<InputView> input() {
    if (steps.isEmpty()) {
      return Optional.empty();
    }
    StringBuilder text = new StringBuilder();
    new TreeMap<>(steps)
        .forEach((step, millis) -> text.append(step).append(' ').append(millis).append('\n'));
    new TreeMap<>(tasks)
        .forEach((task, millis) -> text.append(task).append(' ').append(millis).append('\n'));
    byte[] content = text.toString().getBytes(StandardCharsets.UTF_8);
    return Optional.of(new InputView("history", "runs", Sha256.of(content)));
  }

  /** How long something took, each time that it was done. */
  private static final class Took {
    private final List<Long> changing = new ArrayList<>();
    private final List<Long> looking = new ArrayList<>();

    void add(StepRun run) {
      (run.changed() ? changing : looking).add(run.millis());
    }

    long median() {
      List<Long> sorted = (changing.isEmpty() ? looking : changing).stream().sorted().toList();
      int middle = sorted.size() / 2;
      return sorted.size() % 2 == 1
          ? sorted.get(middle)
          : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
  }
}
