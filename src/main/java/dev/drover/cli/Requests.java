package dev.drover.cli;

import dev.drover.journal.Request;
import dev.drover.load.HostList;
import dev.drover.review.PlanFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Makes the request of a command line. */
final class Requests {

  private Requests() {}

  /**
   * The request; paths are made absolute, so that the run can be resumed from another directory.
   */
  static Request of(RunbookOptions options) {
    if (PlanFile.isOne(options.runbook)) {
      throw new EndException(
          ExitCode.USAGE,
          "`" + options.runbook + "` is a plan, and this command is for runbooks",
          "`drover plan FILE` shows a plan, `drover run FILE` runs it");
    }
    if (options.inventories.isEmpty()) {
      refuseNothing(options.runbook);
      throw new EndException(
          ExitCode.USAGE,
          "no inventory is given",
          "give the hosts with `-i INVENTORY`: a file, a directory, or names with commas (`a,b,`)");
    }
    Path runbook =
        VersionedRunbook.of(options.runbook).map(VersionedRunbook::file).orElse(options.runbook);
    return new Request(
        absolute(runbook),
        options.inventories.stream().map(Requests::inventory).toList(),
        options.parameters,
        options.plugins.directories(),
        options.seed.orElse(Request.UNSEEDED),
        options.selection.selection(),
        options.policies.directories());
  }

  /** What can be neither a runbook nor a plan is told before anything that is missing besides. */
  private static void refuseNothing(Path file) {
    if (VersionedRunbook.of(file).isPresent()) {
      return;
    }
    if (!Files.exists(file)) {
      throw nothing("there is no file `" + file + "`");
    }
    if (Files.isDirectory(file)) {
      throw nothing("`" + file + "` is a directory");
    }
    try {
      if (Files.isRegularFile(file) && Files.size(file) == 0) {
        throw nothing("the file `" + file + "` is empty");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static EndException nothing(String what) {
    return new EndException(
        ExitCode.MISTAKES,
        what,
        "name the file of a runbook, or of a plan that `drover plan -o` wrote");
  }

  private static String inventory(Path path) {
    return HostList.isOne(path) ? path.toString() : absolute(path);
  }

  private static String absolute(Path path) {
    return Here.absolute(path.toString());
  }
}
