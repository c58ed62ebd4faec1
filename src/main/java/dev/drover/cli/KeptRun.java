package dev.drover.cli;

import dev.drover.journal.Entry;
import dev.drover.journal.Journal;
import dev.drover.journal.JournalException;
import dev.drover.journal.RunState;
import dev.drover.journal.Runs;
import dev.drover.report.RunView;
import dev.drover.report.StatusText;
import dev.drover.report.StatusView;
import dev.drover.review.PlanDocument;
import dev.drover.review.PlanFile;
import dev.drover.review.PlanFileException;
import dev.drover.review.StepView;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A run as its directory tells it, on this machine or copied from another one.
 *
 * @param directory that of the run
 * @param plan as it stood when the run began; empty if it was not kept, or is not that of the run
 */
record KeptRun(String name, Path directory, List<Entry> entries, Optional<PlanDocument> plan) {

  KeptRun {
    entries = List.copyOf(entries);
  }

  /**
   * The run that {@code words} means: an id, the end of one, {@code last}, or the path of a run's
   * directory.
   */
  static KeptRun of(String words, Terminal terminal) throws IOException, JournalException {
    return in(directory(words), terminal);
  }

  /** The directory of the run that {@code words} means. */
  static Path directory(String words) throws IOException, JournalException {
    boolean path = words.contains("/") && words.indexOf('\0') < 0;
    if (path || Files.isRegularFile(Path.of(words.replace('\0', '?')).resolve("journal"))) {
      return Path.of(words).toAbsolutePath().normalize();
    }
    Runs runs = Places.runs();
    Path journal = runs.journal(runs.find(words));
    return journal.toAbsolutePath().resolveSibling("").normalize();
  }

  /** What the run in a directory is called; by its directory if it was cut off before it began. */
  static String name(Path directory, RunState state) {
    return state
        .began()
        .map(Entry.RunBegan::run)
        .orElseGet(() -> String.valueOf(directory.getFileName()));
  }

  /** The journal of the run in a directory, if there is one. */
  static Path journal(Path directory) {
    Path journal = directory.resolve("journal");
    if (!Files.isRegularFile(journal)) {
      throw new EndException(
          ExitCode.JOURNAL,
          "there is no journal in `" + Here.shown(directory.toString()) + "`",
          "name a run that `drover runs` lists, or the directory of one");
    }
    return journal;
  }

  private static KeptRun in(Path directory, Terminal terminal)
      throws IOException, JournalException {
    Path journal = journal(directory);
    List<Entry> entries = Journal.read(journal);
    return new KeptRun(
        String.valueOf(directory.getFileName()),
        directory,
        entries,
        plan(directory.resolve("run.plan"), entries, terminal));
  }

  /** The plan, if it is the one of the run; else it is told that it is missing. */
  private static Optional<PlanDocument> plan(Path file, List<Entry> entries, Terminal terminal) {
    String expected =
        entries.stream()
            .filter(Entry.RunBegan.class::isInstance)
            .map(Entry.RunBegan.class::cast)
            .findFirst()
            .map(Entry.RunBegan::plan)
            .orElse("");
    if (expected.isEmpty()) {
      return Optional.empty();
    }
    try {
      PlanFile plan = PlanFile.read(file);
      if (plan.hash().equals(expected)) {
        return Optional.of(plan.document());
      }
      tell(terminal, "`" + Here.shown(file.toString()) + "` is not the plan of this run");
    } catch (PlanFileException e) {
      tell(terminal, e.words());
    } catch (IOException e) {
      tell(terminal, "the plan of the run can't be read: " + file);
    }
    return Optional.empty();
  }

  private static void tell(Terminal terminal, String problem) {
    terminal.tell("drover: " + problem + "; what only the plan tells is left out");
  }

  /** What there is to be shown of a run that this process itself has worked at until now. */
  static RunView ended(Path journal, Terminal terminal) throws IOException, JournalException {
    KeptRun run = in(journal.toAbsolutePath().resolveSibling(""), terminal);
    return RunView.of(run.name, run.entries, run.plan, false);
  }

  /** Ends the command if a controller works on the run. */
  static void refuseAtWork(String name, Path directory) throws IOException, JournalException {
    StatusView status = status(name, directory);
    if (status.process().isPresent()) {
      throw new EndException(
          ExitCode.JOURNAL,
          "run %s is %s: %s works on it, by %s"
              .formatted(status.run(), status.standing(), StatusText.process(status), status.by()),
          status.next().stream()
              .map(next -> "`" + next.command() + "` " + next.what())
              .collect(Collectors.joining("; ")));
    }
  }

  /** A step as it was planned. */
  Optional<StepView> step(String address) {
    return steps().filter(step -> step.id().equals(address)).findFirst();
  }

  /** The steps of which planning could not tell what they do before that one has run. */
  List<String> restingOn(String address) {
    String words = "unknown until " + address + " ";
    return steps()
        .filter(step -> step.details().stream().anyMatch(detail -> detail.startsWith(words)))
        .map(StepView::id)
        .toList();
  }

  private Stream<StepView> steps() {
    return plan.stream()
        .flatMap(document -> document.plays().stream())
        .flatMap(play -> play.steps().stream());
  }

  /** How it stands now; who writes its journal is asked first, so that no end is missed. */
  StatusView status() throws IOException, JournalException {
    return status(name, directory);
  }

  private static StatusView status(String name, Path directory)
      throws IOException, JournalException {
    Path journal = directory.resolve("journal");
    Optional<Long> writer = Journal.writer(journal);
    return StatusView.of(name, Journal.read(journal), writer);
  }

  /** What there is to be shown of it. */
  RunView view() throws IOException {
    boolean running = Journal.writer(directory.resolve("journal")).isPresent();
    return RunView.of(name, entries, plan, running);
  }
}
