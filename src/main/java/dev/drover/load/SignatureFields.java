package dev.drover.load;

import dev.drover.diag.Code;
import dev.drover.diag.Diagnostics;
import dev.drover.model.SignatureRule;
import dev.drover.schema.Default;
import dev.drover.schema.Doc;
import dev.drover.yaml.Node;
import dev.drover.yaml.Node.MapNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** The rule about signatures, as a policy says it. */
record SignatureFields(
    @Doc("How many different people must sign") @Default("1") int signers,
    @Doc("File that says whose keys count, in OpenSSH's form (ALLOWED SIGNERS in ssh-keygen(1))")
        Path allowedSigners,
    @Doc("How long a signature counts") @Default("24h") Duration valid) {

  SignatureFields {
    if (signers < 1) {
      throw new IllegalArgumentException("`signers` must be at least 1");
    }
    if (!valid.isPositive()) {
      throw new IllegalArgumentException("`valid` must be longer than nothing");
    }
  }

  /** The rule; that its file is missing is reported where the policy names it. */
  SignatureRule rule(Node policy, Diagnostics diagnostics) {
    if (!Files.isRegularFile(allowedSigners)) {
      diagnostics.error(
          Code.FILE_MISSING,
          within(within(policy, "signatures"), "allowed_signers").span(),
          "there is no file `" + allowedSigners + "`",
          "a path is relative to the runbook; a line of the file is"
              + " `alice@example.com ssh-ed25519 AAAA…`");
    }
    return new SignatureRule(signers, allowedSigners, valid);
  }

  private static Node within(Node node, String key) {
    return node instanceof MapNode map ? map.get(key).orElse(node) : node;
  }
}
