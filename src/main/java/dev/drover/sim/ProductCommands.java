package dev.drover.sim;

import static dev.drover.sim.SimCommand.fail;
import static dev.drover.sim.SimCommand.ok;

import dev.drover.remote.Command;
import dev.drover.remote.CommandResult;
import dev.drover.remote.Word;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The product's scripts and the services that wrap them, on simulated hosts. */
final class ProductCommands {
  private static final Pattern START_SCRIPT =
      Pattern.compile("([^\\s=\"']+)/bin/start-bitbucket\\.sh");

  private ProductCommands() {}

  static void addTo(Map<String, SimCommand> commands) {
    commands.put("start-bitbucket.sh", ProductCommands::start);
    commands.put("stop-bitbucket.sh", (host, command, words) -> host.products().stop());
    commands.put("systemctl", ProductCommands::systemctl);
    commands.put(
        "service",
        (host, command, words) -> service(host, words.get(0), words.get(1), sysv(words.get(0))));
  }

  private static CommandResult start(SimHost host, Command command, List<String> words) {
    String script = program(command);
    return host.products()
        .start(
            script.substring(0, script.length() - "/bin/start-bitbucket.sh".length()),
            host.user(),
            variables(command));
  }

  private static String program(Command command) {
    return command.words().stream()
        .map(Word::text)
        .filter(word -> word.endsWith("/bin/start-bitbucket.sh"))
        .findFirst()
        .orElseThrow();
  }

  private static Map<String, String> variables(Command command) {
    return command.environment().entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().text()));
  }

  private static String sysv(String service) {
    return "/etc/init.d/" + service;
  }

  private static CommandResult systemctl(SimHost host, Command command, List<String> words) {
    List<String> plain = words.stream().filter(word -> !word.startsWith("-")).toList();
    if (plain.getFirst().equals("daemon-reload")) {
      return ok("");
    }
    String service = plain.get(1).replaceAll("\\.service$", "");
    return service(host, service, plain.getFirst(), "/etc/systemd/system/" + service + ".service");
  }

  private static CommandResult service(
      SimHost host, String service, String action, String definition) {
    Optional<String> text = host.files().text(definition);
    if (text.isEmpty()) {
      return fail(5, "Unit " + service + ".service not found.");
    }
    Matcher script = START_SCRIPT.matcher(text.get());
    if (!script.find()) {
      return fail(1, definition + " starts nothing");
    }
    boolean runs = host.product().isPresent();
    return switch (action) {
      case "start" -> runs ? ok("") : startService(host, service, script.group(1));
      case "stop" -> {
        host.services().put(service, false);
        yield runs ? host.products().stop() : ok("");
      }
      case "is-active", "status" -> runs ? ok("active\n") : new CommandResult(3, "inactive\n", "");
      default -> throw new IllegalStateException("service " + action + " is not simulated");
    };
  }

  private static CommandResult startService(SimHost host, String service, String installation) {
    CommandResult result = host.products().start(installation, "root", Map.of());
    host.services().put(service, result.ok());
    return result;
  }
}
