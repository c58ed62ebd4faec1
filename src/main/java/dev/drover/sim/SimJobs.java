package dev.drover.sim;

import dev.drover.remote.Command;
import dev.drover.remote.CommandResult;
import dev.drover.remote.Job;
import dev.drover.remote.Jobs.State;
import dev.drover.remote.RemoteException;
import dev.drover.remote.TimeLimit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * The jobs that a simulated host keeps: a command takes no time there, so each has its result,
 * unless something is said to have come in between.
 */
public final class SimJobs {

  private final String host;
  private final Map<String, Kept> jobs = new TreeMap<>();

  /** What is kept of one. */
  private sealed interface Kept {

    /** How it ended. */
    record Ended(CommandResult result) implements Kept {}

    /** Its time was over while nobody followed it. */
    record TimedOut() implements Kept {}

    /** Neither its process nor its status is there. */
    record Lost() implements Kept {}
  }

  SimJobs(String host) {
    this.host = host;
  }

  SimJobs(SimJobs other) {
    this.host = other.host;
    jobs.putAll(other.jobs);
  }

  static void addTo(Map<String, SimCommand> commands) {
    commands.put(
        "jobs.look", (there, _, words) -> SimCommand.ok(there.jobs().look(words.getFirst())));
    commands.put("jobs.end", (_, _, _) -> SimCommand.ok(""));
    commands.put(
        "jobs.remove",
        (there, _, words) -> {
          there.jobs().remove(words.subList(1, words.size()));
          return SimCommand.ok("");
        });
  }

  /** The machine was started anew before any of them had ended. */
  public void lose() {
    jobs.replaceAll((_, _) -> new Kept.Lost());
  }

  /** They took longer than they may, and ended themselves, as nobody came back to do that. */
  public void timeOut() {
    jobs.replaceAll((_, _) -> new Kept.TimedOut());
  }

  /** The ids of all. */
  public List<String> ids() {
    return List.copyOf(jobs.keySet());
  }

  CommandResult run(Command command, Job job, Supplier<CommandResult> effect)
      throws RemoteException {
    return switch (jobs.computeIfAbsent(job.id(), _ -> new Kept.Ended(effect.get()))) {
      case Kept.Ended(CommandResult result) -> result;
      case Kept.TimedOut _ -> throw TimeLimit.exceeded(host, command, null);
      case Kept.Lost _ ->
          throw new RemoteException.Refused(
              "%s: `%s` was begun, but neither its process nor its status is there any more: the machine was started anew, or somebody killed it"
                  .formatted(host, command),
              "look at what it has done on " + host + ", then run it again",
              null);
    };
  }

  private String look(String beginning) {
    StringBuilder out = new StringBuilder();
    jobs.forEach((id, kept) -> {
      if (id.startsWith(beginning)) {
        State state = kept instanceof Kept.Lost ? State.LOST : State.ENDED;
        out.append(id).append(' ').append(state.name().toLowerCase(java.util.Locale.ROOT));
        out.append('\n');
      }
    });
    return out.toString();
  }

  private void remove(List<String> beginnings) {
    jobs.keySet().removeIf(id -> beginnings.stream().anyMatch(id::startsWith));
  }
}
