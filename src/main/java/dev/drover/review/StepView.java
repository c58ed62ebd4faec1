package dev.drover.review;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A step of a plan.
 *
 * @param path the groups around it, the outermost first
 * @param host the host whose names it uses
 * @param once whether it runs for that host alone, and for the whole play
 * @param after the steps of the same play that end before it begins, only the nearest
 * @param arguments bound, secrets masked; empty while they rest on what an earlier step brings
 * @param state will_change, already_so, may_run, unknown_until, will_skip, will_look, will_fail,
 *     unchecked or not_looked
 * @param details what changes, or why the state is what it is
 * @param opens the brackets that it opens
 * @param closes the brackets that it closes
 * @param seconds how long it is expected to take; absent if nobody knows
 * @param basis what that rests on
 */
public record StepView(
    String id,
    String task,
    List<String> path,
    String kind,
    String host,
    boolean once,
    List<String> after,
    Map<String, Object> arguments,
    String state,
    List<String> details,
    List<String> opens,
    List<String> closes,
    long seconds,
    Basis basis) {

  /** What an expected duration rests on. */
  public enum Basis {
    /** Earlier runs of the same step. */
    MEASURED,
    /** Its own time limit, which is the longest that it may take. */
    DECLARED,
    /** Nothing: the duration is not known. */
    UNKNOWN
  }

  public StepView {
    path = List.copyOf(path);
    after = List.copyOf(after);
    arguments = Collections.unmodifiableMap(new LinkedHashMap<>(arguments));
    details = List.copyOf(details);
    opens = List.copyOf(opens);
    closes = List.copyOf(closes);
  }

  /** The same with an expected duration. */
  public StepView taking(long expected, Basis on) {
    return new StepView(
        id, task, path, kind, host, once, after, arguments, state, details, opens, closes, expected,
        on);
  }
}
