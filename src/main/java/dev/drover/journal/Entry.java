package dev.drover.journal;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.Nulls;
import dev.drover.task.Bracket;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One thing that happened in a run. Secrets are masked before they get here. All of them stand in
 * one file, for together they are the format of the journal.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Entry.RunBegan.class, name = "run-began"),
  @JsonSubTypes.Type(value = Entry.PlanSigned.class, name = "plan-signed"),
  @JsonSubTypes.Type(value = Entry.RunResumed.class, name = "run-resumed"),
  @JsonSubTypes.Type(value = Entry.PolicyNoted.class, name = "policy-noted"),
  @JsonSubTypes.Type(value = Entry.PlayBegan.class, name = "play-began"),
  @JsonSubTypes.Type(value = Entry.SoakBegan.class, name = "soak-began"),
  @JsonSubTypes.Type(value = Entry.SoakEnded.class, name = "soak-ended"),
  @JsonSubTypes.Type(value = Entry.HostChosen.class, name = "host-chosen"),
  @JsonSubTypes.Type(value = Entry.HostDown.class, name = "host-down"),
  @JsonSubTypes.Type(value = Entry.HostServes.class, name = "host-serves"),
  @JsonSubTypes.Type(value = Entry.FactsGathered.class, name = "facts-gathered"),
  @JsonSubTypes.Type(value = Entry.StepBegan.class, name = "step-began"),
  @JsonSubTypes.Type(value = Entry.StepEnded.class, name = "step-ended"),
  @JsonSubTypes.Type(value = Entry.BracketOpened.class, name = "bracket-opened"),
  @JsonSubTypes.Type(value = Entry.BracketClosed.class, name = "bracket-closed"),
  @JsonSubTypes.Type(value = Entry.RescueBegan.class, name = "rescue-began"),
  @JsonSubTypes.Type(value = Entry.GroupRepeated.class, name = "group-repeated"),
  @JsonSubTypes.Type(value = Entry.GroupHeld.class, name = "group-held"),
  @JsonSubTypes.Type(value = Entry.GroupFailed.class, name = "group-failed"),
  @JsonSubTypes.Type(value = Entry.HandlerNotified.class, name = "handler-notified"),
  @JsonSubTypes.Type(value = Entry.HandlerStarted.class, name = "handler-started"),
  @JsonSubTypes.Type(value = Entry.StopAsked.class, name = "stop-asked"),
  @JsonSubTypes.Type(value = Entry.PauseAsked.class, name = "pause-asked"),
  @JsonSubTypes.Type(value = Entry.ContinueAsked.class, name = "continue-asked"),
  @JsonSubTypes.Type(value = Entry.SkipAsked.class, name = "skip-asked"),
  @JsonSubTypes.Type(value = Entry.RetryAsked.class, name = "retry-asked"),
  @JsonSubTypes.Type(value = Entry.ClosingBegan.class, name = "closing-began"),
  @JsonSubTypes.Type(value = Entry.BracketLeft.class, name = "bracket-left"),
  @JsonSubTypes.Type(value = Entry.LeaseTaken.class, name = "lease-taken"),
  @JsonSubTypes.Type(value = Entry.LeaseLost.class, name = "lease-lost"),
  @JsonSubTypes.Type(value = Entry.LeaseReleased.class, name = "lease-released"),
  @JsonSubTypes.Type(value = Entry.NoticeLost.class, name = "notice-lost"),
  @JsonSubTypes.Type(value = Entry.RunEnded.class, name = "run-ended")
})
public sealed interface Entry {

  /** When it happened. */
  Instant at();

  /**
   * A run began.
   *
   * @param run its id
   * @param runbook the runbook's name
   * @param version the runbook's version
   * @param by user and machine
   * @param request what it was asked to do, enough to compile the same plan again
   * @param inputs every file that was read, with the SHA-256 of its content
   * @param steps the addresses of all steps of its plan
   * @param plan the hash of its plan, which is kept beside the journal; empty in a journal of a
   *     Drover that kept none
   * @param edition which edition of the runbook; a journal of a Drover that did not note it has
   *     none
   */
  record RunBegan(
      Instant at,
      String run,
      String runbook,
      String version,
      String by,
      Request request,
      Map<String, String> inputs,
      List<String> steps,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) @JsonSetter(nulls = Nulls.AS_EMPTY) String plan,
      @Nullable Edition edition)
      implements Entry {
    public RunBegan {
      edition = edition == null ? Edition.UNKNOWN : edition;
      inputs = Map.copyOf(inputs);
      steps = List.copyOf(steps);
    }

    /** One whose plan is not kept. */
    public RunBegan(
        Instant at,
        String run,
        String runbook,
        String version,
        String by,
        Request request,
        Map<String, String> inputs,
        List<String> steps) {
      this(at, run, runbook, version, by, request, inputs, steps, "", Edition.UNKNOWN);
    }

    /** Which edition of the runbook. */
    public Edition ran() {
      return edition == null ? Edition.UNKNOWN : edition;
    }
  }

  /**
   * The plan of the run was signed.
   *
   * @param signer the principal of the signer
   * @param key the fingerprint of the key
   * @param made when it was signed
   * @param until from when on the signature counts no longer
   */
  record PlanSigned(Instant at, String signer, String key, Instant made, Instant until)
      implements Entry {}

  /** A run goes on after it had ended or was cut off. */
  record RunResumed(Instant at, String by) implements Entry {}

  /**
   * How a policy stands at the beginning of a run, or of what goes on of it.
   *
   * @param words what it was judged by, or why it was set aside
   * @param setAside whether the operator asked that it does not count, until the run is resumed
   */
  record PolicyNoted(Instant at, String policy, String words, boolean setAside) implements Entry {}

  /** The first host of a play is about to start. */
  record PlayBegan(Instant at, String play) implements Entry {}

  /** A wave of a play is done; no other begins before {@code until}. */
  record SoakBegan(Instant at, String play, Instant until) implements Entry {}

  /**
   * After a soak the hosts of the play that are done were looked at again.
   *
   * @param hosts those hosts
   * @param problems what is not as it was left, by host; empty if all is well
   */
  record SoakEnded(Instant at, String play, List<String> hosts, Map<String, String> problems)
      implements Entry {
    public SoakEnded {
      hosts = List.copyOf(hosts);
      problems = Map.copyOf(problems);
    }
  }

  /** A host was taken next in its play, with the reason. */
  record HostChosen(Instant at, String play, String host, String reason) implements Entry {}

  /**
   * A host takes no traffic as the run begins, although nobody has taken it out: it counts as out
   * of service until it is seen to serve, or a step has brought it back.
   *
   * @param seen what shows that
   */
  record HostDown(Instant at, String host, String seen) implements Entry {}

  /** A host that was down takes traffic again, without a step having brought it back. */
  record HostServes(Instant at, String host) implements Entry {}

  /**
   * A host was asked for its facts, because a step uses them. What is decided by them is decided in
   * the same way when the run is resumed.
   */
  record FactsGathered(Instant at, String host, Map<String, Object> facts) implements Entry {}

  /** A step is about to act. Durable before it does. */
  record StepBegan(Instant at, String step, int attempt, Map<String, Object> arguments)
      implements Entry {}

  /**
   * A step ended.
   *
   * @param values what it registered, secrets masked
   * @param masked whether the values are not all that it registered, because a part of it is secret
   *     and never written; a journal of a Drover that did not mark that has none
   * @param unheard whether something that it had begun may have run on, because the connection was
   *     lost; a journal of a Drover that ran nothing detached has none
   */
  record StepEnded(
      Instant at,
      String step,
      Ending ending,
      boolean changed,
      String summary,
      Map<String, Object> values,
      @JsonInclude(JsonInclude.Include.NON_DEFAULT) @JsonSetter(nulls = Nulls.AS_EMPTY)
          boolean masked,
      List<String> evidence,
      String next,
      @JsonInclude(JsonInclude.Include.NON_DEFAULT) @JsonSetter(nulls = Nulls.AS_EMPTY)
          boolean unheard)
      implements Entry {

    /** Nothing that it had begun can have run on. */
    public StepEnded(
        Instant at,
        String step,
        Ending ending,
        boolean changed,
        String summary,
        Map<String, Object> values,
        boolean masked,
        List<String> evidence,
        String next) {
      this(at, step, ending, changed, summary, values, masked, evidence, next, false);
    }

    /** The same, though something that it had begun may have run on. */
    public StepEnded notHeard() {
      return new StepEnded(
          at, step, ending, changed, summary, values, masked, evidence, next, true);
    }
  }

  /** How a step ended. */
  enum Ending {
    DONE,
    FAILED,
    IGNORED,
    SKIPPED,
    /** It stands on a path that the run did not take. */
    NOT_TAKEN
  }

  /** A bracket is about to be opened. Durable before it is. */
  record BracketOpened(Instant at, Bracket bracket, String step, String byHand) implements Entry {

    /** The same, if no command closes it any more, but going on with the run does. */
    public BracketOpened closedBy(String run) {
      return new BracketOpened(at, bracket, step, "drover resume " + run);
    }
  }

  /**
   * A bracket is closed.
   *
   * @param found true if the step that was to open it found it so, or planning did: somebody
   *     else's, left as it was
   * @param how what was done or seen, where the run closed it by itself; else its step says so
   */
  record BracketClosed(
      Instant at,
      Bracket bracket,
      String step,
      boolean found,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) @JsonSetter(nulls = Nulls.AS_EMPTY) String how)
      implements Entry {
    /** One that a step closed. */
    public BracketClosed(Instant at, Bracket bracket, String step, boolean found) {
      this(at, bracket, step, found, "");
    }
  }

  /**
   * The body of a group failed, and its rescue begins: from now on the failures don't count.
   *
   * @param group the address of the group
   * @param failed the steps that failed
   */
  record RescueBegan(Instant at, String group, List<String> failed) implements Entry {
    public RescueBegan {
      failed = List.copyOf(failed);
    }
  }

  /**
   * Steps of a group are to run again, as if they had not run yet.
   *
   * @param attempt how often the group has been repeated by now; 0 if the run goes on inside it
   * @param steps their addresses
   */
  record GroupRepeated(Instant at, String group, int attempt, String why, List<String> steps)
      implements Entry {
    public GroupRepeated {
      steps = List.copyOf(steps);
    }
  }

  /** A group that is repeated until a condition holds ended: the condition holds. */
  record GroupHeld(Instant at, String group) implements Entry {}

  /** A group failed although none of its steps did: its condition never held. */
  record GroupFailed(Instant at, String group, String why) implements Entry {}

  /** A step is about to end that notifies a handler of its host. */
  record HandlerNotified(Instant at, String handler, String step) implements Entry {}

  /**
   * A handler that was notified begins.
   *
   * @param phase the place in the play at which it runs
   * @param steps the addresses of its steps there
   */
  record HandlerStarted(Instant at, String handler, String phase, List<String> steps)
      implements Entry {
    public HandlerStarted {
      steps = List.copyOf(steps);
    }
  }

  /**
   * The operator asked to stop.
   *
   * @param reason why; empty if none was given, as by Ctrl-C
   */
  record StopAsked(
      Instant at,
      String by,
      boolean abort,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) @JsonSetter(nulls = Nulls.AS_EMPTY) String reason)
      implements Entry {
    /** One for which no reason was given. */
    public StopAsked(Instant at, String by, boolean abort) {
      this(at, by, abort, "");
    }
  }

  /** The operator asked that no step begins until he lets the run go on. */
  record PauseAsked(Instant at, String by, String reason) implements Entry {}

  /** The operator lets a paused run go on. */
  record ContinueAsked(Instant at, String by, String reason) implements Entry {}

  /** The operator asked that a step that failed, or has not begun, counts as skipped. */
  record SkipAsked(Instant at, String by, String reason, String step) implements Entry {}

  /** The operator asked that a step that failed runs again. */
  record RetryAsked(Instant at, String by, String reason, String step) implements Entry {}

  /**
   * The run is about to close a bracket by itself, because no step of its plan will. Durable before
   * it does.
   *
   * @param step the address of the step that opened it
   */
  record ClosingBegan(Instant at, Bracket bracket, String step, String why) implements Entry {}

  /**
   * A bracket stays open, because closing it is not legal or not safe now, or failed.
   *
   * @param byHand the exact command that closes it
   * @param inDoubt whether closing it was begun, and nobody knows how far that went
   */
  record BracketLeft(
      Instant at,
      Bracket bracket,
      String step,
      String why,
      String byHand,
      @JsonInclude(JsonInclude.Include.NON_DEFAULT) @JsonSetter(nulls = Nulls.AS_EMPTY)
          boolean inDoubt)
      implements Entry {
    /** One that is open just as before. */
    public BracketLeft(Instant at, Bracket bracket, String step, String why, String byHand) {
      this(at, bracket, step, why, byHand, false);
    }
  }

  /**
   * The run holds the lease of a cluster, or has renewed it after it was taken over.
   *
   * @param place where it is kept, in words
   * @param token higher than those of all who held it before
   */
  record LeaseTaken(Instant at, String cluster, String place, long token) implements Entry {}

  /** The run no longer holds the lease of a cluster: it may have no more effects there. */
  record LeaseLost(Instant at, String cluster, String why) implements Entry {}

  /** The run gave the lease of a cluster back. */
  record LeaseReleased(Instant at, String cluster, long token) implements Entry {}

  /**
   * Somebody elsewhere could not be told how the run goes.
   *
   * @param recipient who, without what is secret of a URL
   */
  record NoticeLost(Instant at, String recipient, String why) implements Entry {}

  /** A run ended. */
  record RunEnded(Instant at, Verdict verdict, String why) implements Entry {}

  /** How a run ended. */
  enum Verdict {
    FINISHED,
    FAILED,
    STOPPED
  }
}
