package dev.drover.machine;

import dev.drover.remote.Command;
import dev.drover.remote.CommandResult;
import dev.drover.remote.Remote;
import dev.drover.remote.RemoteException;
import dev.drover.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/** Asks a machine for its facts, by one command that only reads. */
public final class FactProbe {

  /** A network share that hangs must not hold the whole run up. */
  private static final Duration LONGEST = Duration.ofSeconds(20);

  private FactProbe() {}

  /**
   * All facts.
   *
   * @param paths absolute paths whose disks are looked at; they need not exist
   * @param clock of this machine, for the difference between both
   */
  public static HostFacts all(Remote machine, Collection<String> paths, Clock clock)
      throws RemoteException, InterruptedException {
    List<String> asked = List.copyOf(new TreeSet<>(paths));
    for (String path : asked) {
      if (!path.startsWith("/")) {
        throw new RemoteException.Refused(
            "`" + path + "` is no path of " + machine.host() + " whose disk could be looked at",
            "give an absolute path, one that begins with `/`",
            null);
      }
    }
    List<String> words = new java.util.ArrayList<>(List.of("all"));
    words.addAll(asked);
    Instant before = clock.now();
    FactAnswer answer = ask(machine, words.toArray(String[]::new));
    return answer.facts(asked, before, clock.now());
  }

  /** Processors and load alone: cheap enough to be asked before each choice of a host. */
  public static HostFacts.Cpu load(Remote machine) throws RemoteException, InterruptedException {
    return ask(machine, "load").cpu();
  }

  private static FactAnswer ask(Remote machine, String... words)
      throws RemoteException, InterruptedException {
    CommandResult result =
        machine.exec(Command.script("facts", FactScript.TEXT, words).reading().within(LONGEST));
    FactAnswer answer = FactAnswer.of(result.out());
    if (!result.ok() || answer.isEmpty()) {
      throw new RemoteException.Refused(
          machine.host()
              + " does not tell its facts: "
              + (result.lastWords().isEmpty() ? "it printed none" : result.lastWords()),
          "check that the login user's `sh` is a POSIX shell",
          null);
    }
    return answer;
  }
}
