package dev.drover.lb;

import dev.drover.lb.BalancerMaker.Instance;
import dev.drover.model.Host;
import dev.drover.remote.RemoteException;
import dev.drover.task.Extensions;
import dev.drover.task.Extensions.Found;
import dev.drover.task.Facts;
import dev.drover.task.Gate;
import dev.drover.task.Need;
import dev.drover.task.RunContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * A host's place in its load balancer: its server in each backend of each instance.
 *
 * @param balancer what the inventory says
 * @param instances one driver per instance
 */
public record Seat(Balancer balancer, List<BalancerDriver> instances) {
  /** A server together with the instance that told of it. */
  public record Entry(BalancerDriver instance, Server server) {}

  public Seat {
    instances = List.copyOf(instances);
  }

  /** The place of {@code host}; nothing is asked yet. */
  public static Seat of(Facts facts, Host host) {
    Balancer balancer = facts.settings(host, Balancer.class);
    List<BalancerDriver> instances = new ArrayList<>();
    BalancerMaker maker = maker(facts.extensions(), balancer);
    for (String address : balancer.address()) {
      List<String> via = balancer.via().orElse(List.of());
      if (via.isEmpty()) {
        instances.add(
            maker.driver(
                balancer,
                address,
                new Instance(
                    facts::controller,
                    Optional.empty(),
                    text -> facts.typed(new Host("localhost", List.of(), Map.of()), text))));
      }
      for (String name : via) {
        Door door = () -> facts.remote(machine(facts, name));
        UnaryOperator<String> typed =
            text ->
                facts.typed(
                    facts
                        .inventory()
                        .host(name)
                        .orElseGet(() -> new Host(name, List.of(), Map.of())),
                    text);
        instances.add(
            maker.driver(balancer, address, new Instance(door, Optional.of(name), typed)));
      }
    }
    instances.replaceAll(driver -> new Noting(driver, balancer.backends(), facts));
    return new Seat(balancer, instances);
  }

  private static BalancerMaker maker(Extensions extensions, Balancer balancer) {
    if (Drivers.find(extensions, balancer.driver()) instanceof Found.Is<BalancerMaker> found) {
      return found.it();
    }
    throw new IllegalStateException(
        "checked before: there is no balancer driver " + balancer.driver());
  }

  private static Host machine(Facts facts, String name) throws RemoteException.Refused {
    Optional<Host> machine = facts.inventory().host(name);
    if (machine.isEmpty()) {
      throw new RemoteException.Refused(
          "`via` of `balancer` names `" + name + "`, which is not in the inventory",
          "add the host to the inventory, or correct `via`",
          null);
    }
    return machine.get();
  }

  /**
   * What must be allowed to look at it, and to change it.
   *
   * @param changes whether it is changed too
   */
  public List<Need> needs(boolean changes) {
    return instances.stream().flatMap(instance -> instance.needs(changes).stream()).toList();
  }

  /**
   * The host's servers.
   *
   * @throws RemoteException if an instance doesn't know one of them
   */
  public List<Entry> look() throws RemoteException, InterruptedException {
    List<Entry> entries = new ArrayList<>();
    for (BalancerDriver instance : instances) {
      List<Server> all = instance.servers();
      for (String backend : balancer.backends()) {
        entries.add(new Entry(instance, find(instance, all, backend)));
      }
    }
    return entries;
  }

  private Server find(BalancerDriver instance, List<Server> all, String backend)
      throws RemoteException {
    List<Server> there = all.stream().filter(server -> server.backend().equals(backend)).toList();
    if (there.isEmpty()) {
      throw new RemoteException.Refused(
          "%s has no backend `%s`; it knows %s"
              .formatted(
                  instance.name(),
                  backend,
                  names(all.stream().map(Server::backend).distinct().toList())),
          "correct `backends` in the inventory's `balancer`",
          null);
    }
    return there.stream()
        .filter(server -> server.name().equals(balancer.server()))
        .findFirst()
        .orElseThrow(() ->
            new RemoteException.Refused(
                "%s has no server `%s` in backend `%s`; it knows %s"
                    .formatted(
                        instance.name(),
                        balancer.server(),
                        backend,
                        names(there.stream().map(Server::name).toList())),
                "correct `server` in the inventory's `balancer`",
                null));
  }

  private static String names(List<String> names) {
    return names.stream().map(name -> "`" + name + "`").collect(Collectors.joining(", "));
  }

  /**
   * Backends, with their instance, in which no other server is in service.
   *
   * @param servedHere only those in which the host's own one is in service
   */
  public List<String> lastIn(boolean servedHere) throws RemoteException, InterruptedException {
    List<String> last = new ArrayList<>();
    for (BalancerDriver instance : instances) {
      List<Server> all = instance.servers();
      for (String backend : balancer.backends()) {
        List<String> serving =
            all.stream()
                .filter(server -> server.backend().equals(backend) && server.inService())
                .map(Server::name)
                .toList();
        boolean own = serving.contains(balancer.server());
        if (serving.size() == (own ? 1 : 0) && (own || !servedHere)) {
          last.add("`" + backend + "` of " + instance.name());
        }
      }
    }
    return last;
  }

  /** Sets the host's servers that are not so yet; true if there was one. */
  public boolean set(Server.Admin wanted) throws RemoteException, InterruptedException {
    boolean changed = false;
    for (Entry entry : look()) {
      if (entry.server().admin() != wanted) {
        entry.instance().set(entry.server().backend(), entry.server().name(), wanted);
        changed = true;
      }
    }
    return changed;
  }

  /** Whether the host gets new sessions in every backend of every instance. */
  public Gate.Sight inService() throws RemoteException, InterruptedException {
    String not =
        look().stream()
            .map(Entry::server)
            .filter(server -> !server.inService())
            .map(Server::toString)
            .collect(Collectors.joining("; "));
    return not.isEmpty()
        ? new Gate.Sight(true, "in service in " + String.join(", ", balancer.backends()))
        : new Gate.Sight(false, not);
  }

  /**
   * Puts the host's servers back, and takes them out again if the balancer's own checks don't find
   * them up before the gate's time is over.
   */
  public Gate.Passed putBack(RunContext context, Gate gate)
      throws RemoteException, InterruptedException {
    set(Server.Admin.READY);
    Gate.Passed up = gate.await(context, _ -> inService());
    if (!up.met()) {
      set(Server.Admin.MAINT);
    }
    return up;
  }

  /** Sessions on all of the host's servers. */
  public int sessions() throws RemoteException, InterruptedException {
    return look().stream().mapToInt(entry -> entry.server().sessions()).sum();
  }

  /** The commands by which a person does the same. */
  public String byHand(Server.Admin wanted) {
    return instances.stream()
        .map(instance -> instance.byHand(balancer.backends(), balancer.server(), wanted))
        .collect(Collectors.joining(" && "));
  }
}
