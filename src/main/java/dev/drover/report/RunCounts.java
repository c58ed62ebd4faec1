package dev.drover.report;

import dev.drover.journal.Entry;
import dev.drover.journal.Entry.Ending;
import dev.drover.journal.RunState;
import dev.drover.report.RunView.BracketView;
import dev.drover.report.RunView.FailureView;
import dev.drover.report.RunView.HostView;
import dev.drover.report.RunView.OpenView;
import dev.drover.task.Bracket;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What became of hosts and steps by the end of a journal. */
final class RunCounts {

  private RunCounts() {}

  static List<HostView> hosts(RunState state, List<Entry> entries, Instant last) {
    Map<String, List<String>> steps = new LinkedHashMap<>();
    state
        .began()
        .ifPresent(began ->
            began
                .steps()
                .forEach(step ->
                    steps.computeIfAbsent(RunView.host(step), _ -> new ArrayList<>()).add(step)));
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

  /** Whether a host was out of service. */
  static boolean isService(BracketView bracket) {
    return bracket.what().equals(Bracket.Type.NODE_OUT_OF_SERVICE.toString());
  }

  private static boolean isService(Bracket bracket) {
    return bracket.type() == Bracket.Type.NODE_OUT_OF_SERVICE;
  }

  static List<FailureView> failures(RunState state) {
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
                state.left(open.bracket()).map(Entry.BracketLeft::byHand).orElseGet(open::byHand)))
        .toList();
  }

  private static String by(String owner) {
    return owner.isEmpty() ? "" : " by " + owner;
  }
}
