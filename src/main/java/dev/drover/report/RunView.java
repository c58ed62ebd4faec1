package dev.drover.report;

import dev.drover.journal.Edition;
import dev.drover.journal.Entry;
import dev.drover.journal.Request;
import dev.drover.journal.RunState;
import dev.drover.review.PlanDocument;
import dev.drover.schema.Doc;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A run as it is shown, from its journal and its plan alone: what {@code --json} prints, and what
 * every text, page and message about a run is made from.
 */
public record RunView(
    @Doc("Version of this form") int format,
    @Doc("Id of the run") String run,
    @Doc("Name of its runbook") String runbook,
    @Doc("Version of its runbook, as that says itself") String version,
    @Doc("SHA-256 of its plan; empty for a run whose plan was not kept") String plan,
    @Doc("Which edition of the runbook ran") Edition edition,
    @Doc("User and machine that began it") String by,
    @Doc("When it began") Instant began,
    @Doc("When it ended; for one that has not ended, the last that is known of it") Instant last,
    @Doc(
            "finished, failed, stopped; cut_off if its journal just ends; running if a controller is"
                + " writing that")
        String verdict,
    @Doc(
            "How it stands, in words: going on, paused, stopping, aborting, finished, failed, stopped or"
                + " cut off")
        String standing,
    @Doc("Who or what made it stand so") String why,
    @Doc("What became of the steps of each host") List<HostView> hosts,
    @Doc("Steps and groups that failed") List<FailureView> failures,
    @Doc("What is open now") List<OpenView> open,
    @Doc("Steps of which nobody knows how they ended") List<BegunView> inDoubt,
    @Doc("Commands to type next, the most useful first") List<NextView> next,
    @Doc("Handlers that were notified and have not run since") List<NotifiedView> notified,
    @Doc("Who has signed the plan") List<SignerView> signers,
    @Doc("Policies that were set aside") List<SetAsideView> setAside,
    @Doc("What it was asked to do, secrets left out; null if that is not known")
        Optional<Request> request,
    @Doc("What policies rested on as an attempt began") List<PolicyNoteView> policies,
    @Doc("The beginning, and every time that it was resumed") List<AttemptView> attempts,
    @Doc("What operators asked for meanwhile") List<AskedView> asked,
    @Doc("Leases of clusters that it held") List<LeaseView> leases,
    @Doc("How many hosts served, as far as the run took them out") HeldView capacity,
    @Doc("What happened when; empty in a list of runs") CourseView course) {

  /** The version of the form that this Drover writes. */
  public static final int FORMAT = 1;

  /** What became of the steps of a host. */
  public record HostView(
      @Doc("The host; null for steps that ran once") Optional<String> host,
      @Doc("Steps that changed nothing") int ok,
      @Doc("Steps that changed something") int changed,
      @Doc("Steps that were skipped") int skipped,
      @Doc("Steps that failed, ignored ones too") int failed,
      @Doc("Steps that have not run") int notRun,
      @Doc("Steps that failed and were rescued") int rescued,
      @Doc("How many seconds it was out of service") double outOfService) {}

  /** A step that failed. */
  public record FailureView(
      @Doc("Its id") String step,
      @Doc("Whether the runbook ignores that") boolean ignored,
      @Doc("Whether the rescue of its group has begun") boolean rescued,
      @Doc("Why it failed") String cause,
      @Doc("What was seen, line by line, secrets masked") List<String> evidence,
      @Doc("What to do next; empty if nothing") String next) {}

  /** A handler that a step notified and that has not run since. */
  public record NotifiedView(
      @Doc("Id of the handler") String handler, @Doc("Id of the step") String step) {}

  /** Who has signed the plan of the run. */
  public record SignerView(
      @Doc("The signer") String signer,
      @Doc("Fingerprint of the key") String key,
      @Doc("When it was signed") Instant made) {}

  /** A policy that an operator set aside for an attempt, and why. */
  public record SetAsideView(
      @Doc("The policy") String policy,
      @Doc("Who set it aside") String by,
      @Doc("When") Instant at,
      @Doc("The reason given") String why) {}

  /** Something that is still open. */
  public record OpenView(
      @Doc("What it is") String what,
      @Doc("Whose: a host, or a cluster") String subject,
      @Doc("Since when") Instant since,
      @Doc("Id of the step that opened it") String step,
      @Doc("The run, and who worked on it then") String owner,
      @Doc("Why it is not closed") String why,
      @Doc("The exact command that closes it") String byHand) {}

  /** A step that was begun and has not ended. */
  public record BegunView(
      @Doc("Id of the step") String step,
      @Doc("Its host; null if it runs once") Optional<String> host,
      @Doc("When it, or its last attempt, began") Instant since,
      @Doc("Which attempt") int attempt) {}

  /** A command and what it is good for. */
  public record NextView(@Doc("The command") String command, @Doc("What it does") String what) {}

  /** What a policy rested on as an attempt began. */
  public record PolicyNoteView(
      @Doc("The policy") String policy,
      @Doc("When") Instant at,
      @Doc("What it rested on, or why it was set aside") String words) {}

  /** The beginning of the run, or a time that it was resumed. */
  public record AttemptView(
      @Doc("1 for the beginning") int number,
      @Doc("User and machine") String by,
      @Doc("When it began") Instant from,
      @Doc("When it ended; the last that is known if it was cut off, or goes on") Instant until,
      @Doc("As that of the run") String verdict,
      @Doc("Why it ended so") String why,
      @Doc("Ids of steps of which nobody knew how they ended when it was over")
          List<String> inDoubt) {}

  /** Something that an operator asked for. */
  public record AskedView(
      @Doc("When") Instant at,
      @Doc("User and machine") String by,
      @Doc("stop, abort, pause, continue, skip or retry") String what,
      @Doc("Id of the step that it is about; empty if none") String step,
      @Doc("The reason given; empty if none") String reason) {}

  /** A lease of a cluster. */
  public record LeaseView(
      @Doc("The cluster") String cluster,
      @Doc("Where it is kept") String place,
      @Doc("Its fencing token") long token,
      @Doc("Since when it was held") Instant from,
      @Doc("Until when; null if it was never given back") Optional<Instant> until,
      @Doc("held, released or lost") String state,
      @Doc("Why it was lost; empty if it was not") String why) {}

  /** How many hosts served. What fails by itself is not seen here. */
  public record HeldView(
      @Doc("Whether the plan is there to compare with; if not, all numbers are 0") boolean known,
      @Doc("All hosts that serve") int hosts,
      @Doc("The fewest that the plan promised") int promised,
      @Doc("The fewest that it promised if steps fail") int ifStepsFail,
      @Doc("The fewest that the policy allows") int minimum,
      @Doc("The fewest at any moment of the run") int lowest,
      @Doc("Every change, in order") List<HeldMoment> moments) {

    /** Nothing is known. */
    static final HeldView NONE = new HeldView(false, 0, 0, 0, 0, 0, List.of());
  }

  /** A moment at which it changed who serves. */
  public record HeldMoment(
      @Doc("When") Instant at,
      @Doc("How many served from then on") int serving,
      @Doc("Hosts that were taken out") List<String> left,
      @Doc("Hosts that were put back") List<String> back) {}

  /** What happened when. */
  public record CourseView(
      @Doc("Every run of a step, in the order of their ends") List<StepRunView> steps,
      @Doc("What was opened, in the order of opening") List<BracketView> brackets,
      @Doc("Times of waiting") List<SpanView> waits,
      @Doc("Steps that have not run") List<NotRunView> notRun) {

    /** Not told. */
    static final CourseView NONE = new CourseView(List.of(), List.of(), List.of(), List.of());
  }

  /** A step that has not run. */
  public record NotRunView(
      @Doc("Id of the step") String step,
      @Doc("What it is called in the plan; its id if that was not kept") String title,
      @Doc("Id of its play") String play,
      @Doc("Its host; null if it runs once") Optional<String> host) {}

  /** A run of a step; a step that was repeated has several. */
  public record StepRunView(
      @Doc("Id of the step") String step,
      @Doc("What it is called in the plan; its id if that was not kept") String title,
      @Doc("Task kind; empty if the plan was not kept") String kind,
      @Doc("Id of its play") String play,
      @Doc("Its host; null if it runs once") Optional<String> host,
      @Doc("How often it was tried") int tries,
      @Doc("When it began") Instant from,
      @Doc("When it ended; the last that is known if it did not") Instant until,
      @Doc("done, failed, ignored, skipped, not_taken, in_doubt or running") String ending,
      @Doc("Whether it changed something") boolean changed,
      @Doc("What it says of itself") String summary,
      @Doc("What it was called with, secrets masked") Map<String, Object> arguments,
      @Doc("What it registered, secrets masked") Map<String, Object> values,
      @Doc("What was seen when it failed, line by line, secrets masked") List<String> evidence,
      @Doc("What to do next; empty if nothing") String next) {
    public StepRunView {
      arguments = Collections.unmodifiableMap(arguments);
      values = Collections.unmodifiableMap(values);
      evidence = List.copyOf(evidence);
    }
  }

  /** Something that was opened. */
  public record BracketView(
      @Doc("What it is") String what,
      @Doc("Whose: a host, or a cluster") String subject,
      @Doc("Since when") Instant from,
      @Doc("Until when; null if it is open, or somebody else's") Optional<Instant> until,
      @Doc("Id of the step that opened it, or found it so") String openedBy,
      @Doc("Id of the step that closed it, or the opener's if the run closed it by itself")
          String closedBy,
      @Doc(
              "closed, open, left (the run could not close it) or found (somebody else's, left as it"
                  + " was)")
          String state,
      @Doc("Why it was closed by the run itself, or left; empty if neither") String why,
      @Doc("The exact command that closes it") String byHand) {}

  /** A time of waiting. */
  public record SpanView(
      @Doc(
              "wait (a host in work, with no step of its own), soak, pause, or no_controller (between"
                  + " attempts)")
          String what,
      @Doc("The host; null if all wait") Optional<String> host,
      @Doc("Since when") Instant from,
      @Doc("Until when") Instant until,
      @Doc("More about it; may be empty") String words) {}

  /**
   * The view of a journal whose plan is not at hand; {@code name} is the run's where the journal
   * was cut before its first entry.
   */
  public static RunView of(String name, List<Entry> entries) {
    return of(name, entries, Optional.empty(), false);
  }

  /**
   * The view of a run.
   *
   * @param name the run's where the journal was cut before its first entry
   * @param running whether a controller is writing the journal
   */
  public static RunView of(
      String name, List<Entry> entries, Optional<PlanDocument> plan, boolean running) {
    RunState state = RunState.of(entries);
    RunFold fold = RunFold.of(entries, plan, running);
    Instant last = entries.isEmpty() ? Instant.EPOCH : entries.getLast().at();
    Optional<Entry.RunBegan> began = state.began();
    String run = began.map(Entry.RunBegan::run).orElse(name);
    Standing standing = new Standing(run, state, running);
    return new RunView(
        FORMAT,
        run,
        began.map(Entry.RunBegan::runbook).orElse(""),
        began.map(Entry.RunBegan::version).orElse(""),
        began.map(Entry.RunBegan::plan).orElse(""),
        began.map(Entry.RunBegan::ran).orElse(Edition.UNKNOWN),
        began.map(Entry.RunBegan::by).orElse(""),
        began.map(Entry.RunBegan::at).orElse(last),
        state.end().map(Entry.RunEnded::at).orElse(last),
        standing.verdict(),
        standing.words(),
        standing.why(),
        RunCounts.hosts(state, entries, last),
        RunCounts.failures(state),
        RunCounts.open(run, state),
        standing.inDoubt(),
        standing.next(),
        state.notified().stream()
            .map(handler -> new NotifiedView(handler.handler(), handler.step()))
            .toList(),
        state.signed().stream()
            .map(one -> new SignerView(one.signer(), one.key(), one.made()))
            .toList(),
        fold.setAside(),
        began.map(Entry.RunBegan::request),
        fold.policies(),
        fold.attempts(),
        fold.asked(),
        fold.leases(),
        plan.map(document -> CapacityHeld.of(document.capacity(), entries)).orElse(HeldView.NONE),
        fold.course());
  }

  /** What a run has open. */
  public static List<OpenView> open(String run, RunState state) {
    return RunCounts.open(run, state);
  }

  /** The same for a list of runs, without what happened when. */
  public RunView brief() {
    return new RunView(
        format,
        run,
        runbook,
        version,
        plan,
        edition,
        by,
        began,
        last,
        verdict,
        standing,
        why,
        hosts,
        failures,
        open,
        inDoubt,
        next,
        notified,
        signers,
        setAside,
        request,
        policies,
        attempts,
        asked,
        leases,
        capacity,
        CourseView.NONE);
  }

  /** The host in a step's address; empty if there is none. */
  static String host(String step) {
    int bracket = step.lastIndexOf('[');
    return bracket < 0 ? "" : step.substring(bracket + 1, step.length() - 1);
  }
}
