package dev.drover.task;

import dev.drover.expr.Condition;
import dev.drover.expr.ConditionException;
import dev.drover.model.Host;
import dev.drover.model.Inventory;
import dev.drover.remote.Remote;
import dev.drover.rest.Endpoint;
import dev.drover.rest.Rest;
import dev.drover.time.Clock;
import java.util.List;
import java.util.Map;

/** What a kind may look at. The doors it gives refuse whatever is not a read. */
public interface Facts {

  /** The host that the step is for. */
  Host host();

  /** The hosts of the step's play, {@link #host} among them. */
  List<Host> peers();

  /** All hosts and groups. */
  Inventory inventory();

  /** The door to the machine that the step works on: the host's, or the one it is delegated to. */
  Remote remote();

  /** The door to another machine of the inventory. */
  Remote remote(Host other);

  /** The door to this machine, the one that Drover runs on. */
  default Remote controller() {
    return remote(new Host("localhost", List.of(), Map.of()));
  }

  /** The line by which a person runs a shell text on a machine, to be pasted into a shell here. */
  String typed(Host machine, String text);

  /** The client for an HTTP endpoint. */
  Rest rest(Endpoint endpoint);

  /**
   * Settings of a host in the inventory: the variable named by the record's {@link Settings}, bound
   * to it.
   *
   * @throws IllegalStateException if they are not there or wrong, which loading has excluded for
   *     what a kind declares
   */
  <S extends Record> S settings(Host host, Class<S> type);

  /**
   * Values of the step's scope that are plain data, for file templates: names to text, numbers,
   * lists, maps.
   */
  Map<String, Object> variables();

  /**
   * Whether a condition of the step's arguments holds now.
   *
   * @throws ConditionException if that can't be told, for instance because a name in it has no
   *     value yet
   */
  boolean holds(Condition condition) throws ConditionException;

  /**
   * Notes what was seen, for the plan: what its decisions rest on is compared again when the plan
   * is run. Whoever reads a state that more than one kind uses notes it, so that kinds need not.
   */
  default void observe(Observation observation) {}

  /** The time. */
  Clock clock();

  /** What plugins add. */
  default Extensions extensions() {
    return Extensions.NONE;
  }
}
