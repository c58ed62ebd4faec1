package dev.drover.rehearse;

import java.util.Locale;

/**
 * Something that goes wrong.
 *
 * @param place where: a step, a record of the journal, or a host; as its sort says
 */
public record Fault(Sort sort, String place) {

  /** Where faults of a sort strike. */
  public enum Where {
    STEP,
    RECORD,
    NODE
  }

  /** What can go wrong. */
  public enum Sort {
    STEP_FAILS(Where.STEP, "the step fails and has done nothing"),
    STEP_FAILS_LATE(Where.STEP, "the step does its work and says that it failed"),
    STEP_TIMES_OUT(Where.STEP, "the step hangs until its time limit, and has done nothing"),
    STEP_TIMES_OUT_LATE(Where.STEP, "the step does its work, then hangs until its time limit"),
    HOST_LOST_BEFORE(Where.STEP, "the machine is lost before the step's effect"),
    HOST_LOST_AFTER(Where.STEP, "the machine is lost after the step's effect"),
    HOST_AWAY_BEFORE(Where.STEP, "the machine is away for 90 s before the step's effect"),
    HOST_AWAY_AFTER(Where.STEP, "the machine is away for 90 s after the step's effect"),
    HOST_LOSES_POWER(
        Where.STEP, "the machine loses power after the step's effect, for 90 s and all processes"),
    ANSWER_LOST(Where.STEP, "the step's effect takes place, and its answer never comes"),
    DISK_FULL(Where.STEP, "the machine's disk is full"),
    GATE_FLAPS(Where.STEP, "what the step waits for comes and goes before it stays"),
    BALANCER_FORGETS(Where.STEP, "the balancer restarts and forgets who is out of service"),
    NODE_DIES(Where.NODE, "the node's process dies while it starts"),
    NODE_STUCK(Where.NODE, "the node never gets beyond starting"),
    NODE_ERROR(Where.NODE, "the node comes up in error"),
    NODE_IGNORES_STOP(Where.NODE, "the node does not react to a stop"),
    OPERATOR_STOPS(Where.STEP, "the operator stops the run (Ctrl-C)"),
    OPERATOR_ABORTS(Where.STEP, "the operator aborts the run (Ctrl-C twice)"),
    OPERATOR_PAUSES(Where.STEP, "the operator pauses the run, and lets it go on 10 minutes later"),
    OPERATOR_STOPS_PAUSED(Where.STEP, "the operator pauses the run, and stops it 10 minutes later"),
    OPERATOR_SKIPS(
        Where.STEP, "the step does its work and says that it failed, and the operator skips it"),
    OPERATOR_RETRIES(
        Where.STEP, "the step fails and has done nothing, and the operator has it run again"),
    KILLED_BEFORE(Where.RECORD, "the controller is killed before a record of its journal"),
    KILLED_TORN(Where.RECORD, "the controller is killed in the middle of a record"),
    KILLED_AFTER(Where.RECORD, "the controller is killed after a record of its journal"),
    POWER_LOST(Where.RECORD, "the controller's machine loses power while a record is written"),
    KILLED_BETWEEN(Where.STEP, "the controller is killed between two effects of a step");

    private final Where where;
    private final String words;

    Sort(Where where, String words) {
      this.where = where;
      this.words = words;
    }

    /** Where it strikes. */
    public Where where() {
      return where;
    }

    /** Whether it strikes at its place again and again, until somebody mends it. */
    boolean lasts() {
      return switch (this) {
        case STEP_FAILS, STEP_FAILS_LATE, STEP_TIMES_OUT, STEP_TIMES_OUT_LATE -> true;
        case OPERATOR_SKIPS, OPERATOR_RETRIES -> true;
        default -> where == Where.NODE;
      };
    }

    /** What goes wrong, in words. */
    public String words() {
      return words;
    }

    /** As scenarios are named by it. */
    public String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** Names it, for instance {@code host-lost-after:upgrade/start[bb2]}. */
  public String id() {
    return sort.word() + ":" + place;
  }
}
