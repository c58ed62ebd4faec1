package dev.drover.cli;

import dev.drover.journal.Entry;
import dev.drover.journal.RunState;
import dev.drover.review.PlanDocument;
import dev.drover.review.PlanFile;
import dev.drover.review.PlanFileException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What a run that began earlier was made from, read again: it must be as it was. */
final class AgainOptions {

  @Option(
      names = {"-e", "--extra-vars"},
      paramLabel = "NAME=VALUE",
      description = "Secret parameters, which are never written down; may be given several times.")
  private List<String> parameters = new ArrayList<>();

  @Option(
      names = "--accept-changes",
      description = "Goes on although runbook, inventory or plugins changed since.")
  private boolean acceptChanges;

  @Option(
      names = "--as-begun",
      description =
          "Goes on with the copies of runbook, inventory and plugins that the run keeps, whatever"
              + " became of the files.")
  private boolean asBegun;

  @Mixin private VaultOptions vault = new VaultOptions();

  /**
   * The plan of a run, compiled again.
   *
   * @param directory that of the run
   * @param verb what the command does with a run
   */
  Compiled compiled(Path directory, RunState state, String verb, boolean json, Terminal terminal)
      throws Exception {
    Entry.RunBegan began =
        state
            .began()
            .orElseThrow(() ->
                new EndException(
                    ExitCode.JOURNAL,
                    "the run was cut off before it began, and changed nothing",
                    "run it again"));
    OthersRun.refuse(directory);
    Optional<PlanDocument> plan = plan(directory.resolve("run.plan"), began, verb);
    BegunWith files = new BegunWith(began, directory, plan, asBegun);
    files.words().ifPresent(found -> terminal.tell("drover: " + found));
    Compiled compiled =
        Compiled.of(files.request(parameters), vault.vault(terminal), json, terminal);
    WhatChanged changed = new WhatChanged(files.then(), files.named(compiled.checksums()));
    if (!changed.files().isEmpty()) {
      tell(changed, plan, compiled, terminal);
      boolean mustBeSigned =
          !state.signed().isEmpty() || compiled.plan().runbook().policy().signatures().isPresent();
      refuse(String.join(", ", changed.files()), mustBeSigned, verb);
    }
    return compiled;
  }

  /** What was reviewed is what goes on: the plan that the run began with is still the one kept. */
  private Optional<PlanDocument> plan(Path file, Entry.RunBegan began, String verb) {
    if (began.plan().isEmpty()) {
      return Optional.empty(); // a Drover that kept no plans began it
    }
    Optional<PlanFile> kept = Optional.empty();
    String problem = "";
    try {
      kept = Optional.of(PlanFile.read(file));
    } catch (PlanFileException e) {
      problem = e.words();
    } catch (IOException e) {
      problem = file + " can't be read: " + e.getMessage();
    }
    String found = kept.map(PlanFile::hash).orElse(began.plan());
    if (!found.equals(began.plan())) {
      problem =
          "%s has SHA-256 %s, and the run began with %s"
              .formatted(file, PlanFile.shown(found), PlanFile.shown(began.plan()));
    }
    if (!problem.isEmpty() && !acceptChanges) {
      throw new EndException(
          ExitCode.CHANGED,
          "the plan of run " + began.run() + " is not the one that it began with: " + problem,
          "put the plan back, or " + verb + " with --accept-changes");
    }
    return problem.isEmpty() ? kept.map(PlanFile::document) : Optional.empty();
  }

  private static void tell(
      WhatChanged changed, Optional<PlanDocument> plan, Compiled compiled, Terminal terminal) {
    changed.lines().forEach(terminal::tell);
    plan.ifPresent(before -> {
      PlanDocument after = Look.offline(compiled).document();
      WhatChanged.ofPlans(before, after, terminal.style()).forEach(terminal::tell);
    });
  }

  /** Ends the command unless somebody has accepted the changes, and may. */
  private void refuse(String files, boolean mustBeSigned, String verb) {
    if (acceptChanges && mustBeSigned) {
      throw new EndException(
          ExitCode.SIGNATURES,
          "--accept-changes would run what nobody has signed; changed since the run began: "
              + files,
          "undo the change and " + verb + "; or make a new plan and have it signed");
    }
    if (!acceptChanges) {
      throw new EndException(
          ExitCode.CHANGED,
          "changed since the run began: " + files,
          mustBeSigned
              ? "undo the change, or "
                  + verb
                  + " with --as-begun; or make a new plan and have it signed"
              : "undo the change, or "
                  + verb
                  + " with --accept-changes, or with the files as they were: --as-begun");
    }
  }
}
