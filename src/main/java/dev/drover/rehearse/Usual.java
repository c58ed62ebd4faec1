package dev.drover.rehearse;

import dev.drover.journal.Entry;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The run that nothing disturbs. What others have in common with it is not played for each of them:
 * they begin at the last rest before their faults can strike, and end where they stand as it did
 * then, once nothing is in their way any more.
 *
 * @param trace what it did
 * @param beginning what was before it
 * @param rests its rests, in their order
 */
record Usual(Trace trace, Rest beginning, List<Rest> rests) {

  Usual {
    rests = List.copyOf(rests);
  }

  /** The same for a scenario of which everything is to be seen. */
  Usual whole() {
    return new Usual(trace, beginning, List.of());
  }

  /** Where a scenario begins to differ, or a little before. */
  Rest before(Scenario scenario) {
    int first = scenario.faults().stream().mapToInt(trace::first).min().orElse(0);
    return rests.stream()
        .filter(rest -> rest.journal().size() <= first)
        .reduce((_, later) -> later)
        .orElse(beginning);
  }

  /** The moment at which it stood as another run does now; empty if it never did. */
  Optional<Rest> like(Entry next, Supplier<String> standing) {
    return rests.stream()
        .filter(rest -> words(rest.next()).equals(words(next)))
        .filter(rest -> rest.standing().equals(standing.get()))
        .findFirst();
  }

  /** What tells an entry by which a rest is known from all others. */
  static String words(Entry entry) {
    return switch (entry) {
      case Entry.PlayBegan play -> play.play();
      case Entry.HostChosen host -> host.play() + " " + host.host();
      case Entry.StepEnded step -> step.step();
      default -> "";
    };
  }

  /** Whether it is said again by a run that goes on from a rest. */
  static boolean isSaidAgain(Entry entry) {
    return entry instanceof Entry.PlayBegan || entry instanceof Entry.HostChosen;
  }
}
