package dev.drover.cli;

import dev.drover.journal.Entry;
import dev.drover.model.Selection;
import dev.drover.remote.RemoteException;
import dev.drover.report.Style;
import dev.drover.review.Drift;
import dev.drover.review.PlanDocument;
import dev.drover.review.PlanDocument.InputView;
import dev.drover.review.PlanFile;
import dev.drover.review.PlanFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Runs a plan as it stands. What it was made from is read again, the hosts are looked at again, and
 * a new plan is made: only if it says what the old one says, it is run.
 */
final class PlannedRun {

  private final Path file;
  private final PlanFile planned;
  private final Optional<ReplanOptions> replan;
  private final AskOptions ask;
  private final Terminal terminal;

  private PlannedRun(
      Path file,
      PlanFile planned,
      Optional<ReplanOptions> replan,
      AskOptions ask,
      Terminal terminal) {
    this.file = file;
    this.planned = planned;
    this.replan = replan;
    this.ask = ask;
    this.terminal = terminal;
  }

  /** Reads the plan that a command line names. */
  static PlannedRun of(
      RunbookOptions options, ReplanOptions replan, AskOptions ask, Terminal terminal)
      throws IOException, PlanFileException {
    refuseContradictions(options);
    return new PlannedRun(
        options.runbook,
        PlanFile.read(options.runbook),
        Optional.of(replan).filter(ReplanOptions::asked),
        ask,
        terminal);
  }

  /** A plan says already what else a command line would say. */
  private static void refuseContradictions(RunbookOptions options) {
    List<String> given = new ArrayList<>();
    if (!options.inventories.isEmpty()) {
      given.add("--inventory");
    }
    if (!options.selection.selection().equals(Selection.ALL)) {
      given.add("--limit, --tags, --skip-tags or --start-at");
    }
    if (options.plugins.isGiven()) {
      given.add("--plugins");
    }
    if (options.seed.isPresent()) {
      given.add("--seed");
    }
    if (!given.isEmpty()) {
      throw new EndException(
          ExitCode.USAGE,
          options.runbook
              + " is a plan, which has its own inventory, hosts and tasks: "
              + String.join(", ", given)
              + " can't change it",
          "leave that out, or make another plan with it: drover plan RUNBOOK … -o FILE");
    }
  }

  /** Compares and runs; secrets, which no plan holds, are given once more. */
  ExitCode go(List<String> secrets, VaultOptions vault) throws Exception {
    Entry.Request request = Here.absolute(planned.document().basis().request());
    List<String> parameters = new ArrayList<>(request.parameters());
    parameters.addAll(secrets);
    request = request.with(parameters);
    Checking checking = Checking.of(request, vault.vault(terminal), PluginOptions.kinds(request));
    refuse(Drift.ofInputs(planned.document().basis().inputs(), found(checking)));
    Compiled compiled = Compiled.of(request, checking, ask.json, terminal);
    refuse(Drift.ofBasis(planned.document().basis(), compiled.basis(false)));
    try (Connections connections = Connections.of(compiled, terminal)) {
      Look look = Look.at(compiled, connections, terminal);
      refuse(strangers(look));
      PlanDocument chosen = look.away().isEmpty() ? chosen(look.document()) : look.document();
      RunCommand.refuseProblems(look.document(), ask, terminal);
      if (replan.flatMap(ReplanOptions::out).isPresent()) {
        return ExitCode.OK;
      }
      return new RunSession(compiled, connections, terminal, ask).begin(chosen);
    }
  }

  /** The inputs as they are now, also those that could not be read as far as that. */
  private List<InputView> found(Checking checking) {
    Map<String, InputView> found =
        checking.inputs().stream()
            .map(input -> new InputView(input.role(), Here.shown(input.name()), input.sha256()))
            .collect(Collectors.toMap(InputView::name, input -> input));
    for (InputView input : planned.document().basis().inputs()) {
      if (!found.containsKey(input.name())) {
        Inputs.now(input).ifPresent(now -> found.put(now.name(), now));
      }
    }
    return List.copyOf(found.values());
  }

  /** Machines that are not who they were, as their host keys say. */
  private static List<Drift> strangers(Look look) {
    return look.away().entrySet().stream()
        .filter(host -> host.getValue() instanceof RemoteException.Untrusted)
        .map(host ->
            new Drift(
                "host key of " + host.getKey().name(),
                "known when the plan was made",
                host.getValue().getMessage()))
        .toList();
  }

  /** The plan that is run: the one in the file, or a new one that a person has chosen instead. */
  private PlanDocument chosen(PlanDocument now) throws IOException, InterruptedException {
    List<Drift> drifts = Drift.between(planned.document(), now);
    refuse(drifts);
    if (replan.isEmpty()) {
      return planned.document();
    }
    if (drifts.isEmpty()) {
      terminal.tell("Nothing has changed since " + file + " was made.");
    }
    tell(drifts);
    Optional<Path> out = replan.flatMap(ReplanOptions::out);
    if (out.isPresent()) {
      PlanCommand.write(now, out.get(), terminal);
    } else if (!drifts.isEmpty()
        && now.problems().isEmpty()
        && !ask.asker(terminal).confirm("Run the new plan, which differs so?")) {
      throw new EndException(
          ExitCode.DRIFT,
          "The new plan was not run; nothing was changed.",
          "let it be reviewed: drover run " + file + " --replan -o new.plan");
    }
    return drifts.isEmpty() ? planned.document() : now;
  }

  private void tell(List<Drift> drifts) {
    drifts.forEach(drift -> terminal.tell("  " + Style.harmless(drift.words())));
  }

  private void refuse(List<Drift> drifts) {
    if (drifts.isEmpty() || replan.isPresent()) {
      return;
    }
    if (ask.json) {
      terminal.json(Map.of("drift", drifts));
    }
    terminal.tell(
        "drover: " + file + " is not run: what it rests on has changed since it was made");
    tell(drifts);
    throw new EndException(
        ExitCode.DRIFT,
        "",
        "undo the change; or see a new plan beside this one: drover run " + file + " --replan");
  }

  /** The hash that names the plan. */
  String hash() {
    return planned.hash();
  }

  /** True if a file that is given to `drover run` is a plan. */
  static boolean isOne(Path file) {
    return Files.isRegularFile(file) && PlanFile.isOne(file);
  }
}
