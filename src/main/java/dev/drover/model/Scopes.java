package dev.drover.model;

import dev.drover.expr.Scope;
import dev.drover.expr.Scope.Definition;
import dev.drover.expr.Scope.Known;
import dev.drover.expr.Scope.Made;
import dev.drover.expr.Scope.Written;
import dev.drover.expr.Value;
import dev.drover.secret.Masker;
import dev.drover.secret.Vault;
import dev.drover.yaml.Node;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The one place of precedence: which definition of a name counts. Each level hides those above it
 * in this table:
 *
 * <table>
 *   <caption>Levels, the weakest first</caption>
 *   <tr><td>1</td><td>groups of the inventory, a parent before its children</td></tr>
 *   <tr><td>2</td><td>the host in the inventory</td></tr>
 *   <tr><td>3</td><td>defaults of the runbook's parameters</td></tr>
 *   <tr><td>4</td><td>{@code vars} of the runbook</td></tr>
 *   <tr><td>5</td><td>{@code vars} of the play</td></tr>
 *   <tr><td>6</td><td>{@code vars} of the task</td></tr>
 *   <tr><td>7</td><td>parameters of an include, items of a loop; the outer before the
 *       inner</td></tr>
 *   <tr><td>8</td><td>results registered by earlier tasks</td></tr>
 *   <tr><td>9</td><td>given parameters and {@code -e}</td></tr>
 *   <tr><td>10</td><td>names that nobody can redefine: {@code inventory_hostname}, {@code
 *       group_names}, {@code groups}, {@code play_hosts}, and {@code facts}, what the host tells of
 *       itself, which comes with the results</td></tr>
 * </table>
 *
 * @param given the parameters that were given, with their values
 * @param masker is told every secret that is met
 * @param vault opens encrypted values when they are used
 */
public record Scopes(
    Runbook runbook, Inventory inventory, Map<String, Value> given, Masker masker, Vault vault) {

  /** The names that nobody can redefine. */
  public static final List<String> RESERVED =
      List.of("inventory_hostname", "group_names", "groups", "play_hosts", "facts");

  /** Scopes in which no value is encrypted. */
  public Scopes(Runbook runbook, Inventory inventory, Map<String, Value> given, Masker masker) {
    this(runbook, inventory, given, masker, Vault.locked());
  }

  public Scopes {
    given = Map.copyOf(given);
  }

  /** What an inventory alone says, without a runbook. */
  public static Scopes ofInventory(Inventory inventory, Masker masker, Vault vault) {
    return new Scopes(Runbook.none(), inventory, Map.of(), masker, vault);
  }

  /**
   * What a task for a host may use.
   *
   * @param playHosts the hosts of its play
   * @param results what earlier tasks registered for this host: a value, or what is known of it
   */
  public Scope of(
      Play play,
      List<Host> playHosts,
      TaskNode task,
      Host host,
      Map<String, ? extends Definition> results) {
    return of(play, playHosts).of(host).of(task, results);
  }

  /** What the tasks of a play may use. */
  public PlayScopes of(Play play, List<Host> playHosts) {
    return new PlayScopes(this, play, playHosts);
  }

  /** What the play itself may use: no host is known there. */
  public Scope ofPlay(Play play) {
    return defaults(Scope.empty(masker, vault))
        .with("play " + play.id(), written(play.vars()))
        .with("given parameters", known(given))
        .with("always", Map.of("groups", groupsOnce()));
  }

  /** What settings of a host may use: its inventory, parameters and {@code vars} of the runbook. */
  public Scope ofHost(Host host) {
    return ofRunbook(host)
        .with("given parameters", known(given))
        .with("always", always(host, groupsOnce(), Made.once(() -> hosts(List.of(host)))));
  }

  Scope ofRunbook(Host host) {
    Scope scope = Scope.empty(masker, vault).about("host " + host.name());
    Map<String, Map<String, Definition>> levels = new LinkedHashMap<>();
    for (Variable variable : host.vars().values()) {
      levels
          .computeIfAbsent(variable.level(), _ -> new LinkedHashMap<>())
          .put(variable.name(), plain(variable.value()));
    }
    for (Map.Entry<String, Map<String, Definition>> level : levels.entrySet()) {
      scope = scope.with(level.getKey(), level.getValue());
    }
    return defaults(scope);
  }

  private Scope defaults(Scope scope) {
    Map<String, Definition> defaults = new LinkedHashMap<>();
    runbook.mistaken().forEach(name -> defaults.put(name, new Scope.Reported()));
    for (Param param : runbook.params().values()) {
      // One without a default must be given; that it isn't is the only mistake to tell.
      defaults.put(
          param.name(),
          param
              .defaultValue()
              .<Definition>map(node -> new Written(node, param.type() == Param.Type.SECRET))
              .orElseGet(Scope.Reported::new));
    }
    return scope
        .with("defaults of parameters", defaults)
        .with("vars of the runbook", written(runbook.vars()));
  }

  static Map<String, Definition> written(Map<String, Node> nodes) {
    Map<String, Definition> definitions = new LinkedHashMap<>();
    nodes.forEach((name, node) -> definitions.put(name, plain(node)));
    return definitions;
  }

  private static Written plain(Node node) {
    return new Written(node, false);
  }

  static Map<String, Definition> known(Map<String, Value> values) {
    Map<String, Definition> definitions = new LinkedHashMap<>();
    values.forEach((name, value) -> definitions.put(name, new Known(value)));
    return definitions;
  }

  /** What a host is told that no other definition can hide. */
  static Map<String, Definition> always(Host host, Made groups, Made playHosts) {
    return Map.of(
        "inventory_hostname",
        new Known(Value.text(host.name())),
        "group_names",
        new Known(Value.of(host.groupNames())),
        "groups",
        groups,
        "play_hosts",
        playHosts);
  }

  static Value hosts(List<Host> hosts) {
    return Value.of(hosts.stream().map(Host::name).toList());
  }

  Made groupsOnce() {
    return Made.once(() -> Value.of(inventory.groups()));
  }
}
