package dev.drover.testing;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A runbook for this machine alone that asks for two signatures, with the keys of two people who
 * may give them.
 */
public record SignedSite(Path directory, Path alice, Path bob) {

  /** Makes one. */
  public static SignedSite in(Path directory) throws Exception {
    SignedSite site =
        new SignedSite(
            directory,
            SshKeys.generate(directory.resolve("alice"), "-t", "ed25519"),
            SshKeys.generate(directory.resolve("bob"), "-t", "ed25519"));
    AllowedSigners.file(
        directory,
        AllowedSigners.line("alice@example.com", site.alice),
        AllowedSigners.line("bob@example.com", site.bob));
    Files.writeString(directory.resolve("hosts.yml"), "all: {hosts: {localhost: }}\n");
    Files.writeString(
        site.runbook(),
        """
        runbook: signed
        language: 1
        version: 1.2.0
        policy:
          min_in_service: 0
          signatures: {signers: 2, allowed_signers: allowed_signers, valid: 12h}
        plays:
          - name: Look
            hosts: localhost
            tasks:
              - command: ["true"]
        """);
    return site;
  }

  /** The runbook. */
  public Path runbook() {
    return directory.resolve("runbook.yml");
  }

  /** The inventory. */
  public String hosts() {
    return directory.resolve("hosts.yml").toString();
  }

  /** Where the plan is written. */
  public Path plan() {
    return directory.resolve("change.plan");
  }
}
