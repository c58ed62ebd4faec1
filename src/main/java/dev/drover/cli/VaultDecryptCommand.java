package dev.drover.cli;

import dev.drover.secret.Vault;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Decrypts files. */
@Command(
    name = "decrypt",
    description =
        "Decrypts files in their places, or what is piped in. Only you can read the result.",
    footer = {
      "%nTo look at a file use `drover vault view`, to change it `drover vault edit`: then it is"
          + " never on the disk as it is.",
      "%nExamples:",
      "  drover vault decrypt --ask-vault-pass host_vars/bb1.yml",
      "  drover vault decrypt --vault-id prod@~/.vault-prod --output - dump.vault | psql zdu"
    })
final class VaultDecryptCommand implements Callable<Integer> {

  @Mixin private VaultOptions options = new VaultOptions();
  @Mixin private VaultTargets targets = new VaultTargets();

  private final VaultFiles files;

  VaultDecryptCommand(VaultFiles files) {
    this.files = files;
  }

  @Override
  public Integer call() {
    targets.check();
    Vault vault = options.vault(files.terminal());
    List<VaultFiles.Content> contents = files.read(targets.names);
    List<byte[]> opened = new ArrayList<>();
    contents.forEach(content -> opened.add(content.open(vault)));
    for (int i = 0; i < contents.size(); i++) {
      files.write(targets.output(contents.get(i)), opened.get(i), true);
    }
    return targets.done(contents, "Decrypted", files.terminal());
  }
}
