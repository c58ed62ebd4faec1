package dev.drover.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Encrypts files. */
@Command(
    name = "encrypt",
    description = "Encrypts files in their places, or what is piped in.",
    footer = {
      "%nExamples:",
      "  drover vault encrypt --ask-vault-pass group_vars/all/vault.yml",
      "  drover vault encrypt --vault-id prod@~/.vault-prod host_vars/bb1.yml host_vars/bb2.yml",
      "  pg_dump zdu | drover vault encrypt --vault-id prod@~/.vault-prod - > dump.vault"
    })
final class VaultEncryptCommand implements Callable<Integer> {

  @Mixin private VaultSealing sealing = new VaultSealing();
  @Mixin private VaultTargets targets = new VaultTargets();

  private final VaultFiles files;

  VaultEncryptCommand(VaultFiles files) {
    this.files = files;
  }

  @Override
  public Integer call() {
    targets.check();
    List<VaultFiles.Content> contents = files.read(targets.names);
    for (VaultFiles.Content content : contents) {
      if (content.isSealed()) {
        throw VaultFiles.end(
            content.shown() + " is encrypted already",
            "change its password with `drover vault rekey`; no file was changed");
      }
    }
    Sealer sealer = sealing.sealer(files.terminal());
    for (VaultFiles.Content content : contents) {
      files.write(targets.output(content), sealer.seal(content.bytes()), false);
    }
    return targets.done(contents, "Encrypted", files.terminal());
  }
}
