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
 * What a task says besides its arguments, with what its play and its blocks hand down to it.
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
 * @param changedWhen whether it changed something, by its result; all must hold
 * @param failedWhen whether it failed, by its result; all must hold
 * @param throttle how many hosts may be in this task at once, whatever the window
 * @param becoming as whom it works on its machine
 * @param environment variables for what it runs there: maps or templates of maps, later ones win
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
    boolean ignoreErrors,
    List<Condition> changedWhen,
    List<Condition> failedWhen,
    OptionalInt throttle,
    Becoming becoming,
    List<Node> environment) {

  private static final int RETRIES = 3;
  private static final Duration DELAY = Duration.ofSeconds(5);

  /** What a task has that says nothing, of a play that says nothing. */
  public static final Keywords NONE =
      new Keywords(
          List.of(),
          Optional.empty(),
          Optional.empty(),
          OptionalInt.empty(),
          Optional.empty(),
          Optional.empty(),
          Map.of(),
          Optional.empty(),
          false,
          List.of(),
          false,
          false,
          List.of(),
          List.of(),
          OptionalInt.empty(),
          Becoming.AS_THE_INVENTORY_SAYS,
          List.of());

  public Keywords {
    when = List.copyOf(when);
    vars = Collections.unmodifiableMap(new LinkedHashMap<>(vars));
    tags = List.copyOf(tags);
    changedWhen = List.copyOf(changedWhen);
    failedWhen = List.copyOf(failedWhen);
    environment = List.copyOf(environment);
  }

  /** How often it is tried at the most. */
  public int attempts() {
    return until.isPresent() || retries.isPresent() ? 1 + retries.orElse(RETRIES) : 1;
  }

  /** How long is waited between two attempts. */
  public Duration pause() {
    return delay.orElse(DELAY);
  }

  /** True if the author says that it changes nothing, whatever it does. */
  public boolean neverChanges() {
    return changedWhen.stream().anyMatch(condition -> condition.text().strip().equals("false"));
  }

  /** The name by which conditions over its own result know that. */
  public String resultName() {
    return register.orElse("result");
  }
}
