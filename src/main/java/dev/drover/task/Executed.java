package dev.drover.task;

import dev.drover.remote.CommandResult;
import dev.drover.schema.Doc;
import java.util.ArrayList;
import java.util.List;

/** What {@code register} offers of a command that was run. */
public record Executed(
    @Doc("Exit status") int rc,
    @Doc("What it printed, without line ends at its end") String stdout,
    @Doc("What it printed on standard error, without line ends at its end") String stderr) {

  /** Lines of output that help to understand a failure. */
  private static final int MOST_EVIDENCE = 20;

  /** The result of a command that was not run, for there was nothing to do. */
  public static Executed none() {
    return new Executed(0, "", "");
  }

  /** The outcome of a command: done if its status is one of {@code good}. */
  public static Outcome outcome(
      String what, CommandResult result, List<Integer> good, boolean changes) {
    Executed executed =
        new Executed(result.status(), withoutEnd(result.out()), withoutEnd(result.err()));
    if (!good.contains(result.status())) {
      List<String> evidence = evidence(result);
      return Outcome.failed(
          what + " ended with status " + result.status(),
          evidence.isEmpty() ? List.of("it printed nothing") : evidence,
          evidence.isEmpty()
              ? "run it by hand to see why, mend it, then resume the run"
              : "read what it printed, mend it, then resume the run",
          executed);
    }
    String last = CommandResult.last(result.out());
    String summary = last.isEmpty() ? "status " + result.status() : last;
    return changes ? Outcome.changed(summary, executed) : Outcome.unchanged(summary, executed);
  }

  /** As every shell does with what `$(…)` takes in, so that it can be compared and put in texts. */
  private static String withoutEnd(String text) {
    int end = text.length();
    while (end > 0 && (text.charAt(end - 1) == '\n' || text.charAt(end - 1) == '\r')) {
      end--;
    }
    return text.substring(0, end);
  }

  private static List<String> evidence(CommandResult result) {
    List<String> lines = new ArrayList<>(result.out().lines().toList());
    lines.addAll(result.err().lines().toList());
    return lines.subList(Math.max(0, lines.size() - MOST_EVIDENCE), lines.size()).stream()
        .map(CommandResult::shortened)
        .toList();
  }
}
