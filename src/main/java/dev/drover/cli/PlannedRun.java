package dev.drover.cli;

import dev.drover.journal.Request;
import dev.drover.remote.RemoteException;
import dev.drover.review.PlanDiff;
import dev.drover.review.PlanDocument;
import dev.drover.review.PlanDocument.Basis;
import dev.drover.review.PlanDocument.InputView;
import dev.drover.review.PlanFile;
import dev.drover.review.PlanFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Runs a plan as it stands. What it was made from is read again, the hosts are looked at again, and
 * a new plan is made: only if it says what the old one says, it is run.
 */
final class PlannedRun {

  private final PlanFile planned;
  private final Stale stale;
  private final AskOptions ask;
  private final Terminal terminal;

  private PlannedRun(PlanFile planned, Stale stale, AskOptions ask, Terminal terminal) {
    this.planned = planned;
    this.stale = stale;
    this.ask = ask;
    this.terminal = terminal;
  }

  /** Reads the plan that a command line names. */
  static PlannedRun of(
      RunbookOptions options, ReplanOptions replan, AskOptions ask, Terminal terminal)
      throws IOException, PlanFileException {
    options.refuseContradictions();
    PlanFile planned = PlanFile.read(options.runbook);
    return new PlannedRun(
        planned, new Stale(options.runbook, replan, ask, terminal), ask, terminal);
  }

  /**
   * Compares and runs.
   *
   * @param secrets parameters that no plan holds, and that are given once more
   */
  ExitCode go(List<String> secrets, VaultOptions vault) throws Exception {
    Basis basis = planned.document().basis();
    Request request = request(secrets);
    refuseMissing(request);
    Checking checking = Checking.of(request, vault.vault(terminal), PluginOptions.kinds(request));
    // Before anything is told of what is wrong in them: that they changed is the news.
    stale.refuse(diff(with(basis, inputs(checking))));
    Compiled compiled = Compiled.of(request, checking, ask.json, terminal);
    stale.refuse(diff(compiled.basis(basis.offline())));
    if (basis.offline() && !stale.replans()) {
      stale.refuse(diff(comparable(Look.offline(compiled).document())));
      terminal.tell("This plan was made offline: what the hosts were like was not compared.");
    }
    SameVersion.tell(compiled, terminal);
    // A plan that is only made anew needs no signature.
    SignedPlan signed =
        stale.writes()
            ? SignedPlan.UNSIGNED
            : SignedPlan.check(stale.file(), planned, compiled.plan().runbook().policy());
    try (Connections connections = Connections.of(compiled, terminal)) {
      return go(compiled, connections, signed);
    }
  }

  /** What the plan was made for, with what is given besides. */
  private Request request(List<String> secrets) {
    try {
      Request request = Here.absolute(planned.document().basis().request());
      List<String> parameters = new ArrayList<>(request.parameters());
      parameters.addAll(secrets);
      return request.with(parameters);
    } catch (InvalidPathException e) {
      throw new EndException(
          ExitCode.DRIFT,
          "the plan names a file that can't be one: " + e.getReason(),
          "make a new plan with `drover plan … -o FILE`");
    }
  }

  /** Directories that were named, and whose files can't even be looked for. */
  private static void refuseMissing(Request request) {
    Stream.concat(request.plugins().stream(), request.policies().stream())
        .filter(directory -> !Files.isDirectory(Path.of(directory)))
        .findFirst()
        .ifPresent(missing -> {
          throw new EndException(
              ExitCode.DRIFT,
              "`"
                  + Here.shown(missing)
                  + "` is not there any more; the plan was made with the plugins or policies in it",
              "put it back; a plan is run in the directory in which it was made, or in a copy");
        });
  }

  private ExitCode go(Compiled compiled, Connections connections, SignedPlan signed)
      throws Exception {
    Look look =
        stale.writes()
            ? Look.at(compiled, connections, terminal)
            : Look.before(compiled, connections, terminal);
    refuseStrangers(look);
    PlanDocument chosen = planned.document();
    boolean compared = !planned.document().basis().offline() || stale.replans();
    if (look.away().isEmpty() && compared) {
      PlanDiff diff = diff(comparable(look.document()));
      stale.refuse(diff);
      stale.show(diff, look.document());
      if (!diff.isEmpty()) {
        signed.refuseAnother();
        chosen = look.document();
      }
    }
    RunCommand.refuse(look.document(), ask, terminal);
    if (stale.writes()) {
      return ExitCode.OK;
    }
    stale.confirm(!chosen.equals(planned.document()));
    return new RunSession(compiled, connections, terminal, ask).begin(chosen, look.plan(), signed);
  }

  /** What makes the plan stale, given that it would be made from this. */
  private PlanDiff diff(Basis now) {
    return diff(planned.document().basedOn(with(now, now.inputs())));
  }

  private PlanDiff diff(PlanDocument now) {
    return PlanDiff.of(planned.document(), now).pinned();
  }

  /** What was asked for is what the plan says; secrets that were given again are no news. */
  private PlanDocument comparable(PlanDocument now) {
    return now.basedOn(with(now.basis(), now.basis().inputs()));
  }

  private Basis with(Basis now, List<InputView> inputs) {
    return new Basis(
        now.drover(),
        // Its content is what counts; another commit or checkout may hold the same.
        planned.document().basis().edition(),
        planned.document().basis().request(),
        now.parameters(),
        inputs,
        now.offline());
  }

  /** The inputs as they are now, also those that could not be read as far as that. */
  private List<InputView> inputs(Checking checking) {
    Map<String, InputView> found = new LinkedHashMap<>();
    checking.inputs().stream().map(Here::shown).forEach(input -> found.put(input.name(), input));
    List<InputView> now = new ArrayList<>();
    for (InputView input : planned.document().basis().inputs()) {
      InputView read = found.remove(input.name());
      if (read == null) {
        Inputs.now(input).ifPresent(now::add);
      } else {
        now.add(read);
      }
    }
    now.addAll(found.values());
    return now;
  }

  /** Machines that are not who they were, as their host keys say. */
  private void refuseStrangers(Look look) {
    look.away().values().stream()
        .filter(RemoteException.Untrusted.class::isInstance)
        .findFirst()
        .filter(_ -> !stale.replans())
        .ifPresent(problem -> {
          throw new EndException(
              ExitCode.DRIFT,
              "a machine is not the one that it was when the plan was made: "
                  + problem.getMessage(),
              problem.next());
        });
  }
}
