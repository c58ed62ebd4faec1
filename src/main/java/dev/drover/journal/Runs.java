package dev.drover.journal;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The directory of runs: one directory per run, which holds its journal. */
public final class Runs {

  private static final DateTimeFormatter ID =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneId.systemDefault());

  private static final FileAttribute<?> OWN =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

  /** Ids, ends of them and {@code last}; never a way to another directory. */
  private static final Pattern NAME = Pattern.compile("[0-9-]{1,40}|last");

  private static final int LONGEST = 80;

  private final Path directory;

  /** Runs are kept below {@code directory}. */
  public Runs(Path directory) {
    this.directory = directory;
  }

  /** Makes the directory of a new run that begins now, and returns the run's id. */
  public String create(Instant now) throws IOException {
    Files.createDirectories(directory, OWN);
    for (int i = 1; ; i++) {
      String id = ID.format(now) + (i == 1 ? "" : "-" + i);
      try {
        Files.createDirectory(directory.resolve(id), OWN);
        return id;
      } catch (FileAlreadyExistsException another) {
        // a second run in the same second gets a number
      }
    }
  }

  /** The journal of a run. */
  public Path journal(String run) {
    return directory.resolve(run).resolve("journal");
  }

  /** The plan of a run, as it stood when the run began. */
  public Path plan(String run) {
    return directory.resolve(run).resolve("run.plan");
  }

  /**
   * The id that {@code words} means: an id, the unambiguous end of one, or {@code last}.
   *
   * @throws JournalException if there is no such run, or more than one
   */
  public String find(String words) throws IOException, JournalException {
    if (!NAME.matcher(words).matches()) {
      throw new JournalException(
          "this can't be a run: `" + words.substring(0, Math.min(LONGEST, words.length())) + "`",
          "name one that `drover runs` lists, or `last`");
    }
    List<String> all = all();
    if (words.equals("last") && !all.isEmpty()) {
      return all.getLast();
    }
    List<String> found =
        all.contains(words)
            ? List.of(words)
            : all.stream().filter(id -> id.endsWith(words)).toList();
    if (found.size() == 1) {
      return found.getFirst();
    }
    throw new JournalException(
        found.isEmpty()
            ? "there is no run `" + words + "` in " + directory
            : "`" + words + "` may mean " + String.join(" or ", found),
        "name one that `drover runs` lists, or `last`");
  }

  /** The ids of all runs, the oldest first. */
  public List<String> all() throws IOException {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> runs = Files.list(directory)) {
      return runs.filter(run -> Files.exists(run.resolve("journal")))
          .map(run -> String.valueOf(run.getFileName()))
          .sorted(Comparator.naturalOrder())
          .toList();
    }
  }
}
