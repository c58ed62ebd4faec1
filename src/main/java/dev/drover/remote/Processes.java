package dev.drover.remote;

import java.util.List;
import java.util.Optional;

/**
 * The processes of a machine, by small POSIX sh scripts over {@link Remote#exec}. A simulated
 * machine knows them by name; each ends with 0 unless it could not do its work. A process is shown
 * as one line {@code PID START USER COMMAND LINE}; START is any word that tells it from a later
 * process with the same number.
 *
 * <table>
 * <caption>The scripts</caption>
 * <tr><th>name</th><th>arguments</th><th>standard output</th></tr>
 * <tr><td>processes.pidfile</td><td>FILE</td><td>the process whose number the file holds; nothing if
 * there is no file or no such process</td></tr>
 * <tr><td>processes.find</td><td>TEXT</td><td>a line for each process with TEXT in its command
 * line</td></tr>
 * <tr><td>processes.look</td><td>PID</td><td>the process; nothing if there is none</td></tr>
 * <tr><td>processes.signal</td><td>PID START SIGNAL</td><td>{@code sent}, or {@code gone} if no such
 * process lives</td></tr>
 * </table>
 */
public final class Processes {

  private final Remote remote;

  /** The processes of {@code remote}. */
  public Processes(Remote remote) {
    this.remote = remote;
  }

  /**
   * A living process.
   *
   * @param start tells it from a later process with the same number
   * @param commandLine program and arguments, joined by spaces
   */
  public record LiveProcess(long pid, String start, String user, String commandLine) {

    static LiveProcess parse(String line) {
      String[] words = line.strip().split(" ", 4);
      return new LiveProcess(
          Long.parseLong(words[0]), words[1], words[2], words.length > 3 ? words[3].strip() : "");
    }
  }

  /** What a process can be told. */
  public enum Signal {
    TERM,
    KILL
  }

  /** The process whose number a file holds, if it lives. */
  public Optional<LiveProcess> byPidFile(String path) throws RemoteException, InterruptedException {
    return look("processes.pidfile", ProcessScripts.PIDFILE, path).stream().findFirst();
  }

  /** Every process with {@code text} in its command line. */
  public List<LiveProcess> byCommandLine(String text) throws RemoteException, InterruptedException {
    return look("processes.find", ProcessScripts.FIND, text);
  }

  /** True if exactly this process lives; a zombie does not. */
  public boolean alive(LiveProcess process) throws RemoteException, InterruptedException {
    return look("processes.look", ProcessScripts.LOOK, Long.toString(process.pid())).stream()
        .anyMatch(found -> found.start().equals(process.start()));
  }

  /** Sends a signal to exactly this process; false if it lives no more. */
  public boolean signal(LiveProcess process, Signal signal)
      throws RemoteException, InterruptedException {
    return succeeded(
            Command.script(
                "processes.signal",
                ProcessScripts.SIGNAL,
                Long.toString(process.pid()),
                process.start(),
                signal.name()))
        .strip()
        .equals("sent");
  }

  private List<LiveProcess> look(String name, String text, String argument)
      throws RemoteException, InterruptedException {
    String said = succeeded(Command.script(name, text, argument).reading());
    return Said.read(
        remote.host(), "processes", () -> said.lines().map(LiveProcess::parse).toList());
  }

  private String succeeded(Command command) throws RemoteException, InterruptedException {
    CommandResult result = remote.exec(command);
    if (!result.ok()) {
      throw new RemoteException.Refused(
          "%s: %s failed: %s"
              .formatted(remote.host(), String.join(" ", command.arguments()), result.reason()),
          "check the rights of the login user on " + remote.host(),
          null);
    }
    return result.out();
  }
}
