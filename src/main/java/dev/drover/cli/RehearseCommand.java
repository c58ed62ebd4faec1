package dev.drover.cli;

import dev.drover.journal.Request;
import dev.drover.lb.Busynesses;
import dev.drover.rehearse.Rehearsable;
import dev.drover.rehearse.Rehearsal;
import dev.drover.rehearse.RehearsalReport;
import dev.drover.rehearse.Scenario;
import dev.drover.rehearse.ScenarioResult;
import dev.drover.report.RehearsalMarkdown;
import dev.drover.report.RehearsalText;
import dev.drover.tasks.BuiltIn;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Rehearses a runbook in a simulated world, with everything that may go wrong. */
@Command(
    name = "rehearse",
    description =
        "Runs a runbook in a simulated world and in virtual time, once with nothing in its way, and"
            + " then with each fault at each place; connects to nothing.",
    footer = {
      "%nEach scenario has a name, for instance `host-lost-after:upgrade-each-node/start[bb2]`; the",
      "same `--seed` gives the same scenarios, results and bytes. Ends with 23 if a promise of the plan",
      "was broken, or a run did not come to its end after it was resumed. docs/rehearsal.md tells more.",
      "%nExamples:",
      "  drover rehearse runbooks/bitbucket-rolling-upgrade.yml -i inventories/example \\",
      "      -e to_version=7.9.4 -e archive=atlassian-bitbucket-7.9.4.tar.gz",
      "  drover rehearse RUNBOOK -i INVENTORY --pairs 500 --format markdown > rehearsal.md",
      "  drover rehearse RUNBOOK -i INVENTORY --only 'killed-after:step-began:upgrade/start[bb2]'"
    })
final class RehearseCommand implements Callable<Integer> {

  private static final long USUAL_SEED = 1;

  /** How a rehearsal is shown. */
  enum Format {
    TEXT,
    MARKDOWN,
    JSON
  }

  @Mixin private RunbookOptions options = new RunbookOptions();

  @Option(
      names = "--pairs",
      paramLabel = "N",
      description = "Plays so many pairs of faults besides, chosen by the seed.")
  private int pairs;

  @Option(
      names = "--only",
      paramLabel = "SCENARIO",
      description = "Plays this scenario alone, and shows all that the run tells.")
  private String only = "";

  @Option(names = "--list", description = "Prints the names of the scenarios, and plays none.")
  private boolean list;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "text, markdown (for a change ticket) or json.")
  private Format format = Format.TEXT;

  @Option(names = "--json", description = "The same as `--format json`.")
  private boolean json;

  private final Terminal terminal;

  RehearseCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Format chosen = json ? Format.JSON : format;
    Request request = Requests.of(options);
    Compiled compiled =
        Compiled.of(request, options.vault.vault(terminal), chosen == Format.JSON, terminal);
    try (StandIns standIns = StandIns.of(compiled)) {
      Compiled played =
          standIns.any()
              ? Compiled.of(standIns.in(request), options.vault.vault(terminal), false, terminal)
              : compiled;
      return rehearse(played, chosen).code();
    }
  }

  private ExitCode rehearse(Compiled compiled, Format chosen) throws InterruptedException {
    Rehearsable site =
        new Rehearsable(
            compiled.plan(),
            compiled.scopes(),
            compiled.extensions(),
            Busynesses.all(),
            BuiltIn.kinds().names());
    long seed = options.seed.orElse(USUAL_SEED);
    if (!only.isEmpty()) {
      return alone(site, seed, chosen);
    }
    Rehearsal rehearsal = new Rehearsal(site, seed);
    List<Scenario> scenarios = new ArrayList<>(rehearsal.singles());
    scenarios.addAll(rehearsal.pairs(pairs));
    if (list) {
      scenarios.forEach(scenario -> terminal.line(scenario.id()));
      return ExitCode.OK;
    }
    // What does not come to its end by itself comes to none with a fault.
    List<Scenario> asked = rehearsal.undisturbed().finished() ? scenarios : List.of();
    List<ScenarioResult> results =
        rehearsal.playAll(asked, new RehearsalProgress(asked.size(), terminal));
    RehearsalReport report = RehearsalReport.of(site, rehearsal, seed, results);
    switch (chosen) {
      case TEXT -> terminal.print(RehearsalText.of(report, terminal.style()));
      case MARKDOWN -> terminal.print(RehearsalMarkdown.of(report));
      case JSON -> terminal.json(report);
    }
    return report.kept() ? ExitCode.OK : ExitCode.REHEARSAL;
  }

  private ExitCode alone(Rehearsable site, long seed, Format chosen) {
    Rehearsal rehearsal = new Rehearsal(site, seed);
    Scenario scenario =
        rehearsal
            .find(only)
            .orElseThrow(() ->
                new EndException(
                    ExitCode.USAGE,
                    "there is no scenario `" + only + "`",
                    "`drover rehearse … --list` prints their names"));
    ToldRehearsal told = new ToldRehearsal(site.plan(), terminal, chosen == Format.JSON);
    ScenarioResult result = rehearsal.play(scenario, told);
    told.tell(result);
    return result.kept() ? ExitCode.OK : ExitCode.REHEARSAL;
  }
}
