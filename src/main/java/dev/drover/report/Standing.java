package dev.drover.report;

import dev.drover.journal.Entry;
import dev.drover.journal.Entry.Verdict;
import dev.drover.journal.RunState;
import dev.drover.report.RunView.BegunView;
import dev.drover.report.RunView.NextView;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * How a run stands, why, and what to type next. All that shows runs takes it from here, so that no
 * two commands say different things of one run.
 */
final class Standing {

  private static final Pattern PLAIN = Pattern.compile("[\\w@%+=:,./-]+");

  private final String run;
  private final RunState state;
  private final boolean running;

  /**
   * Of the run called {@code run}.
   *
   * @param running whether a controller is writing its journal; one that does after the run has
   *     ended only closes what is open
   */
  Standing(String run, RunState state, boolean running) {
    this.run = run;
    this.state = state;
    this.running = running && state.end().isEmpty();
  }

  /** For programs: how it ended, or that it has not. */
  String verdict() {
    return verdict(state.end(), running);
  }

  static String verdict(Optional<Entry.RunEnded> end, boolean running) {
    return end.map(ended -> ended.verdict().name().toLowerCase(Locale.ROOT))
        .orElse(running ? "running" : "cut_off");
  }

  /** For people. */
  String words() {
    if (!running) {
      return verdict().replace('_', ' ');
    }
    if (state.leaseLost().isPresent()) {
      return "aborting";
    }
    return state
        .stopping()
        .map(stop -> stop.abort() ? "aborting" : "stopping")
        .orElse(state.paused().isPresent() ? "paused" : "going on");
  }

  /** Who or what made it stand so. */
  String why() {
    Optional<String> lost =
        state
            .leaseLost()
            .map(lease -> "the lease of " + lease.cluster() + " was lost: " + lease.why());
    return lost.or(() -> running ? asked() : Optional.empty())
        .orElseGet(() -> why(state.end(), running));
  }

  static String why(Optional<Entry.RunEnded> end, boolean running) {
    return end.map(Entry.RunEnded::why)
        .orElse(running ? "its controller is at work" : "its controller ended without saying so");
  }

  private Optional<String> asked() {
    return state
        .stopping()
        .map(stop -> by(stop.by(), stop.reason()))
        .or(() -> state.paused().map(pause -> by(pause.by(), pause.reason())));
  }

  private static String by(String who, String reason) {
    return "by " + who + (reason.isEmpty() ? "" : ": " + reason);
  }

  /** The steps that a controller has in hand. */
  List<BegunView> inWork() {
    return running ? begun() : List.of();
  }

  /** The steps that were begun, and of which nobody knows how they ended. */
  List<BegunView> inDoubt() {
    return running ? List.of() : begun();
  }

  private List<BegunView> begun() {
    return state.begunSteps().stream()
        .map(step ->
            new BegunView(
                step.step(),
                Optional.of(RunView.host(step.step())).filter(host -> !host.isEmpty()),
                step.at(),
                step.attempt()))
        .toList();
  }

  /** Commands to type next, the most useful first. */
  List<NextView> next() {
    List<NextView> next = new ArrayList<>();
    boolean finished = state.end().filter(end -> end.verdict() == Verdict.FINISHED).isPresent();
    if (running) {
      whileItRuns(next);
    } else if (!finished || !state.open().isEmpty()) {
      state.leaseLost().ifPresent(_ -> next.add(owner()));
      if (!state.open().isEmpty()) {
        add(next, "recover", "closes what can be closed safely");
      }
      if (!finished) {
        add(
            next,
            "resume",
            "goes on where the run stood" + (hasFailed() ? ", once what failed is mended" : ""));
      }
    }
    return List.copyOf(next);
  }

  private void whileItRuns(List<NextView> next) {
    if (words().equals("paused")) {
      add(next, "continue", "lets it go on");
    }
    if (state.stopping().isEmpty()) {
      failed().stream()
          .filter(step -> !state.isAskedFor(step))
          .forEach(step ->
              next.add(
                  new NextView(
                      "drover retry " + run + " " + word(step),
                      "runs it again, once its cause is mended")));
    }
    add(next, "show", " --follow", "tells how it goes on");
  }

  private NextView owner() {
    String inventories =
        state.began().stream()
            .flatMap(began -> began.request().inventories().stream())
            .map(inventory -> " -i " + word(inventory))
            .collect(Collectors.joining());
    return new NextView(
        "drover lock show" + inventories, "tells who has the cluster now: talk to its owner first");
  }

  /** As a shell takes it for one word. */
  private static String word(String text) {
    return PLAIN.matcher(text).matches() ? text : "'" + text.replace("'", "'\\''") + "'";
  }

  private boolean hasFailed() {
    return !failed().isEmpty() || !state.failedGroups().isEmpty();
  }

  private List<String> failed() {
    return state.endedSteps().stream()
        .filter(step -> step.ending() == Entry.Ending.FAILED && !state.isRescued(step.step()))
        .map(Entry.StepEnded::step)
        .toList();
  }

  private void add(List<NextView> next, String verb, String what) {
    add(next, verb, "", what);
  }

  private void add(List<NextView> next, String verb, String options, String what) {
    next.add(new NextView("drover " + verb + " " + run + options, what));
  }
}
