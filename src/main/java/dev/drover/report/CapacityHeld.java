package dev.drover.report;

import dev.drover.journal.Entry;
import dev.drover.report.RunView.HeldMoment;
import dev.drover.report.RunView.HeldView;
import dev.drover.review.PlanDocument.CapacityView;
import dev.drover.task.Bracket;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * How many hosts served over a run, by what it took out of service: from before a host left until
 * after it was back. One that somebody else had taken out does not serve from the moment at which
 * that was found.
 */
final class CapacityHeld {

  private final CapacityView promised;
  private final List<HeldMoment> moments = new ArrayList<>();
  private final Set<String> out = new HashSet<>();
  private final Set<String> found = new HashSet<>();
  private int lowest;

  private CapacityHeld(CapacityView promised) {
    this.promised = promised;
    this.lowest = promised.hosts();
  }

  static HeldView of(CapacityView promised, List<Entry> entries) {
    CapacityHeld held = new CapacityHeld(promised);
    if (!entries.isEmpty()) {
      held.note(entries.getFirst().at(), List.of(), List.of());
    }
    entries.forEach(held::apply);
    return new HeldView(
        true,
        promised.hosts(),
        promised.lowest(),
        promised.ifStepsFail(),
        promised.minimum(),
        held.lowest,
        List.copyOf(held.moments));
  }

  private void apply(Entry entry) {
    switch (entry) {
      case Entry.BracketOpened opened when isService(opened.bracket()) ->
          left(opened.bracket().subject(), opened.at());
      case Entry.BracketClosed closed when isService(closed.bracket()) -> {
        String host = closed.bracket().subject();
        if (closed.found()) {
          found.add(host);
          left(host, closed.at());
        } else if (!found.contains(host) && out.remove(host)) {
          note(closed.at(), List.of(), List.of(host));
        }
      }
      default -> {} // takes nobody out
    }
  }

  private void left(String host, Instant at) {
    if (out.add(host)) {
      note(at, List.of(host), List.of());
    }
  }

  private void note(Instant at, List<String> left, List<String> back) {
    int serving = Math.max(0, promised.hosts() - out.size());
    lowest = Math.min(lowest, serving);
    moments.add(new HeldMoment(at, serving, left, back));
  }

  private static boolean isService(Bracket bracket) {
    return bracket.type() == Bracket.Type.NODE_OUT_OF_SERVICE;
  }
}
