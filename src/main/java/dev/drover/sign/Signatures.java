package dev.drover.sign;

import dev.drover.model.SignatureRule;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Checks which signatures of a plan count, and makes new ones. */
public final class Signatures {

  /** How far the clock of a signer may be ahead of ours. */
  private static final Duration SKEW = Duration.ofMinutes(5);

  private static final String ANEW = "have the plan signed anew: `drover sign PLAN`";

  private final String plan;
  private final SignatureRule rule;
  private final Instant now;

  private Signatures(String plan, SignatureRule rule, Instant now) {
    this.plan = plan;
    this.rule = rule;
    this.now = now;
  }

  /**
   * Checks the signatures that lie beside a plan.
   *
   * @param file the plan's file
   * @param plan the plan's hash
   * @throws SigningException if they can't be checked at all
   */
  public static Checked check(Path file, String plan, SignatureRule rule, Instant now)
      throws SigningException, InterruptedException {
    if (!Files.isReadable(rule.allowedSigners())) {
      throw new SigningException(
          "the file of allowed signers " + rule.allowedSigners() + " can't be read",
          "the runbook names it as `allowed_signers`; put it there, or correct the runbook");
    }
    Signatures signatures = new Signatures(plan, rule, now);
    List<Finding> findings = new ArrayList<>();
    for (Signature signature : SignatureFile.of(file).read()) {
      findings.add(signatures.finding(signature));
    }
    return new Checked(rule, findings);
  }

  /** What becomes of one signature of the plan. */
  public static Finding check(Signature signature, String plan, SignatureRule rule, Instant now)
      throws SigningException, InterruptedException {
    return new Signatures(plan, rule, now).finding(signature);
  }

  /**
   * Signs a plan.
   *
   * @param key a private key, or the public key of one that an agent or a token holds
   * @param person whether somebody is at the terminal who can type a passphrase or touch a token
   */
  public static Signature sign(Statement statement, Path key, boolean person)
      throws SigningException, InterruptedException {
    return new Signature(statement, SshKeygen.sign(key, statement, person));
  }

  private Finding finding(Signature signature) throws SigningException, InterruptedException {
    Statement statement = signature.statement();
    String purpose = new Armour(signature.armour()).namespace().orElse(Statement.NAMESPACE);
    if (!purpose.equals(Statement.NAMESPACE)) {
      return refused(
          signature, "it was made for `" + purpose + "`, not for `" + Statement.NAMESPACE + "`");
    }
    if (SshKeygen.made(signature).key().isEmpty()) {
      return refused(
          signature, "it does not fit its statement: one of the two was changed afterwards");
    }
    if (!statement.plan().equals(plan)) {
      return refused(
          signature,
          "it signs another plan, or the plan was changed since (" + statement.plan() + ")");
    }
    if (statement.made().isAfter(now.plus(SKEW))) {
      return refused(signature, "it says that it was made in the future, " + statement.made());
    }
    Instant until = earlier(statement.expires(), statement.made().plus(rule.valid()));
    if (!now.isBefore(until)) {
      return refused(signature, "it has expired at " + until);
    }
    return byWhom(signature, until);
  }

  private Finding byWhom(Signature signature, Instant until)
      throws SigningException, InterruptedException {
    SshKeygen.Answer answer = SshKeygen.allowed(signature, rule.allowedSigners());
    if (answer.key().isPresent()) {
      return new Finding.Counts(signature.statement(), answer.key().get(), until);
    }
    List<String> owners = SshKeygen.owners(signature, rule.allowedSigners());
    boolean others = !owners.isEmpty() && !owners.contains(signature.statement().signer());
    return new Finding.Refused(
        signature.statement(),
        others
            ? "its key is that of " + String.join(", ", owners)
            : "its key is not one that "
                + rule.allowedSigners().getFileName()
                + " allows its signer"
                + line(answer.said()),
        "sign with a key and a name that the file of allowed signers holds together");
  }

  /** What the program says of a line of the file, which tells more than we know. */
  private String line(String said) {
    String start = rule.allowedSigners() + ":";
    return said.startsWith(start) ? " (line " + said.strip().substring(start.length()) + ")" : "";
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  private static Finding refused(Signature signature, String why) {
    return new Finding.Refused(signature.statement(), why, ANEW);
  }
}
