package dev.drover.run;

import dev.drover.remote.Command;
import dev.drover.remote.CommandResult;
import dev.drover.remote.ForwardingRemote;
import dev.drover.remote.Remote;
import dev.drover.remote.RemoteException;
import dev.drover.remote.Remotes;
import dev.drover.remote.Target;
import dev.drover.sim.SimRemotes;
import dev.drover.sim.World;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The doors of a simulated world, which note each command: where, as whom, in which environment.
 */
record NotingRemotes(World world, Map<String, Deque<CommandResult>> sequences, List<String> lines)
    implements Remotes {

  @Override
  public Remote to(Target target) {
    return new Noting(new SimRemotes(world).to(target), target, sequences, lines);
  }

  @Override
  public void close() {}

  private record Noting(
      Remote remote, Target target, Map<String, Deque<CommandResult>> sequences, List<String> lines)
      implements ForwardingRemote {
    @Override
    public CommandResult exec(Command command) throws RemoteException, InterruptedException {
      String who =
          target
              .become()
              .map(become ->
                  " (as "
                      + become.user()
                      + (become.password().isPresent() ? ", with a password)" : ")"))
              .orElse("");
      String environment =
          command.environment().entrySet().stream()
              .sorted(Map.Entry.comparingByKey())
              .map(entry -> entry.getKey() + "=" + entry.getValue().text() + " ")
              .collect(Collectors.joining());
      if (command.scriptName().filter(name -> name.startsWith("jobs.")).isPresent()) {
        return remote.exec(command); // it sees to jobs, not to what the runbook says
      }
      synchronized (lines) {
        lines.add(host() + who + " $ " + environment + command);
      }
      Deque<CommandResult> answers = sequences.get(host() + " $ " + command);
      if (answers == null) {
        return remote.exec(command);
      }
      synchronized (answers) { // the last answer stands for all that follow
        return answers.size() > 1 ? answers.removeFirst() : answers.getFirst();
      }
    }
  }
}
