package dev.drover.plugin;

import dev.drover.lb.Balancer;
import dev.drover.lb.BalancerDriver;
import dev.drover.lb.BalancerMaker;
import dev.drover.lb.Server;
import dev.drover.remote.RemoteException;
import dev.drover.remote.Word;
import dev.drover.schema.Default;
import dev.drover.task.Need;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A balancer driver that is a program. */
record ProgramBalancer(Executable executable, Described.BalancerOf described, Options options)
    implements BalancerMaker {

  /** What it answers to {@code servers}. */
  record Servers(List<ServerOf> servers) {}

  /** A server, as the program tells it. */
  record ServerOf(
      String backend,
      String name,
      Server.Admin admin,
      @Default("up") Server.Health health,
      @Default("0") int sessions) {

    Server server() {
      return new Server(backend, name, admin, health, sessions);
    }
  }

  /** What it answers to {@code set}: nothing; what it has done is looked at afterwards. */
  record Set() {}

  ProgramBalancer(Executable executable, Described.BalancerOf described) {
    this(executable, described, new Options(described.options()));
  }

  @Override
  public String name() {
    return described.name();
  }

  @Override
  public Optional<String> refuses(Balancer balancer) {
    return options.refuses(balancer.options(), Path.of("inventory"));
  }

  @Override
  public BalancerDriver driver(Balancer balancer, String address, Instance instance) {
    Map<String, Object> request = new LinkedHashMap<>();
    request.put("balancer", described.name());
    request.put("address", address);
    request.put("options", options.revealed(balancer.options(), Path.of("inventory")));
    return new Driver(address, instance, request);
  }

  /** One instance. */
  private final class Driver implements BalancerDriver {
    private final String address;
    private final Instance instance;
    private final Map<String, Object> request;

    Driver(String address, Instance instance, Map<String, Object> request) {
      this.address = address;
      this.instance = instance;
      this.request = request;
    }

    @Override
    public String name() {
      return described.name()
          + " at "
          + address
          + instance.via().map(host -> " on " + host).orElse("");
    }

    @Override
    public List<Need> needs(boolean changes) {
      Need unknown =
          new Need.Unknown(
              "what the plugin `" + described.name() + "` reaches is known to it alone");
      return instance
          .via()
          .map(host -> List.of(new Need.Other(host), unknown))
          .orElse(List.of(unknown));
    }

    @Override
    public List<Server> servers() throws RemoteException, InterruptedException {
      try {
        return new Dialogue(executable, "servers")
            .looking(instance.door().open()).answer(request, Servers.class).servers().stream()
                .map(ServerOf::server)
                .toList();
      } catch (PluginException e) {
        throw new RemoteException.Refused(e.words(), e.next(), e);
      }
    }

    @Override
    public void set(String backend, String server, Server.Admin wanted)
        throws RemoteException, InterruptedException {
      Map<String, Object> whole = new LinkedHashMap<>(request);
      whole.put("backend", backend);
      whole.put("server", server);
      whole.put("state", word(wanted));
      try {
        new Dialogue(executable, "set")
            .working(instance.door().open(), _ -> {})
            .answer(whole, Set.class);
      } catch (PluginException e) {
        throw new RemoteException.Refused(e.words(), e.next(), e);
      }
      Optional<Server> now = server(backend, server);
      if (now.isEmpty() || now.get().admin() != wanted) {
        throw new RemoteException.Refused(
            "%s was told to set %s/%s to %s, but says now: %s"
                .formatted(
                    name(),
                    backend,
                    server,
                    word(wanted),
                    now.map(Server::toString).orElse("no such server")),
            "look whether somebody else changes it at the same time",
            null);
      }
    }

    @Override
    public String byHand(List<String> backends, String server, Server.Admin wanted) {
      return described
          .byHand()
          .replace("{address}", Word.of(address).quoted())
          .replace("{backends}", String.join(",", backends))
          .replace("{server}", server)
          .replace("{state}", word(wanted));
    }

    private static String word(Server.Admin wanted) {
      return wanted.name().toLowerCase(Locale.ROOT);
    }
  }
}
