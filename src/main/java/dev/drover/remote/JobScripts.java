package dev.drover.remote;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The POSIX sh scripts behind jobs: commands that run on when the connection is lost. Only what
 * dash and busybox understand.
 *
 * <p>A job has a private directory with {@code out}, {@code err}, {@code pid} (its process, when
 * that began, and its time limit) and, at its end, {@code status}. Making {@code pid}, a link, is
 * what only one can do; whoever does it runs. What is secret, the command line and its input, goes
 * through a pipe, which keeps nothing. All variables and functions have a prefix, because whatever
 * the environment or the command knows by another name must stay as it is.
 */
final class JobScripts {

  /** The status of a script that could not keep a job; the last words say why. */
  static final int NOT_KEPT = 74;

  /** How long after its time limit a job ends itself, if no controller has done that. */
  static final Duration GRACE = Duration.ofMinutes(1);

  private static final String RUN = text("places", "processes", "clock", "begin", "follow", "run");
  private static final String RUNNER = text("processes", "clock", "runner");
  private static final String END = text("places", "processes", "end");
  private static final String LOOK = text("places", "processes", "look");
  private static final String REMOVE = text("places", "processes", "remove");

  private JobScripts() {}

  /**
   * Begins a job, unless it was begun before, and follows it.
   *
   * @param out how many bytes of its output were heard before
   * @param err the same of its other output
   * @param grace how long after its time limit it ends itself
   * @param end what the input ends with
   */
  static Command run(String id, long out, long err, Duration limit, Duration grace, String end) {
    return Command.script(
        "jobs.run",
        RUN,
        id,
        Long.toString(out),
        Long.toString(err),
        Long.toString(limit.plusMillis(1999).toSeconds()),
        Long.toString(grace.toSeconds()),
        end,
        RUNNER,
        END);
  }

  /** Tells how the jobs are doing whose ids begin like this. */
  static Command look(String beginning) {
    return Command.script("jobs.look", LOOK, beginning).reading();
  }

  /**
   * Ends a job.
   *
   * @param late whether its time is over; otherwise it is stopped
   */
  static Command end(String id, boolean late) {
    return Command.script("jobs.end", END, id, late ? "late" : "stop")
        .within(Duration.ofSeconds(30));
  }

  /** Removes jobs that do not run: the number of days after which each goes, beginnings of ids. */
  static Command remove(String... arguments) {
    return Command.script("jobs.remove", REMOVE, arguments);
  }

  /** Without comments: those are not for the machine. */
  private static String text(String... names) {
    return Stream.of(names)
        .flatMap(name -> read("jobs/" + name + ".sh").lines())
        .filter(line -> !line.startsWith("#"))
        .collect(Collectors.joining("\n", "", "\n"));
  }

  private static String read(String name) {
    try (InputStream in =
        Objects.requireNonNull(JobScripts.class.getResourceAsStream(name), name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
