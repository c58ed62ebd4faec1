package dev.drover.cli;

import dev.drover.journal.Entry;
import dev.drover.journal.RunState;
import dev.drover.review.PlanFile;
import dev.drover.review.PlanFileException;
import dev.drover.schema.ShownPath;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
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
      description = "Goes on although runbook or inventory changed since.")
  private boolean acceptChanges;

  @Mixin private VaultOptions vault = new VaultOptions();

  /**
   * The plan of a run, compiled again.
   *
   * @param plan the file that was kept of it
   * @param verb what the command does with a run
   */
  Compiled compiled(Path plan, RunState state, String verb, boolean json, Terminal terminal)
      throws Exception {
    Entry.RunBegan began =
        state
            .began()
            .orElseThrow(() ->
                new EndException(
                    ExitCode.JOURNAL,
                    "the run was cut off before it began, and changed nothing",
                    "run it again"));
    if (!acceptChanges) {
      refuseOtherPlan(plan, began, verb);
    }
    Compiled compiled = Compiled.of(again(began.request()), vault.vault(terminal), json, terminal);
    boolean mustBeSigned =
        !state.signed().isEmpty() || compiled.plan().runbook().policy().signatures().isPresent();
    refuseChanges(began.inputs(), compiled.checksums(), mustBeSigned, verb);
    return compiled;
  }

  /** What was reviewed is what goes on: the plan that the run began with is still the one kept. */
  private static void refuseOtherPlan(Path file, Entry.RunBegan began, String verb) {
    if (began.plan().isEmpty()) {
      return; // a Drover that kept no plans began it
    }
    String found;
    try {
      found = PlanFile.read(file).hash();
    } catch (PlanFileException e) {
      throw otherPlan(began, verb, e.words());
    } catch (IOException e) {
      throw otherPlan(began, verb, file + " can't be read: " + e.getMessage());
    }
    if (!found.equals(began.plan())) {
      throw otherPlan(
          began,
          verb,
          "%s has SHA-256 %s, and the run began with %s"
              .formatted(file, PlanFile.shown(found), PlanFile.shown(began.plan())));
    }
  }

  private static EndException otherPlan(Entry.RunBegan began, String verb, String why) {
    return new EndException(
        ExitCode.CHANGED,
        "the plan of run " + began.run() + " is not the one that it began with: " + why,
        "put the plan back, or " + verb + " with --accept-changes");
  }

  private Entry.Request again(Entry.Request first) {
    List<String> all = new ArrayList<>(first.parameters());
    all.addAll(parameters);
    // What was taken from Git is there, as it was.
    ShownPath.inCommit(first.runbook()).ifPresent(Editions::file);
    return first.with(all);
  }

  private void refuseChanges(
      Map<String, String> then, Map<String, String> now, boolean mustBeSigned, String verb) {
    TreeSet<String> changed = new TreeSet<>(then.keySet());
    changed.addAll(now.keySet());
    changed.removeIf(file -> then.getOrDefault(file, "").equals(now.getOrDefault(file, "")));
    if (!changed.isEmpty() && acceptChanges && mustBeSigned) {
      throw new EndException(
          ExitCode.SIGNATURES,
          "--accept-changes would run what nobody has signed; changed since the run began: "
              + String.join(", ", changed),
          "undo the change and " + verb + "; or make a new plan and have it signed");
    }
    if (!changed.isEmpty() && !acceptChanges) {
      throw new EndException(
          ExitCode.CHANGED,
          "changed since the run began: " + String.join(", ", changed),
          mustBeSigned
              ? "undo the change; or make a new plan and have it signed"
              : "undo the change, or " + verb + " with --accept-changes");
    }
  }
}
