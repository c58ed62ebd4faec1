package dev.drover.cli;

import dev.drover.git.Git;
import dev.drover.model.SignatureRule;
import dev.drover.report.PlanText;
import dev.drover.review.PlanDocument.SignaturesView;
import dev.drover.review.PlanFile;
import dev.drover.schema.Durations;
import dev.drover.sign.Checked;
import dev.drover.sign.Finding;
import dev.drover.sign.Signature;
import dev.drover.sign.SignatureFile;
import dev.drover.sign.Signatures;
import dev.drover.sign.SigningException;
import dev.drover.sign.Statement;
import dev.drover.time.SystemTime;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Signs a plan, or tells who has signed it. */
@Command(
    name = "sign",
    description = {
      "Signs a plan with an SSH key, as Git signs commits; the signature lies beside it in PLAN.sig.",
      "With --check it signs nothing, and tells who has signed and whether that is enough."
    },
    footer = {
      "%nThe runbook says how many must sign, and whose keys count:",
      "  policy: {signatures: {signers: 2, allowed_signers: allowed_signers, valid: 24h}}",
      "%nExamples:",
      "  drover sign change.plan --key ~/.ssh/id_ed25519 --expires 8h",
      "  drover sign --check change.plan"
    })
final class SignCommand implements Callable<Integer> {

  @Parameters(paramLabel = "PLAN", description = "The plan's file, as `drover plan -o` wrote it.")
  private Path file = Path.of("");

  @Option(
      names = "--key",
      paramLabel = "FILE",
      description =
          "Key to sign with: a private key, or the public key of one that an agent or a token holds."
              + " If left out, Git's user.signingKey, else the usual one in ~/.ssh.")
  private Optional<String> key = Optional.empty();

  @Option(
      names = "--as",
      paramLabel = "NAME",
      description =
          "Your name in the file of allowed signers. If left out, what stands there for the key, else"
              + " Git's user.email.")
  private Optional<String> name = Optional.empty();

  @Option(
      names = "--expires",
      paramLabel = "DURATION",
      description =
          "How long the signature counts, for instance 8h; the longest that the runbook allows if"
              + " left out.")
  private Optional<String> expires = Optional.empty();

  @Option(names = "--check", description = "Signs nothing; tells who has signed.")
  private boolean check;

  @Option(names = "--json", description = "With --check: prints that as JSON.")
  private boolean json;

  @Option(
      names = {"-y", "--yes"},
      description = "Signs without asking.")
  private boolean yes;

  private final Terminal terminal;

  SignCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Exception {
    PlanFile plan = PlanFile.read(file);
    Optional<SignatureRule> rule = rule(plan);
    try {
      return (check ? checked(plan, rule) : signed(plan, rule)).code();
    } catch (SigningException e) {
      throw SignedPlan.ended(e);
    }
  }

  /** What the plan says of signatures; its file is named as it is seen from here. */
  private static Optional<SignatureRule> rule(PlanFile plan) {
    SignaturesView view = plan.document().runbook().signatures();
    return view.signers() == 0
        ? Optional.empty()
        : Optional.of(
            SignedPlan.ofThisMachine(
                new SignatureRule(
                    view.signers(),
                    Path.of(Here.absolute(view.allowed())),
                    Duration.ofSeconds(view.valid()))));
  }

  private ExitCode checked(PlanFile plan, Optional<SignatureRule> rule)
      throws SigningException, InterruptedException {
    if (rule.isEmpty()) {
      terminal.line("Nobody must sign " + file + ": its runbook asks for no signatures.");
      return ExitCode.OK;
    }
    Checked checked = SignedPlan.checked(file, plan, rule.get());
    if (json) {
      terminal.json(data(plan, checked));
    } else {
      SignatureText.lines(checked).forEach(terminal::line);
      terminal.line(
          "Signed by %s; %d needed. Plan %s, SHA-256 %s."
              .formatted(
                  SignedPlan.people(checked.signers()),
                  rule.get().signers(),
                  file,
                  PlanFile.shown(plan.hash())));
    }
    return checked.enough() ? ExitCode.OK : ExitCode.SIGNATURES;
  }

  private static Map<String, Object> data(PlanFile plan, Checked checked) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("plan", plan.hash());
    data.put("needed", checked.rule().signers());
    data.put("signers", checked.signers());
    data.put("enough", checked.enough());
    data.put("signatures", SignatureText.data(checked));
    return data;
  }

  private ExitCode signed(PlanFile plan, Optional<SignatureRule> rule)
      throws IOException, SigningException, InterruptedException {
    SignedPlan.refuseHopeless(file, plan.document(), terminal);
    int before = rule.isPresent() ? SignedPlan.checked(file, plan, rule.get()).signers() : 0;
    try (SigningKey signing = SigningKey.find(key)) {
      Instant now = SystemTime.SYSTEM.now().truncatedTo(ChronoUnit.SECONDS);
      Statement statement =
          new Statement(plan.hash(), signer(signing, rule), now, now.plus(lasting(rule)));
      terminal.print(PlanText.first(plan.document(), terminal.style(), terminal.width()));
      terminal.line("");
      terminal.line("Plan " + file + ", SHA-256 " + plan.hash());
      if (!terminal
          .asker(yes, false)
          .confirm(
              "Sign it as "
                  + statement.signer()
                  + ", counting until "
                  + statement.expires()
                  + "?")) {
        throw new EndException(
            ExitCode.SIGNATURES,
            "Nothing was signed.",
            terminal.watched() ? "" : "sign at a terminal, or with --yes");
      }
      Signature signature = Signatures.sign(statement, signing.file(), terminal.watched());
      rule.ifPresent(one -> refuse(signature, plan, one, now));
      SignatureFile.of(file).append(signature);
    }
    terminal.line("Signed: " + SignatureFile.of(file).path());
    if (rule.isEmpty()) {
      terminal.line("Its runbook asks for no signatures, so nobody will check this one.");
      return ExitCode.OK;
    }
    Checked checked = SignedPlan.checked(file, plan, rule.get());
    if (checked.signers() <= before) {
      terminal.line("The same person had signed it before: that counts once, not again.");
    }
    terminal.line(
        "Signed by %s; %d needed.%s"
            .formatted(
                SignedPlan.people(checked.signers()),
                rule.get().signers(),
                checked.enough() ? " It may run: drover run " + file : ""));
    return ExitCode.OK;
  }

  /**
   * A signature that would not count is not kept: it would only be found at the time of the run.
   */
  private static void refuse(Signature signature, PlanFile plan, SignatureRule rule, Instant now) {
    try {
      if (Signatures.check(signature, plan.hash(), rule, now) instanceof Finding.Refused refused) {
        throw new EndException(
            ExitCode.SIGNATURES,
            "a signature as "
                + refused.statement().signer()
                + " would not count, so none was made: "
                + refused.why(),
            refused.next());
      }
    } catch (SigningException e) {
      throw SignedPlan.ended(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EndException(ExitCode.STOPPED, "Nothing was signed.", "");
    }
  }

  private String signer(SigningKey signing, Optional<SignatureRule> rule)
      throws IOException, InterruptedException {
    Optional<String> mail = Git.configuration(Path.of(""), "user.email");
    Optional<String> known =
        rule.isPresent() ? signing.owner(rule.get().allowedSigners(), mail) : Optional.empty();
    String signer =
        name.or(() -> known)
            .or(() -> mail)
            .orElseThrow(() ->
                new EndException(
                    ExitCode.USAGE,
                    "it is not known who signs",
                    "give your name in the file of allowed signers: --as NAME"));
    if (!Statement.isSigner(signer)) {
      throw new EndException(
          ExitCode.USAGE,
          "`" + signer + "` can't name a signer",
          "give one name, for instance a mail address: --as alice@example.com");
    }
    return signer;
  }

  private Duration lasting(Optional<SignatureRule> rule) {
    Duration longest = rule.map(SignatureRule::valid).orElse(Duration.ofDays(1));
    if (expires.isEmpty()) {
      return longest;
    }
    Duration asked =
        Durations.parse(expires.get())
            .filter(duration -> duration.compareTo(Duration.ofSeconds(1)) >= 0)
            .orElseThrow(() ->
                new EndException(
                    ExitCode.USAGE,
                    "`" + expires.get() + "` is no time that a signature can count",
                    "write it as 8h, 30m or 1h30m"));
    if (rule.isPresent() && asked.compareTo(longest) > 0) {
      throw new EndException(
          ExitCode.USAGE,
          "the runbook lets a signature count for " + Durations.text(longest) + " at most",
          "give a shorter time, or leave --expires out");
    }
    return asked;
  }
}
