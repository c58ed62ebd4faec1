package dev.drover.model;

import dev.drover.expr.Condition;
import dev.drover.yaml.Node;
import dev.drover.yaml.Node.ScalarNode;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a task says besides its arguments.
 *
 * @param when runs only if all of these hold
 * @param register the name that its result gets for later tasks of the same host
 * @param until it is repeated until this holds; the result is known in it by the registered name
 * @param retries how often it is tried again
 * @param delay how long is waited before it is tried again
 * @param timeout the longest time that it may take
 * @param vars names for this task alone
 * @param delegateTo the host to work on in place of the play's host; may be a template
 * @param runOnce runs for the first host only
 * @param noLog its output and arguments are not shown
 * @param ignoreErrors its failure does not count
 */
public record Keywords(
    List<Condition> when,
    Optional<String> register,
    Optional<Condition> until,
    OptionalInt retries,
    Optional<Duration> delay,
    Optional<Duration> timeout,
    Map<String, Node> vars,
    Optional<ScalarNode> delegateTo,
    boolean runOnce,
    List<String> tags,
    boolean noLog,
    boolean ignoreErrors) {

  public Keywords {
    when = List.copyOf(when);
    vars = Collections.unmodifiableMap(new LinkedHashMap<>(vars));
    tags = List.copyOf(tags);
  }
}
