package dev.drover.cli;

import dev.drover.journal.Entry;
import dev.drover.journal.Journal;
import dev.drover.journal.RunState;
import dev.drover.journal.Runs;
import dev.drover.review.PlanFile;
import dev.drover.review.PlanFileException;
import dev.drover.schema.ShownPath;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Goes on with a run that failed, was stopped or was cut off. */
@Command(
    name = "resume",
    description = {
      "Goes on with a run that failed, was stopped or was cut off. Finished steps are not repeated."
    },
    footer = {"%nExamples:", "  drover resume last", "  drover resume 20261121-030000"})
final class ResumeCommand implements Callable<Integer> {

  @Parameters(paramLabel = "RUN", description = "The run's id, the end of it, or `last`.")
  private String words = "";

  @Option(
      names = {"-e", "--extra-vars"},
      paramLabel = "NAME=VALUE",
      description = "Secret parameters, which are never written down; may be given several times.")
  private List<String> parameters = new ArrayList<>();

  @Option(
      names = "--accept-changes",
      description = "Goes on although runbook or inventory changed since.")
  private boolean acceptChanges;

  @Mixin private VaultOptions vault = new VaultOptions();
  @Mixin private AskOptions ask = new AskOptions();

  private final Terminal terminal;

  ResumeCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Exception {
    ask.check(terminal);
    Runs runs = Places.runs();
    String run = runs.find(words);
    Path file = runs.journal(run);
    RunState state = RunState.of(Journal.read(file));
    Entry.RunBegan began =
        state
            .began()
            .orElseThrow(() ->
                new EndException(
                    ExitCode.JOURNAL,
                    "run " + run + " was cut off before it began",
                    "run it again"));
    if (state.end().map(end -> end.verdict() == Entry.Verdict.FINISHED).orElse(false)) {
      terminal.line("Run " + run + " has finished; there is nothing to resume.");
      return ExitCode.OK.code();
    }
    if (!acceptChanges) {
      refuseOtherPlan(runs.plan(run), began);
    }
    Compiled compiled =
        Compiled.of(again(began.request()), vault.vault(terminal), ask.json, terminal);
    boolean mustBeSigned =
        !state.signed().isEmpty() || compiled.plan().runbook().policy().signatures().isPresent();
    refuseChanges(began.inputs(), compiled.checksums(), mustBeSigned);
    try (Journal journal = Journal.open(file);
        Connections connections = Connections.of(compiled, terminal)) {
      return new RunSession(compiled, connections, terminal, ask).resume(run, file, journal).code();
    }
  }

  /** What was reviewed is what goes on: the plan that the run began with is still the one kept. */
  private static void refuseOtherPlan(Path file, Entry.RunBegan began) {
    if (began.plan().isEmpty()) {
      return; // a Drover that kept no plans began it
    }
    String found;
    try {
      found = PlanFile.read(file).hash();
    } catch (PlanFileException e) {
      throw otherPlan(began, e.words());
    } catch (IOException e) {
      throw otherPlan(began, file + " can't be read: " + e.getMessage());
    }
    if (!found.equals(began.plan())) {
      throw otherPlan(
          began,
          "%s has SHA-256 %s, and the run began with %s"
              .formatted(file, PlanFile.shown(found), PlanFile.shown(began.plan())));
    }
  }

  private static EndException otherPlan(Entry.RunBegan began, String why) {
    return new EndException(
        ExitCode.CHANGED,
        "the plan of run " + began.run() + " is not the one that it began with: " + why,
        "put the plan back, or resume with --accept-changes");
  }

  private Entry.Request again(Entry.Request first) {
    List<String> all = new ArrayList<>(first.parameters());
    all.addAll(parameters);
    // What was taken from Git is there, as it was.
    ShownPath.inCommit(first.runbook()).ifPresent(Editions::file);
    return first.with(all);
  }

  private void refuseChanges(
      Map<String, String> then, Map<String, String> now, boolean mustBeSigned) {
    TreeSet<String> changed = new TreeSet<>(then.keySet());
    changed.addAll(now.keySet());
    changed.removeIf(file -> then.getOrDefault(file, "").equals(now.getOrDefault(file, "")));
    if (!changed.isEmpty() && acceptChanges && mustBeSigned) {
      throw new EndException(
          ExitCode.SIGNATURES,
          "--accept-changes would run what nobody has signed; changed since the run began: "
              + String.join(", ", changed),
          "undo the change and resume; or make a new plan and have it signed");
    }
    if (!changed.isEmpty() && !acceptChanges) {
      throw new EndException(
          ExitCode.CHANGED,
          "changed since the run began: " + String.join(", ", changed),
          mustBeSigned
              ? "undo the change; or make a new plan and have it signed"
              : "undo the change, or resume with --accept-changes");
    }
  }
}
