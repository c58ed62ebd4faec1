package dev.drover.cli;

import dev.drover.report.DiffText;
import dev.drover.review.PlanDiff;
import dev.drover.review.PlanDocument;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What becomes of a plan that no longer fits: it is refused by name, or another one is made. */
record Stale(Path file, ReplanOptions replan, AskOptions ask, Terminal terminal) {

  /** Whether a new plan is wanted instead. */
  boolean replans() {
    return replan.asked();
  }

  /** Whether the new plan is only written. */
  boolean writes() {
    return replan.out().isPresent();
  }

  /** Ends the command if anything differs, unless a new plan is wanted. */
  void refuse(PlanDiff diff) {
    if (diff.isEmpty() || replans()) {
      return;
    }
    if (ask.json) {
      terminal.json(diff);
    }
    terminal.tell(
        "drover: " + file + " is not run: what it rests on has changed since it was made");
    conclusion(diff).ifPresent(terminal::tell);
    String more = "`drover run " + file + " --replan -o new.plan` and `drover diff` show all";
    DiffText.brief(diff, terminal.style(), more).forEach(terminal::tell);
    throw new EndException(
        ExitCode.DRIFT,
        "",
        "undo the change; or see a new plan beside this one: drover run " + file + " --replan");
  }

  /** What most often makes a plan stale, in one line before all that follows from it. */
  static Optional<String> conclusion(PlanDiff diff) {
    Map<String, Long> ways =
        diff.differences().stream()
            .filter(one -> one.section().equals("facts"))
            .filter(one -> one.subject().startsWith("version of node "))
            .flatMap(one -> one.fields().stream())
            .filter(field -> !field.before().isEmpty() && !field.after().isEmpty())
            .collect(
                Collectors.groupingBy(
                    field -> field.before().getFirst() + " -> " + field.after().getFirst(),
                    TreeMap::new,
                    Collectors.counting()));
    return ways.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "the cluster's nodes have got another version since the plan was made: "
                + ways.entrySet().stream()
                    .map(way -> way.getKey() + " on " + way.getValue())
                    .collect(Collectors.joining(", ")));
  }

  /** Shows the new plan beside the old one if one is wanted, and writes it if that is wanted. */
  void show(PlanDiff diff, PlanDocument now) throws IOException {
    if (!replans()) {
      return;
    }
    if (diff.isEmpty()) {
      terminal.tell("Nothing that counts has changed since " + file + " was made.");
    } else {
      terminal.tell("The new plan differs from " + file + ":");
      tell(diff);
    }
    if (writes()) {
      PlanCommand.write(now, replan.out().orElseThrow(), terminal);
    }
  }

  /**
   * Ends the command unless a person says yes to what was shown; asks nothing where no new plan is
   * wanted.
   *
   * @param another whether the new plan would be run, not the one of the file
   */
  void confirm(boolean another) {
    if (!replans() || agreed(another ? "Run the new plan?" : "Run the plan?")) {
      return;
    }
    boolean asked = terminal.watched() && !ask.noInput;
    throw new EndException(
        ExitCode.DRIFT,
        (another ? "The new plan" : "The plan")
            + " was not run"
            + (asked ? "" : ", for nobody could be asked")
            + "; nothing was changed.",
        (asked ? "" : "say yes at a terminal or with `--yes`; or ")
            + (another
                ? "let it be reviewed: drover run " + file + " --replan -o new.plan"
                : "it fits as it is: drover run " + file));
  }

  private boolean agreed(String question) {
    try {
      return ask.asker(terminal).confirm(question);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private void tell(PlanDiff diff) {
    DiffText.lines(diff, terminal.style()).forEach(terminal::tell);
  }
}
