package dev.drover.remote;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The jobs that a machine keeps, by POSIX sh scripts over {@link Remote#exec}. A simulated machine
 * knows them by name.
 *
 * <table>
 * <caption>The scripts</caption>
 * <tr><th>name</th><th>arguments</th><th>standard output</th></tr>
 * <tr><td>jobs.look</td><td>BEGINNING of ids</td><td>a line {@code ID STATE} for each job; STATE is
 * {@code runs}, {@code ended}, {@code stopped} or {@code lost}</td></tr>
 * <tr><td>jobs.end</td><td>ID {@code late} or {@code stop}</td><td>nothing</td></tr>
 * <tr><td>jobs.remove</td><td>DAYS BEGINNING…</td><td>nothing</td></tr>
 * </table>
 */
public final class Jobs {

  /** How a job is doing. */
  public enum State {
    /** Its process lives. */
    RUNS,
    /** It has ended by itself or by its time limit, and how is known. */
    ENDED,
    /** Somebody ended it before that. */
    STOPPED,
    /** It was begun, but neither its process nor its status is there. */
    LOST
  }

  /** For so long a directory is kept that nobody has asked for. */
  public static final Duration KEPT = Duration.ofDays(30);

  private final Remote remote;

  /** The jobs of {@code remote}. */
  public Jobs(Remote remote) {
    this.remote = remote;
  }

  /** The jobs whose ids begin like this. */
  public Map<String, State> look(String beginning) throws RemoteException, InterruptedException {
    CommandResult result = remote.exec(JobScripts.look(beginning));
    if (!result.ok()) {
      throw refused("look at its jobs", result);
    }
    return Said.read(remote.host(), "its jobs", () -> states(result.out()));
  }

  private static Map<String, State> states(String text) {
    Map<String, State> states = new TreeMap<>();
    text.lines()
        .map(line -> line.split(" "))
        .forEach(
            line -> states.put(line[0], State.valueOf(line[1].toUpperCase(java.util.Locale.ROOT))));
    return states;
  }

  /** Waits for the end of a job that somebody has begun; empty if there is none. */
  public Optional<CommandResult> await(String id, Duration limit)
      throws RemoteException, InterruptedException {
    return look(id).containsKey(id)
        ? Optional.of(remote.exec(Command.of("false").within(limit).job(Job.of(id))))
        : Optional.empty();
  }

  /** Ends a job with all that it has started; no change if it has ended. */
  public void end(String id) throws RemoteException, InterruptedException {
    CommandResult result = remote.exec(JobScripts.end(id, false));
    if (!result.ok()) {
      throw refused("end the job " + id, result);
    }
  }

  /**
   * Removes what is kept of jobs that do not run: of all whose ids begin in one of these ways, and
   * of any older than {@link #KEPT}.
   */
  public void remove(List<String> beginnings) throws RemoteException, InterruptedException {
    List<String> arguments = new ArrayList<>(List.of(Long.toString(KEPT.toDays())));
    arguments.addAll(beginnings);
    CommandResult result = remote.exec(JobScripts.remove(arguments.toArray(String[]::new)));
    if (!result.ok()) {
      throw refused("remove what is kept of jobs", result);
    }
  }

  private RemoteException refused(String what, CommandResult result) {
    return new RemoteException.Refused(
        "%s: cannot %s: %s".formatted(remote.host(), what, result.reason()),
        "look at ~/.drover/jobs of the user that commands run as on " + remote.host(),
        null);
  }
}
