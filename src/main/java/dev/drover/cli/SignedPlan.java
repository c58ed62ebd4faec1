package dev.drover.cli;

import dev.drover.journal.Entry;
import dev.drover.model.Policy;
import dev.drover.model.SignatureRule;
import dev.drover.review.PlanDocument;
import dev.drover.review.PlanFile;
import dev.drover.sign.Checked;
import dev.drover.sign.SignatureFile;
import dev.drover.sign.Signatures;
import dev.drover.sign.SigningException;
import dev.drover.time.SystemTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A plan that may run as far as signatures go.
 *
 * @param file where it lies
 * @param checked its signatures, enough of them; empty if the runbook asks for none
 */
record SignedPlan(Path file, Optional<Checked> checked) {

  /** A plan that needs no signature. */
  static final SignedPlan UNSIGNED = new SignedPlan(Path.of(""), Optional.empty());

  /** Checks the signatures of a plan; ends the command if they are not enough. */
  static SignedPlan check(Path file, PlanFile plan, Policy policy) throws InterruptedException {
    Optional<SignatureRule> rule = rule(policy);
    if (rule.isEmpty()) {
      return UNSIGNED;
    }
    Checked checked = checked(file, plan, rule.get());
    if (!checked.enough()) {
      throw new EndException(
          ExitCode.SIGNATURES,
          file
              + " must be signed by "
              + people(rule.get().signers())
              + ", and is by "
              + checked.signers()
              + SignatureText.lines(checked).stream()
                  .map(line -> "\n  " + line)
                  .collect(Collectors.joining()),
          "after a review: drover sign " + file);
    }
    return new SignedPlan(file, Optional.of(checked));
  }

  /** What becomes of each signature of a plan. */
  static Checked checked(Path file, PlanFile plan, SignatureRule rule) throws InterruptedException {
    try {
      return Signatures.check(file, plan.hash(), rule, SystemTime.SYSTEM.now());
    } catch (SigningException e) {
      throw ended(e);
    }
  }

  /** Ends the command. */
  static EndException ended(SigningException problem) {
    return new EndException(ExitCode.SIGNATURES, problem.words(), problem.next());
  }

  /** What the runbook asks for; whose keys count may be said by who runs the plan. */
  static Optional<SignatureRule> rule(Policy policy) {
    return policy.signatures().map(SignedPlan::ofThisMachine);
  }

  /** The same rule with the file of allowed signers of this machine, if it has its own. */
  static SignatureRule ofThisMachine(SignatureRule rule) {
    Path file =
        Places.variable("DROVER_ALLOWED_SIGNERS")
            .map(own -> Path.of(own).toAbsolutePath())
            .orElse(rule.allowedSigners());
    return new SignatureRule(rule.signers(), file, rule.valid());
  }

  /** Ends the command if a runbook may run only by a plan that was signed. */
  static void refuseUnplanned(Path runbook, Policy policy) {
    if (policy.signatures().isPresent()) {
      throw new EndException(
          ExitCode.SIGNATURES,
          runbook
              + " runs only by a plan that "
              + people(policy.signatures().get().signers())
              + (policy.signatures().get().signers() == 1 ? " has" : " have")
              + " signed; nothing was connected to.",
          "drover plan "
              + runbook
              + " … -o change.plan; after a review: drover sign change.plan; drover run change.plan");
    }
  }

  /** Ends the command if a plan could not run even if it was signed. */
  static void refuseHopeless(Path file, PlanDocument plan, Terminal terminal) {
    ExitCode code = ExitCode.of(plan);
    if (code == ExitCode.OK) {
      return;
    }
    terminal.tellProblems(plan);
    throw new EndException(
        code,
        file + " would not be run, so it is not signed.",
        "mend that, make the plan again with `drover plan RUNBOOK … -o " + file + "`, and sign it");
  }

  /** Ends the command if the plan had to be signed, for another one is about to be run instead. */
  void refuseAnother() {
    if (required()) {
      throw new EndException(
          ExitCode.SIGNATURES,
          "The new plan differs from " + file + ", and nobody has signed it; nothing was changed.",
          "let it be reviewed and signed: drover run " + file + " --replan -o new.plan");
    }
  }

  static String people(int number) {
    return number == 1 ? "1 person" : number + " people";
  }

  /** Whether the runbook asks for signatures. */
  boolean required() {
    return checked.isPresent();
  }

  /** What the journal says of them. */
  List<Entry> entries(Instant now) {
    return checked.stream()
        .flatMap(all -> all.counting().stream())
        .<Entry>map(one ->
            new Entry.PlanSigned(
                now, one.statement().signer(), one.key(), one.statement().made(), one.until()))
        .toList();
  }

  /** Keeps the signatures beside the run's own copy of the plan, for who looks later. */
  void keep(Path plan) throws IOException {
    if (required()) {
      Files.copy(SignatureFile.of(file).path(), SignatureFile.of(plan).path());
    }
  }
}
