package dev.drover.review;

import dev.drover.schema.Doc;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** A step of a plan. */
public record StepView(
    @Doc("Its id: PLAY/TASK[HOST], or PLAY/TASK if it runs once") String id,
    @Doc("Name of its task; the kind if it has none") String task,
    @Doc("Groups around it, the outermost first") List<String> path,
    @Doc("What it does") String kind,
    @Doc("Host whose names it uses") String host,
    @Doc("Whether it runs for that host alone, and for the whole play") boolean once,
    @Doc("Ids of the steps of the same play that end before it begins, only the nearest")
        List<String> after,
    @Doc("Bound, secrets masked; empty while they rest on what an earlier step brings")
        Map<String, Object> arguments,
    @Doc(
            "will_change, already_so, may_run, unknown_until, will_skip, will_look, will_fail, unchecked or not_looked")
        String state,
    @Doc("What changes, or why the state is what it is") List<String> details,
    @Doc("Brackets that it opens") List<String> opens,
    @Doc("Brackets that it closes") List<String> closes,
    @Estimate @Doc("How long it is expected to take; 0 if nobody knows") long seconds,
    @Estimate
        @Doc(
            "What that rests on: MEASURED by earlier runs, DECLARED by its own time limit, or UNKNOWN")
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
    arguments = Collections.unmodifiableMap(arguments); // not copied: many hosts share it
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
