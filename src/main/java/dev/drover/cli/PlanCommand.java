package dev.drover.cli;

import dev.drover.report.NeedsText;
import dev.drover.review.PlanDocument;
import dev.drover.review.PlanFile;
import dev.drover.review.PlanFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows what a run would do. */
@Command(
    name = "plan",
    description = "Shows what a run would do: looks at every host, changes nothing.",
    footer = {
      "%nSigns:",
      "  ~ will change   = already so   . changes nothing: waits or looks   - will be skipped",
      "  ? decided by an earlier step   x will fail   ! not checked   (blank) not looked at",
      "%nExample:",
      "  drover plan runbooks/bitbucket-rolling-upgrade.yml -i inventories/example \\",
      "      -e to_version=7.9.4 -e archive=atlassian-bitbucket-7.9.4.tar.gz -o change.plan"
    })
final class PlanCommand implements Callable<Integer> {

  @Mixin private RunbookOptions options = new RunbookOptions();

  @Option(
      names = "--offline",
      description = "Connects to nothing; what hosts would say stays open.")
  private boolean offline;

  @Option(
      names = {"-o", "--out"},
      paramLabel = "FILE",
      description = "Writes the plan to a file, which `drover run FILE` runs as it stands.")
  private Optional<Path> out = Optional.empty();

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description =
          "text, markdown (for a pull request or a change ticket), html (one page that needs no"
              + " network) or json.")
  private PlanFormat format = PlanFormat.TEXT;

  @Option(names = "--json", description = "The same as `--format json`.")
  private boolean json;

  @Option(
      names = "--needs",
      description =
          "Prints the rights that the run needs instead: logins, sudoers files, roles, network;"
              + " connects to nothing.")
  private boolean needs;

  private final Terminal terminal;

  PlanCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException, InterruptedException, PlanFileException {
    PlanFormat chosen = json ? PlanFormat.JSON : format;
    if (PlanFile.isOne(options.runbook)) {
      PlanFile file = kept();
      if (needs) {
        return printNeeds(file.document(), chosen);
      }
      chosen.print(file.document(), Optional.of(file.hash()), terminal);
      return ExitCode.OK.code();
    }
    out.ifPresent(PlanCommand::refuseOther);
    Compiled compiled =
        Compiled.of(
            Requests.of(options),
            options.vault.vault(terminal),
            chosen == PlanFormat.JSON,
            terminal);
    if (needs) {
      return printNeeds(Look.offline(compiled).document(), chosen);
    }
    SameVersion.tell(compiled, terminal);
    PlanDocument plan = (offline ? Look.offline(compiled) : looked(compiled)).document();
    Optional<String> hash =
        out.isPresent() ? Optional.of(write(plan, out.get(), terminal).hash()) : Optional.empty();
    chosen.print(plan, hash, terminal);
    return ExitCode.of(plan).code();
  }

  /** Rights are wanted before anything can be looked at. */
  private int printNeeds(PlanDocument plan, PlanFormat chosen) {
    if (chosen == PlanFormat.JSON) {
      terminal.json(plan.needs());
    } else {
      terminal.print(NeedsText.of(plan, terminal.style()));
    }
    return ExitCode.OK.code();
  }

  /** A plan that was made before: showing it takes neither an inventory nor a connection. */
  private PlanFile kept() throws IOException, PlanFileException {
    if (out.isPresent()) {
      throw new EndException(
          ExitCode.USAGE,
          "`" + options.runbook + "` is a plan already, and `-o` writes a new one",
          "name the runbook, or leave out `-o`");
    }
    options.refuseAll();
    return PlanFile.read(options.runbook);
  }

  private Look looked(Compiled compiled) throws InterruptedException {
    try (Connections connections = Connections.of(compiled, terminal)) {
      return Look.at(compiled, connections, terminal);
    }
  }

  /** A slip of the hand must not cost a runbook. */
  static void refuseOther(Path file) {
    Path directory = file.toAbsolutePath().getParent();
    if (directory == null || !Files.isDirectory(directory)) {
      throw new EndException(
          ExitCode.USAGE,
          "there is no directory for `" + file + "`",
          "make it, or name a file in a directory that is there");
    }
    if (Files.exists(file) && !PlanFile.isOne(file)) {
      throw new EndException(
          ExitCode.USAGE,
          "`" + file + "` is there already, and is no plan",
          "name another file, for instance `change.plan`");
    }
  }

  /** Writes a plan, and tells its hash, which names it. */
  static PlanFile write(PlanDocument plan, Path file, Terminal terminal) throws IOException {
    PlanFile written = PlanFile.write(plan, file);
    terminal.tell("Wrote " + file + ", SHA-256 " + written.hash() + ".");
    return written;
  }
}
