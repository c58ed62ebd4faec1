package dev.drover.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** The commands of HAProxy's Runtime API that the embedded balancer knows, in HAProxy's words. */
final class RuntimeCommands {

  private static final String COMMANDS =
      """
        set server <bk>/<srv> [opts]            : change a server's state, weight, address or ssl
        show backend                            : list backends in the current running config
        show info [desc|json|typed|float]*      : report information about the running process
        show servers state [<backend>]          : dump volatile server information (all or for a single backend)
        show stat [desc|json|no-maint|typed|up]*: report counters for each proxy and server
        show version                            : show version of the current process
        shutdown sessions server <bk>/<srv>     : kill sessions on a server
        help [<command>]                        : list matching or all commands
        quit                                    : disconnect
      """
          .indent(2);

  private static final String SET_SERVER_USAGE =
      "usage: set server <backend>/<server> addr | agent | agent-addr | agent-port | agent-send"
          + " | check-addr | check-port | fqdn | health | ssl | state | weight\n";

  private static final String STATE_USAGE =
      "'set server <srv> state' expects 'ready', 'drain' and 'maint'.\n";

  private final List<EmbeddedPool> pools;
  private final RuntimeTables tables;
  private final long started = System.nanoTime();

  RuntimeCommands(List<EmbeddedPool> pools, BalancerSpec.Check check) {
    this.pools = pools;
    this.tables = new RuntimeTables(pools, check);
  }

  /** Carries out the commands of a line, separated by semicolons, and returns all answers. */
  String line(String text) {
    StringBuilder answers = new StringBuilder();
    for (String command : text.split(";", -1)) {
      List<String> words = List.of(command.strip().split("\\s+"));
      if (words.equals(List.of("quit"))) {
        break;
      }
      answers.append(answer(words)).append('\n');
    }
    return answers.toString();
  }

  private String answer(List<String> words) {
    return switch (word(words, 0) + " " + word(words, 1)) {
      case "show stat" -> tables.stat(words.subList(2, words.size()));
      case "show servers" ->
          word(words, 2).equals("state") ? serversState(word(words, 3)) : unknown();
      case "show backend" ->
          "# name\n" + String.join("", pools.stream().map(p -> p.backend() + "\n").toList());
      case "show info" -> info();
      case "show version" -> RuntimeTables.VERSION + "\n";
      case "set server" -> setServer(words);
      case "shutdown sessions" ->
          word(words, 2).equals("server") ? shutdownSessions(word(words, 3)) : unknown();
      case String other ->
          other.startsWith("help ")
              ? "The following commands are valid at this level:\n" + COMMANDS
              : unknown();
    };
  }

  private String shutdownSessions(String path) {
    return onServer(
        path,
        server -> {
          server.shutdownSessions();
          return "";
        });
  }

  private String serversState(String backend) {
    if (backend.isEmpty()) {
      return tables.state(pools);
    }
    return pool(backend).map(pool -> tables.state(List.of(pool))).orElse("Can't find backend.\n");
  }

  private String setServer(List<String> words) {
    return onServer(
        word(words, 2),
        server -> {
          if (!word(words, 3).equals("state")) {
            return SET_SERVER_USAGE;
          }
          Optional<ServerState.Admin> wanted = admin(word(words, 4));
          wanted.ifPresent(server.state()::set);
          return wanted.isPresent() ? "" : STATE_USAGE;
        });
  }

  private static Optional<ServerState.Admin> admin(String word) {
    return List.of(ServerState.Admin.values()).stream()
        .filter(admin -> admin.name().toLowerCase(Locale.ROOT).equals(word))
        .findFirst();
  }

  /** HAProxy takes "backend/server" apart and names what it does not find. */
  private String onServer(String path, Function<EmbeddedServer, String> action) {
    List<String> parts = new ArrayList<>(List.of(path.split("/", 2)));
    if (parts.size() != 2) {
      return "Require 'backend/server'.\n";
    }
    Optional<EmbeddedPool> pool = pool(parts.get(0));
    if (pool.isEmpty()) {
      return "No such backend.\n";
    }
    return pool.get().servers().stream()
        .filter(server -> server.name().equals(parts.get(1)))
        .findFirst()
        .map(action)
        .orElse("No such server.\n");
  }

  private Optional<EmbeddedPool> pool(String backend) {
    return pools.stream().filter(pool -> pool.backend().equals(backend)).findFirst();
  }

  private String info() {
    long seconds = (System.nanoTime() - started) / 1_000_000_000L;
    int current =
        pools.stream().flatMap(p -> p.servers().stream()).mapToInt(EmbeddedServer::current).sum();
    return """
    Name: HAProxy
    Version: %s
    Nbthread: 1
    Nbproc: 1
    Process_num: 1
    Pid: %d
    Uptime_sec: %d
    CurrConns: %d
    Listeners: %d
    Stopping: 0
    """
        .formatted(
            RuntimeTables.VERSION,
            ProcessHandle.current().pid(),
            seconds,
            current,
            pools.size() + 2);
  }

  private static String unknown() {
    return "Unknown command. Please enter one of the following commands only:\n" + COMMANDS;
  }

  private static String word(List<String> words, int index) {
    return index < words.size() ? words.get(index) : "";
  }
}
