package dev.drover.sim;

import static dev.drover.sim.SimCommand.fail;
import static dev.drover.sim.SimCommand.ok;

import dev.drover.remote.Command;
import dev.drover.remote.CommandResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The product's scripts and the services that wrap them, on simulated hosts. */
final class ProductCommands {
  private static final String START = "/bin/start-bitbucket.sh";
  private static final String STOP = "/bin/stop-bitbucket.sh";
  private static final String INIT = "/etc/init.d/";

  private ProductCommands() {}

  static void addTo(Map<String, SimCommand> commands) {
    commands.put("product.run", ProductCommands::run);
    commands.put("product.tail", ProductCommands::tail);
    commands.put("product.home", ProductCommands::home);
    commands.put("product.environment", ProductCommands::environment);
    commands.put("systemctl", (host, command, words) -> systemctl(host, words));
  }

  /** {@code USER PROGRAM ARGUMENTS}. */
  private static CommandResult run(SimHost host, Command command, List<String> words) {
    String user = words.get(0).equals("-") ? host.user() : words.get(0);
    String program = words.get(1);
    List<String> arguments = words.subList(2, words.size());
    if (program.equals("systemctl")) {
      return systemctl(host, arguments);
    }
    if (!host.files().exists(program)) {
      return fail(127, "sh: " + program + ": not found");
    }
    if (program.startsWith(INIT)) {
      return service(host, program.substring(INIT.length()), arguments.getFirst(), false);
    }
    if (program.endsWith(START)) {
      return host.products()
          .start(program.substring(0, program.length() - START.length()), user, variables(command));
    }
    if (program.endsWith(STOP)) {
      return host.products().stop();
    }
    throw new IllegalStateException("the simulated host does not know the program " + program);
  }

  private static Map<String, String> variables(Command command) {
    Map<String, String> variables = new TreeMap<>();
    command.environment().forEach((name, value) -> variables.put(name, value.text()));
    variables.remove("BITBUCKET_STOP_TIMEOUT");
    return variables;
  }

  private static CommandResult systemctl(SimHost host, List<String> words) {
    List<String> plain = words.stream().filter(word -> !word.startsWith("-")).toList();
    return switch (plain.getFirst()) {
      case "daemon-reload" -> {
        host.unreadUnits().clear();
        yield ok("");
      }
      case "show" ->
          ok(
              "NeedDaemonReload="
                  + (host.unreadUnits().contains(plain.get(1)) ? "yes" : "no")
                  + "\n");
      default -> service(host, plain.get(1).replaceAll("\\.service$", ""), plain.getFirst(), true);
    };
  }

  private static CommandResult service(
      SimHost host, String service, String action, boolean systemd) {
    return switch (action) {
      case "start" -> host.products().startService(service, systemd);
      case "stop" -> host.products().stopService(service);
      case "is-active", "status" ->
          host.product().isPresent() ? ok("active\n") : new CommandResult(3, "inactive\n", "");
      default -> throw new IllegalStateException("service " + action + " is not simulated");
    };
  }

  private static CommandResult tail(SimHost host, Command command, List<String> words) {
    Optional<String> text = host.files().text(words.getFirst());
    if (text.isEmpty()) {
      return new CommandResult(1, "tail: cannot open '" + words.getFirst() + "' for reading\n", "");
    }
    List<String> lines = new ArrayList<>(text.get().lines().toList());
    int from = Math.max(0, lines.size() - Integer.parseInt(words.get(1)));
    return ok(String.join("\n", lines.subList(from, lines.size())) + "\n");
  }

  /** What the product's own script makes of its home, with nothing in the environment. */
  private static CommandResult home(SimHost host, Command command, List<String> words) {
    String file = words.getFirst();
    String installation = file.substring(0, file.length() - "/bin/set-bitbucket-home.sh".length());
    return host.products()
        .homeInScript(installation)
        .map(SimCommand::ok)
        .orElse(fail(1, "BITBUCKET_HOME is not set"));
  }

  /** {@code NAME SERVICE}: the value that the login or the service's definition gives. */
  private static CommandResult environment(SimHost host, Command command, List<String> words) {
    String name = words.get(0);
    String login = host.environment().get(name);
    if (login != null) {
      return ok("login " + login + "\n");
    }
    for (String file :
        List.of("/etc/systemd/system/" + words.get(1) + ".service", INIT + words.get(1))) {
      for (String line : host.files().text(file).orElse("").lines().toList()) {
        String plain = line.strip().replaceFirst("^(Environment=|export )", "").replace("\"", "");
        if (plain.startsWith(name + "=")) {
          return ok(file + " " + plain.substring(name.length() + 1) + "\n");
        }
      }
    }
    return ok("");
  }
}
