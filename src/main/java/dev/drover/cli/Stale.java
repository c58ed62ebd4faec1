package dev.drover.cli;

import dev.drover.report.DiffText;
import dev.drover.review.PlanDiff;
import dev.drover.review.PlanDocument;
import java.io.IOException;
import java.nio.file.Path;

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
    tell(diff);
    throw new EndException(
        ExitCode.DRIFT,
        "",
        "undo the change; or see a new plan beside this one: drover run " + file + " --replan");
  }

  /**
   * Shows the new plan beside the old one.
   *
   * @return whether it is run instead, as a person has chosen
   */
  boolean replans(PlanDiff diff, PlanDocument now) throws IOException {
    if (!replans()) {
      return false;
    }
    if (diff.isEmpty()) {
      terminal.tell("Nothing that counts has changed since " + file + " was made.");
    } else {
      terminal.tell("The new plan differs from " + file + ":");
      tell(diff);
    }
    if (writes()) {
      PlanCommand.write(now, replan.out().orElseThrow(), terminal);
      return false;
    }
    if (!diff.isEmpty() && now.problems().isEmpty()) {
      confirm();
    }
    return !diff.isEmpty();
  }

  private void confirm() {
    boolean agreed;
    try {
      agreed = ask.asker(terminal).confirm("Run the new plan?");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      agreed = false;
    }
    if (!agreed) {
      throw new EndException(
          ExitCode.DRIFT,
          "The new plan was not run; nothing was changed.",
          "let it be reviewed: drover run " + file + " --replan -o new.plan");
    }
  }

  private void tell(PlanDiff diff) {
    DiffText.lines(diff, terminal.style()).forEach(terminal::tell);
  }
}
