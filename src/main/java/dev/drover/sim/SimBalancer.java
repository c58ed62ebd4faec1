package dev.drover.sim;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A simulated HAProxy: its servers, and what its Runtime API answers. */
public final class SimBalancer {
  private static final String STATE_HEADER =
      "# be_id be_name srv_id srv_name srv_addr srv_op_state srv_admin_state srv_uweight"
          + " srv_iweight srv_time_since_last_change srv_check_status srv_check_result"
          + " srv_check_health srv_check_state srv_agent_state bk_f_forced_id srv_f_forced_id"
          + " srv_fqdn srv_port srvrecord srv_use_ssl srv_check_port srv_check_addr srv_agent_addr"
          + " srv_agent_port";
  private static final String STAT_HEADER =
      "# pxname,svname,qcur,qmax,scur,smax,slim,stot,bin,bout,dreq,dresp,ereq,econ,eresp,wretr,wredis,"
          + "status,weight,act,bck,";

  private final World world;
  private final String name;
  private final String address;
  private final Map<String, Map<String, SimServer>> backends = new LinkedHashMap<>();

  SimBalancer(World world, String name, String address) {
    this.world = world;
    this.name = name;
    this.address = address;
  }

  /** The same balancer in another world. */
  SimBalancer(World world, SimBalancer other) {
    this(world, other.name, other.address);
    other.backends.forEach((backend, servers) -> {
      Map<String, SimServer> own = new LinkedHashMap<>();
      servers.forEach((server, one) -> own.put(server, new SimServer(one)));
      backends.put(backend, own);
    });
  }

  /** Its name. */
  public String name() {
    return name;
  }

  /** Where its Runtime API listens, in the form of {@link World#listener}. */
  String address() {
    return address;
  }

  /** Adds a server to a backend. */
  public SimServer server(String backend, String server, String host) {
    SimServer made = new SimServer(server, host);
    backends.computeIfAbsent(backend, key -> new LinkedHashMap<>()).put(server, made);
    return made;
  }

  /** The servers of each backend. */
  public Map<String, Map<String, SimServer>> backends() {
    return backends;
  }

  /** The servers that lead to a machine, of all backends. */
  public List<SimServer> leadingTo(String host) {
    return backends.values().stream()
        .flatMap(servers -> servers.values().stream())
        .filter(server -> server.host().equals(host))
        .toList();
  }

  /** What the Runtime API answers to a line. */
  String answer(String line) {
    String[] words = line.strip().split("\\s+", -1);
    String start = words.length > 1 ? words[0] + " " + words[1] : words[0];
    return switch (start) {
      case "show servers" -> state(words.length > 3 ? Optional.of(words[3]) : Optional.empty());
      case "show stat" -> stat();
      case "set server" -> set(words);
      default ->
          "Unknown command: '"
              + words[0]
              + "', but maybe one of the following ones is a better match:\n";
    };
  }

  private String state(Optional<String> only) {
    if (only.isPresent() && !backends.containsKey(only.get())) {
      return "Can't find backend.\n";
    }
    StringBuilder out = new StringBuilder("1\n").append(STATE_HEADER).append('\n');
    int backendId = 2;
    for (var backend : backends.entrySet()) {
      backendId++;
      int id = 0;
      for (SimServer server : backend.getValue().values()) {
        id++;
        if (only.isEmpty() || only.get().equals(backend.getKey())) {
          out.append(backendId + " " + backend.getKey() + " " + id + " " + server.name())
              .append(" 127.0.0.1 " + (up(server) ? 2 : 0) + " " + server.admin())
              .append(" 100 100 60 6 3 4 6 0 0 0 - 7990 - 0 0 - - 0\n");
        }
      }
    }
    return out.append('\n').toString();
  }

  private String stat() {
    StringBuilder out = new StringBuilder(STAT_HEADER).append('\n');
    backends.forEach((backend, servers) -> {
      for (SimServer server : servers.values()) {
        out.append(backend + "," + server.name() + ",0,0," + server.lookAtSessions())
            .append(",9,,99,0,0,,0,,0,0,0,0," + status(server) + ",100,1,0,\n");
      }
      out.append(backend + ",BACKEND,0,0,0,9,200,99,0,0,0,0,,0,0,0,0,UP,100,1,0,\n");
    });
    return out.append('\n').toString();
  }

  private String status(SimServer server) {
    if ((server.admin() & (SimServer.FORCED_MAINT | SimServer.CONFIG_MAINT)) != 0) {
      return "MAINT";
    }
    if (!up(server)) {
      return "DOWN";
    }
    return (server.admin() & SimServer.FORCED_DRAIN) != 0 ? "DRAIN" : "UP";
  }

  /** A server is up if its health check succeeds and nobody took it out. */
  private boolean up(SimServer server) {
    boolean maint = (server.admin() & (SimServer.FORCED_MAINT | SimServer.CONFIG_MAINT)) != 0;
    return !maint && !server.failing() && world.healthy(server.host());
  }

  private String set(String[] words) {
    if (words.length < 5 || !words[3].equals("state")) {
      return "usage: set server <backend>/<server> addr | agent | health | state | weight\n";
    }
    String[] path = words[2].split("/", 2);
    if (path.length < 2) {
      return "Require 'backend/server'.\n";
    }
    Optional<SimServer> server =
        Optional.ofNullable(backends.get(path[0])).map(servers -> servers.get(path[1]));
    if (!backends.containsKey(path[0])) {
      return "No such backend.\n";
    }
    if (server.isEmpty()) {
      return "No such server.\n";
    }
    switch (words[4].toLowerCase(Locale.ROOT)) {
      case "ready" -> {
        SimServer put = server.get();
        if (put.admin() != 0 && !world.healthy(put.host())) {
          world.mishap(
              Mishap.Kind.ATTACHED_UNHEALTHY,
              put.host(),
              put.name() + " was put back into " + name + " while its node did not serve");
        }
        put.ready();
      }
      case "drain" -> server.get().drain();
      case "maint" -> server.get().maint();
      default -> {
        return "'set server <srv> state' expects 'ready', 'drain' and 'maint'.\n";
      }
    }
    return "\n";
  }

  /** What {@link #describe} leaves out. */
  void describeMoment(StringBuilder out) {
    backends.values().forEach(servers -> servers.values().forEach(one -> one.describeMoment(out)));
  }

  void describe(StringBuilder out) {
    out.append("balancer ").append(name).append('\n');
    backends.forEach((backend, servers) ->
        out.append("  backend ")
            .append(backend)
            .append(": ")
            .append(
                servers.values().stream()
                    .map(SimServer::toString)
                    .collect(Collectors.joining(", ")))
            .append('\n'));
  }
}
