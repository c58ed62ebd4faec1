package dev.drover.cli;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What becomes of a plan that no longer fits. */
final class ReplanOptions {

  @Option(
      names = "--replan",
      description =
          "Makes the plan anew, shows what differs, and runs the new plan if a person says yes. If"
              + " nothing that counts differs, asks whether to run the plan as it is. What must be"
              + " signed is never run otherwise than signed.")
  private boolean replan;

  @Option(
      names = {"-o", "--out"},
      paramLabel = "FILE",
      description = "With --replan: writes the new plan to a file, and runs nothing.")
  private Optional<Path> out = Optional.empty();

  boolean asked() {
    return replan;
  }

  Optional<Path> out() {
    return out;
  }

  /** Ends the command if the options make no sense for what is run. */
  void check(boolean plan) {
    if ((replan && !plan) || (out.isPresent() && !replan)) {
      throw new EndException(
          ExitCode.USAGE,
          replan
              ? "`--replan` needs a plan, and this is none"
              : "`--out` belongs to `--replan`, which makes a new plan of one that no longer fits",
          "to make a plan of a runbook: drover plan RUNBOOK -i INVENTORY -o FILE");
    }
    out.ifPresent(PlanCommand::refuseOther);
  }
}
