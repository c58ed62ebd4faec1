package dev.drover.sim;

import dev.drover.remote.Command;
import dev.drover.remote.CommandResult;
import dev.drover.remote.Job;
import dev.drover.remote.Jobs.State;
import dev.drover.remote.RemoteException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * The jobs that a simulated host keeps: a command takes no time there, so each has its result, or
 * was lost.
 */
public final class SimJobs {

  private final String host;
  private final Map<String, Optional<CommandResult>> results = new TreeMap<>();

  SimJobs(String host) {
    this.host = host;
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
    results.replaceAll((_, _) -> Optional.empty());
  }

  /** The ids of all. */
  public List<String> ids() {
    return List.copyOf(results.keySet());
  }

  CommandResult run(Command command, Job job, Supplier<CommandResult> effect)
      throws RemoteException {
    if (!results.containsKey(job.id())) {
      results.put(job.id(), Optional.of(effect.get()));
    }
    return results
        .get(job.id())
        .orElseThrow(() ->
            new RemoteException.Refused(
                "%s: `%s` was begun, but neither its process nor its status is there any more: the machine was started anew, or somebody killed it"
                    .formatted(host, command),
                "look at what it has done on " + host + ", then run it again",
                null));
  }

  private String look(String beginning) {
    StringBuilder out = new StringBuilder();
    results.forEach((id, result) -> {
      if (id.startsWith(beginning)) {
        State state = result.isPresent() ? State.ENDED : State.LOST;
        out.append(id).append(' ').append(state.name().toLowerCase(java.util.Locale.ROOT));
        out.append('\n');
      }
    });
    return out.toString();
  }

  private void remove(List<String> beginnings) {
    results.keySet().removeIf(id -> beginnings.stream().anyMatch(id::startsWith));
  }
}
