package dev.drover.report;

import dev.drover.journal.Entry;
import dev.drover.journal.Entry.Ending;
import dev.drover.journal.RunState;
import dev.drover.task.Bracket;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A run as it is shown, from its journal alone: what {@code --json} prints, and what the text is
 * made from.
 *
 * @param format the version of this form
 * @param plan the hash of its plan; empty for a run whose plan was not kept
 * @param verdict finished, failed, stopped; cut_off if the journal just ends
 */
public record RunView(
    int format,
    String run,
    String runbook,
    String version,
    String plan,
    Entry.Edition edition,
    String by,
    Instant began,
    Instant last,
    String verdict,
    String why,
    List<HostView> hosts,
    List<FailureView> failures,
    List<OpenView> open,
    List<NotifiedView> notified,
    List<SignerView> signers,
    List<SetAsideView> setAside) {

  /**
   * What became of the steps of a host.
   *
   * @param host empty for steps that ran once
   * @param outOfService how long it was out of service, in seconds
   */
  public record HostView(
      Optional<String> host,
      int ok,
      int changed,
      int skipped,
      int failed,
      int notRun,
      int rescued,
      double outOfService) {}

  /** A step that failed. */
  public record FailureView(
      String step,
      boolean ignored,
      boolean rescued,
      String cause,
      List<String> evidence,
      String next) {}

  /** A handler that a step notified and that has not run since. */
  public record NotifiedView(String handler, String step) {}

  /** Who has signed the plan of the run. */
  public record SignerView(String signer, String key, Instant made) {}

  /** A policy that an operator set aside for an attempt, and why. */
  public record SetAsideView(String policy, String by, Instant at, String why) {}

  /**
   * Something that is still open.
   *
   * @param step what opened it
   * @param owner the run, and who worked on it then
   * @param why why it is not closed
   * @param byHand the exact command that closes it
   */
  public record OpenView(
      String what,
      String subject,
      Instant since,
      String step,
      String owner,
      String why,
      String byHand) {}

  /**
   * The view of a journal; {@code name} is the run's where the journal was cut before its first
   * entry.
   */
  public static RunView of(String name, List<Entry> entries) {
    RunState state = RunState.of(entries);
    Instant last = entries.isEmpty() ? Instant.EPOCH : entries.getLast().at();
    return new RunView(
        1,
        state.began().map(Entry.RunBegan::run).orElse(name),
        state.began().map(Entry.RunBegan::runbook).orElse(""),
        state.began().map(Entry.RunBegan::version).orElse(""),
        state.began().map(Entry.RunBegan::plan).orElse(""),
        state.began().map(Entry.RunBegan::ran).orElse(Entry.Edition.UNKNOWN),
        state.began().map(Entry.RunBegan::by).orElse(""),
        state.began().map(Entry.RunBegan::at).orElse(last),
        last,
        state
            .end()
            .map(end -> end.verdict().name().toLowerCase(java.util.Locale.ROOT))
            .orElse("cut_off"),
        state.end().map(Entry.RunEnded::why).orElse("its controller ended without saying so"),
        hosts(state, entries, last),
        failures(state),
        open(state.began().map(Entry.RunBegan::run).orElse(name), state),
        state.notified().stream()
            .map(handler -> new NotifiedView(handler.handler(), handler.step()))
            .toList(),
        state.signed().stream()
            .map(one -> new SignerView(one.signer(), one.key(), one.made()))
            .toList(),
        setAside(entries));
  }

  /** Those of all attempts, by who began or resumed the run. */
  private static List<SetAsideView> setAside(List<Entry> entries) {
    List<SetAsideView> setAside = new ArrayList<>();
    String by = "";
    for (Entry entry : entries) {
      switch (entry) {
        case Entry.RunBegan began -> by = began.by();
        case Entry.RunResumed resumed -> by = resumed.by();
        case Entry.PolicyNoted policy when policy.setAside() ->
            setAside.add(new SetAsideView(policy.policy(), by, policy.at(), policy.words()));
        default -> {}
      }
    }
    return setAside;
  }

  private static List<HostView> hosts(RunState state, List<Entry> entries, Instant last) {
    Map<String, List<String>> steps = new LinkedHashMap<>();
    state
        .began()
        .ifPresent(began ->
            began
                .steps()
                .forEach(
                    step -> steps.computeIfAbsent(host(step), _ -> new ArrayList<>()).add(step)));
    Map<String, Duration> out = outOfService(entries, last);
    return steps.entrySet().stream()
        .map(entry ->
            host(
                entry.getKey(),
                entry.getValue(),
                state,
                out.getOrDefault(entry.getKey(), Duration.ZERO)))
        .toList();
  }

  private static HostView host(String host, List<String> steps, RunState state, Duration out) {
    int[] counts = new int[6];
    for (String step : steps) {
      int kind =
          state
              .ended(step)
              .map(ended ->
                  switch (ended.ending()) {
                    case DONE -> ended.changed() ? 1 : 0;
                    case SKIPPED, NOT_TAKEN -> 2;
                    case FAILED -> state.isRescued(step) ? 5 : 3;
                    case IGNORED -> 3;
                  })
              .orElse(4);
      counts[kind]++;
    }
    return new HostView(
        Optional.of(host).filter(name -> !name.isEmpty()),
        counts[0],
        counts[1],
        counts[2],
        counts[3],
        counts[4],
        counts[5],
        out.toMillis() / 1000.0);
  }

  /** The host in a step's address; empty if there is none. */
  static String host(String step) {
    int bracket = step.lastIndexOf('[');
    return bracket < 0 ? "" : step.substring(bracket + 1, step.length() - 1);
  }

  private static Map<String, Duration> outOfService(List<Entry> entries, Instant last) {
    Map<String, Instant> since = new HashMap<>();
    Map<String, Duration> out = new HashMap<>();
    for (Entry entry : entries) {
      switch (entry) {
        case Entry.BracketOpened opened when isService(opened.bracket()) ->
            since.putIfAbsent(opened.bracket().subject(), opened.at());
        case Entry.BracketClosed closed when isService(closed.bracket()) -> {
          Instant from = since.remove(closed.bracket().subject());
          if (from != null) {
            out.merge(
                closed.bracket().subject(), Duration.between(from, closed.at()), Duration::plus);
          }
        }
        default -> {}
      }
    }
    since.forEach((host, from) -> out.merge(host, Duration.between(from, last), Duration::plus));
    return out;
  }

  private static boolean isService(Bracket bracket) {
    return bracket.type() == Bracket.Type.NODE_OUT_OF_SERVICE;
  }

  private static List<FailureView> failures(RunState state) {
    List<FailureView> failures = new ArrayList<>();
    for (Entry.StepEnded ended : state.endedSteps()) {
      if (ended.ending() == Ending.FAILED || ended.ending() == Ending.IGNORED) {
        failures.add(
            new FailureView(
                ended.step(),
                ended.ending() == Ending.IGNORED,
                state.isRescued(ended.step()),
                ended.summary(),
                ended.evidence(),
                // Nobody need do anything about it, and the run went on.
                ended.ending() == Ending.IGNORED ? "" : ended.next()));
      }
    }
    for (Entry.GroupFailed group : state.failedGroups()) {
      failures.add(
          new FailureView(
              group.group(),
              false,
              false,
              group.why() + ", and it was not to be tried again",
              List.of(),
              "look at the last result, then resume the run"));
    }
    return failures;
  }

  /** What a run has open. */
  static List<OpenView> open(String run, RunState state) {
    return state.open().stream()
        .map(open ->
            new OpenView(
                open.bracket().type().toString(),
                open.bracket().subject(),
                open.at(),
                open.step(),
                "run " + run + by(state.owner(open.bracket())),
                state
                    .left(open.bracket())
                    .map(Entry.BracketLeft::why)
                    .orElse(
                        state.end().isPresent()
                            ? "the run ended before anything closed it"
                            : "the step that closes it has not run"),
                open.byHand()))
        .toList();
  }

  private static String by(String owner) {
    return owner.isEmpty() ? "" : " by " + owner;
  }
}
