package dev.drover.report;

import dev.drover.journal.Entry;
import dev.drover.journal.RunState;
import dev.drover.report.RunView.BegunView;
import dev.drover.report.RunView.NextView;
import dev.drover.report.RunView.OpenView;
import dev.drover.schema.Doc;
import dev.drover.task.Bracket;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How a run stands at this moment: what {@code drover status} tells. */
public record StatusView(
    @Doc("Version of this form") int format,
    @Doc("Id of the run") String run,
    @Doc("Name of its runbook") String runbook,
    @Doc("Version of its runbook") String version,
    @Doc("running, finished, failed, stopped; cut_off if its controller is gone") String verdict,
    @Doc(
            "How it stands, in words: going on, paused, stopping, aborting, finished, failed, stopped or"
                + " cut off")
        String standing,
    @Doc("Who or what made it stand so") String why,
    @Doc("Process that works on it now, on this machine; null if none does") Optional<Long> process,
    @Doc("Who works on it now, or worked on it last") String by,
    @Doc("The last that is known of it") Instant last,
    @Doc("Who paused it; null if nobody has") Optional<PauseView> paused,
    @Doc("Who wants it to stop; null if nobody does") Optional<PauseView> stopping,
    @Doc("Steps that a controller has in hand") List<BegunView> inWork,
    @Doc("Steps of which nobody knows how they ended") List<BegunView> inDoubt,
    @Doc("Hosts that are out of service now") List<OutView> out,
    @Doc("What is open") List<OpenView> open,
    @Doc("Commands to type next, the most useful first") List<NextView> next) {

  /** The version of the form that this Drover writes. */
  private static final int FORMAT = 1;

  /** Who paused or stops the run, and why. */
  public record PauseView(
      @Doc("User and machine") String by,
      @Doc("When") Instant since,
      @Doc("The reason given; empty if none") String reason) {}

  /** A host that is out of service. */
  public record OutView(
      @Doc("The host") String host,
      @Doc("Since when; null if it was out before the run") Optional<Instant> since) {}

  /**
   * The status by a journal.
   *
   * @param name the run's where the journal was cut before its first entry
   * @param process that writes the journal now
   */
  public static StatusView of(String name, List<Entry> entries, Optional<Long> process) {
    RunState state = RunState.of(entries);
    String run = state.began().map(Entry.RunBegan::run).orElse(name);
    Standing standing = new Standing(run, state, process.isPresent());
    return new StatusView(
        FORMAT,
        run,
        state.began().map(Entry.RunBegan::runbook).orElse(""),
        state.began().map(Entry.RunBegan::version).orElse(""),
        standing.verdict(),
        standing.words(),
        standing.why(),
        process,
        by(entries),
        entries.isEmpty() ? Instant.EPOCH : entries.getLast().at(),
        state
            .paused()
            .filter(_ -> process.isPresent())
            .map(pause -> new PauseView(pause.by(), pause.at(), pause.reason())),
        state
            .stopping()
            .filter(_ -> process.isPresent())
            .map(stop -> new PauseView(stop.by(), stop.at(), stop.reason())),
        standing.inWork(),
        standing.inDoubt(),
        out(state),
        RunCounts.open(run, state),
        standing.next());
  }

  private static String by(List<Entry> entries) {
    String by = "";
    for (Entry entry : entries) {
      if (entry instanceof Entry.RunBegan began) {
        by = began.by();
      } else if (entry instanceof Entry.RunResumed resumed) {
        by = resumed.by();
      }
    }
    return by;
  }

  private static List<OutView> out(RunState state) {
    List<OutView> out = new ArrayList<>();
    for (Entry.BracketOpened open : state.open()) {
      if (isService(open.bracket())) {
        out.add(new OutView(open.bracket().subject(), Optional.of(open.at())));
      }
    }
    state.found().stream()
        .filter(bracket -> isService(bracket) && !state.isOpen(bracket))
        .map(Bracket::subject)
        .sorted()
        .forEach(host -> out.add(new OutView(host, Optional.empty())));
    return out;
  }

  private static boolean isService(Bracket bracket) {
    return bracket.type() == Bracket.Type.NODE_OUT_OF_SERVICE;
  }

  /** Whether something is open or in doubt, and nobody works on the run who would see to it. */
  public boolean isLeftOpen() {
    return process.isEmpty() && !(open.isEmpty() && inDoubt.isEmpty());
  }
}
