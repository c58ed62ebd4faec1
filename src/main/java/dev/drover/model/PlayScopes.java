package dev.drover.model;

import dev.drover.expr.Scope;
import dev.drover.expr.Scope.Definition;
import dev.drover.expr.Scope.Made;
import dev.drover.expr.Scope.Written;
import dev.drover.yaml.Node;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * The scopes of the tasks of one play. What they have in common is put together once for all hosts,
 * and for all tasks of a host.
 */
public final class PlayScopes {

  private final Scopes scopes;
  private final Play play;
  private final List<Host> hosts;
  private final Made groups;
  private final Made playHosts;

  PlayScopes(Scopes scopes, Play play, List<Host> hosts) {
    this.scopes = scopes;
    this.play = play;
    this.hosts = hosts;
    this.groups = scopes.groupsOnce();
    this.playHosts = Made.once(() -> Scopes.hosts(hosts));
  }

  /** Whether these are the scopes of a play with these hosts. */
  public boolean areOf(Play other, List<Host> itsHosts) {
    return play.equals(other) && hosts.equals(itsHosts);
  }

  /** The scopes of the tasks for a host. */
  public OfHost of(Host host) {
    return new OfHost(host);
  }

  /** The scopes of the tasks for one host. */
  public final class OfHost {

    private final Host host;
    private final Scope ofPlay;
    private final Scope highest;

    private OfHost(Host host) {
      this.host = host;
      this.ofPlay = scopes.ofRunbook(host).with("play " + play.id(), Scopes.written(play.vars()));
      this.highest =
          Scope.empty(scopes.masker())
              .with("given parameters", Scopes.known(scopes.given()))
              .with("always", Scopes.always(host, groups, playHosts));
    }

    /** For whom they are. */
    public Host host() {
      return host;
    }

    /**
     * What a task may use.
     *
     * @param results what earlier tasks registered for this host: a value, or what is known of it
     */
    public Scope of(TaskNode task, Map<String, ? extends Definition> results) {
      UnaryOperator<Scope> above = scope -> scope.with("registered results", results).with(highest);
      List<Layer> layers = new ArrayList<>();
      for (Layer layer : task.layers()) {
        layers.add(
            layer.names().values().stream().anyMatch(Written.class::isInstance)
                ? closed(layer, above.apply(layered(task, layer.outside(), layers)))
                : layer);
      }
      return above.apply(layered(task, task.keywords().vars(), layers));
    }

    private Scope layered(TaskNode task, Map<String, Node> vars, List<Layer> layers) {
      Scope scope = ofPlay.with("task " + task.id(), Scopes.written(vars));
      for (Layer layer : layers) {
        scope = scope.with(layer.level(), layer.names());
      }
      return scope;
    }

    /** What was written outside means what it means there. */
    private static Layer closed(Layer layer, Scope outside) {
      Map<String, Definition> names = new LinkedHashMap<>();
      layer
          .names()
          .forEach((name, definition) ->
              names.put(
                  name,
                  definition instanceof Written(Node node, boolean secret)
                      ? new Scope.Outside(node, secret, outside)
                      : definition));
      return new Layer(layer.level(), names, layer.outside());
    }
  }
}
