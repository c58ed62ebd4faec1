package dev.drover.cli;

import dev.drover.run.Asker;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Who answers the questions of a run, and who else hears of it. */
final class AskOptions {

  @Option(
      names = {"-y", "--yes"},
      description = "Answers yes to every question.")
  boolean yes;

  @Option(names = "--no-input", description = "Asks nothing; what needs an answer fails.")
  boolean noInput;

  @Option(
      names = "--step",
      description = "Asks before each step: run it, skip it, go on without asking, or stop.")
  boolean step;

  @Option(
      names = "--outside-window",
      paramLabel = "REASON",
      description =
          "Starts hosts although the maintenance window of the policy is closed; the reason is"
              + " written into the journal.")
  Optional<String> outsideWindow = Optional.empty();

  @Option(
      names = "--json",
      description =
          "Prints the run's summary as JSON on standard output; events go to standard error.")
  boolean json;

  @Mixin NotifyOptions notify = new NotifyOptions();

  /** Ends the command if a reason is none, or nobody is there to be asked about each step. */
  void check(Terminal terminal) {
    if (outsideWindow.filter(String::isBlank).isPresent()) {
      throw new EndException(
          ExitCode.USAGE,
          "`--outside-window` sets the maintenance window aside, and gives no reason",
          "say why it can't wait, for instance `--outside-window \"the disk fills up\"`; nothing was"
              + " changed");
    }
    if (step && (yes || noInput || !terminal.watched())) {
      throw new EndException(
          ExitCode.USAGE,
          "`--step` asks before each step, and "
              + (yes ? "`--yes`" : noInput ? "`--no-input`" : "without a terminal nobody")
              + (yes || noInput ? " wants no question" : " can be asked"),
          (yes || noInput ? "leave out one of them" : "leave out `--step`, or use a terminal")
              + "; nothing was changed");
    }
  }

  /** Whether a person is asked. */
  boolean asks(Terminal terminal) {
    return !yes && !noInput && terminal.watched();
  }

  /** Who answers the questions of a run. */
  Asker asker(Terminal terminal) {
    Asker questions = terminal.asker(yes, noInput);
    return step ? new StepByStep(questions, terminal::ask) : questions;
  }
}
