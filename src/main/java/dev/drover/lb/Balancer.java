package dev.drover.lb;

import dev.drover.diag.Suggestion;
import dev.drover.expr.Value;
import dev.drover.remote.Address;
import dev.drover.schema.Default;
import dev.drover.schema.Doc;
import dev.drover.task.ExtensionUser;
import dev.drover.task.Extensions;
import dev.drover.task.Extensions.Found;
import dev.drover.task.Settings;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The load balancer in front of a host. */
@Settings("balancer")
public record Balancer(
    @Doc("What it is: `haproxy`, or what a plugin adds") @Default("haproxy") String driver,
    @Doc(
            "Where its Runtime API listens: unix:/path/of/socket or tcp://host:port; more than one"
                + " if several instances serve the same node, all of them are told")
        List<String> address,
    @Doc(
            "Hosts of the inventory from which the addresses are reached over SSH, each its own"
                + " instance; a tcp address without it is reached from this machine")
        Optional<List<String>> via,
    @Doc(
            "Backends that lead to the node; HTTP and SSH must both be named, else one stays"
                + " connected")
        List<String> backends,
    @Doc("Name of the node's server in the backends") @Default("{{inventory_hostname}}")
        String server,
    @Doc("Whatever else the driver of a plugin needs to know") @Default("{}")
        Map<String, Value> options)
    implements ExtensionUser {

  public Balancer {
    address = List.copyOf(address);
    via = via.map(List::copyOf);
    backends = List.copyOf(backends);
    options = Map.copyOf(options);
    if (address.isEmpty() || backends.isEmpty()) {
      throw new IllegalArgumentException("`address` and `backends` need at least one entry each");
    }
    for (String one : address) {
      if (one.startsWith("unix:") && via.map(List::isEmpty).orElse(true)) {
        throw new IllegalArgumentException(
            "`" + one + "` is a socket on some host: name the host in `via`");
      }
    }
    if (!isName(server) || !backends.stream().allMatch(Balancer::isName)) {
      throw new IllegalArgumentException(
          "names of servers and backends are letters, digits and - _ . :");
    }
  }

  /**
   * The address that a text means.
   *
   * @throws IllegalArgumentException if it means none
   */
  public static Address addressOf(String text) {
    return Access.parse(text);
  }

  @Override
  public Optional<Missing> missing(Extensions extensions) {
    return switch (Drivers.find(extensions, driver)) {
      case Found.Is<BalancerMaker>(BalancerMaker maker) ->
          maker.refuses(this).map(why -> new Missing(why, "correct it in `balancer`"));
      case Found.Broken<BalancerMaker>(String words, String next) ->
          Optional.of(new Missing(words, next));
      case Found.Unknown<BalancerMaker> _ -> Optional.of(unknown(extensions));
    };
  }

  private Missing unknown(Extensions extensions) {
    Set<String> known = new TreeSet<>(Drivers.builtIn());
    known.addAll(extensions.names(BalancerMaker.class));
    return new Missing(
        "there is no balancer driver `" + driver + "`",
        Suggestion.hint(driver, known, "the drivers"));
  }

  /** A space or a semicolon in a name would become another command. */
  public static boolean isName(String text) {
    return text.matches("[A-Za-z0-9_.:-]+");
  }
}
