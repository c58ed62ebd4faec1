package dev.drover.review;

import dev.drover.review.PlanDocument.FactView;
import dev.drover.review.PlanDocument.InputView;
import dev.drover.review.PlanDocument.NeedView;
import dev.drover.review.PlanDocument.NoteView;
import dev.drover.review.PlanDocument.OutView;
import dev.drover.review.PlanDocument.PolicyView;
import dev.drover.review.PlanDocument.ProblemView;
import dev.drover.review.PlayView.LeftOutView;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * By which name an entry of a list is the same thing in two plans.
 *
 * @param name what it is
 * @param host whom it is about; empty if nobody in particular
 * @param number of several with one name, from 1
 */
record Identity(String name, String host, int number) {

  private Identity(String name, String host) {
    this(name, host, 1);
  }

  /** The identity; empty for entries that are told apart by their place alone. */
  private static Optional<Identity> of(Object entry) {
    return switch (entry) {
      case PlayView play -> Optional.of(new Identity(play.id(), ""));
      case StepView step -> Optional.of(new Identity(step.id(), step.once() ? "" : step.host()));
      case InputView input -> Optional.of(new Identity(input.role() + " " + input.name(), ""));
      case FactView fact -> Optional.of(new Identity(fact.name(), fact.subject()));
      case OutView out -> Optional.of(new Identity(out.play(), out.host()));
      case PolicyView policy ->
          Optional.of(new Identity(policy.name() + " of " + policy.source(), ""));
      case NeedView need ->
          Optional.of(new Identity(need.kind() + ": " + need.right(), need.subject()));
      case NoteView note -> Optional.of(new Identity(note.what(), ""));
      case ProblemView problem -> Optional.of(new Identity(problem.problem(), problem.host()));
      case LeftOutView out -> Optional.of(new Identity(out.task(), ""));
      default -> Optional.empty();
    };
  }

  /** Whether the entries of two lists are found again by their names. */
  static boolean have(List<?> before, List<?> after) {
    List<?> known = before.isEmpty() ? after : before;
    return !known.isEmpty() && of(known.getFirst()).isPresent();
  }

  /** Entries by what they are. */
  static Map<Identity, Record> identified(List<?> entries) {
    Map<Identity, Record> all = LinkedHashMap.newLinkedHashMap(entries.size());
    Map<Identity, Integer> again = new HashMap<>();
    for (Object entry : entries) {
      Identity first = of(entry).orElseThrow();
      if (entry instanceof Record one && all.putIfAbsent(first, one) != null) {
        int number = again.merge(first, 1, Integer::sum) + 1;
        all.put(new Identity(first.name(), first.host(), number), one);
      }
    }
    return all;
  }

  /** The name as it is told. */
  String words() {
    return number == 1 ? name : name + " (" + number + ")";
  }
}
