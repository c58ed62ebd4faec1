package dev.drover.cli;

import picocli.CommandLine.Option;

/** Who answers the questions of a run. */
final class AskOptions {

  @Option(
      names = {"-y", "--yes"},
      description = "Answers yes to every question.")
  boolean yes;

  @Option(names = "--no-input", description = "Asks nothing; what needs an answer fails.")
  boolean noInput;

  @Option(
      names = "--json",
      description =
          "Prints the run's summary as JSON on standard output; events go to standard error.")
  boolean json;
}
