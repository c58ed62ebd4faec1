package dev.drover.sim;

import static dev.drover.sim.SimCommand.fail;
import static dev.drover.sim.SimCommand.ok;

import dev.drover.remote.Command;
import dev.drover.remote.CommandResult;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** The scripts of {@link dev.drover.remote.Processes} and the probe of facts. */
final class ProcessCommands {
  private static final String START = "1";

  private ProcessCommands() {}

  static void addTo(Map<String, SimCommand> commands) {
    commands.put("processes.pidfile", ProcessCommands::pidfile);
    commands.put(
        "processes.find",
        (host, command, words) ->
            show(host, process -> process.command().contains(words.getFirst())));
    commands.put(
        "processes.look",
        (host, command, words) ->
            show(host, process -> process.pid() == Integer.parseInt(words.getFirst())));
    commands.put("processes.signal", ProcessCommands::signal);
    commands.put("facts", (host, command, words) -> ok(host.machine().answer(host, words)));
    commands.put("printenv", ProcessCommands::printenv);
  }

  private static CommandResult show(SimHost host, Predicate<SimProcess> wanted) {
    StringBuilder out = new StringBuilder();
    host.processes().stream()
        .filter(wanted)
        .forEach(process ->
            out.append(process.pid() + " " + START + " " + process.user())
                .append(" " + process.command() + "\n"));
    return ok(out.toString());
  }

  private static CommandResult pidfile(SimHost host, Command command, List<String> words) {
    Optional<String> text = host.files().text(words.getFirst()).map(String::strip);
    if (text.isEmpty()) {
      return ok("");
    }
    if (!text.get().matches("\\d+")) {
      return fail(1, words.getFirst() + " does not hold a process id");
    }
    return show(host, process -> process.pid() == Integer.parseInt(text.get()));
  }

  private static CommandResult signal(SimHost host, Command command, List<String> words) {
    int pid = Integer.parseInt(words.getFirst());
    if (host.process(pid).isEmpty()) {
      return ok("gone\n");
    }
    boolean product = host.product().map(process -> process.pid() == pid).orElse(false);
    if (!product) {
      host.end(pid);
    } else if (words.get(2).equals("KILL")) {
      host.products().kill();
    } else {
      host.products().stop();
    }
    return ok("sent\n");
  }

  private static CommandResult printenv(SimHost host, Command command, List<String> words) {
    String name = words.getFirst();
    if (command.environment().containsKey(name)) {
      return ok(command.environment().get(name).text() + "\n");
    }
    String value = host.environment().get(name);
    return value == null ? new CommandResult(1, "", "") : ok(value + "\n");
  }
}
