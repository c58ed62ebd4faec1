package dev.drover.cli;

import dev.drover.model.Selection;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Which part of a runbook is meant. */
final class SelectionOptions {

  @Option(
      names = {"-l", "--limit"},
      paramLabel = "PATTERN|@FILE",
      description =
          "Changes only these hosts of the plays; peers, groups and capacity stay those of all."
              + " May be given several times.")
  List<String> limit = new ArrayList<>();

  @Option(
      names = {"-t", "--tags"},
      paramLabel = "TAG,...",
      description = "Runs only tasks with one of these tags, and those tagged `always`.")
  List<String> tags = new ArrayList<>();

  @Option(
      names = "--skip-tags",
      paramLabel = "TAG,...",
      description = "Leaves out tasks with one of these tags.")
  List<String> skipTags = new ArrayList<>();

  @Option(
      names = {"--start-at", "--start-at-task"},
      paramLabel = "TASK",
      description = "Leaves out all tasks before this one: its name, its id or PLAY/TASK.")
  String startAt = "";

  Selection selection() {
    return new Selection(limit, tags, skipTags, startAt);
  }
}
