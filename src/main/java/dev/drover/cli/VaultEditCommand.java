package dev.drover.cli;

import dev.drover.secret.Vault;
import dev.drover.secret.VaultException;
import dev.drover.secret.VaultIdentity;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Changes encrypted files in an editor. */
@Command(
    name = "edit",
    description = {
      "Opens encrypted files in $VISUAL or $EDITOR, one after the other, and encrypts them again",
      "with the password that opened them. An unchanged file is left alone."
    },
    footer = {"%nExample:", "  drover vault edit --vault-id prod@prompt group_vars/all/vault.yml"})
final class VaultEditCommand implements Callable<Integer> {

  @Mixin private VaultOptions options = new VaultOptions();

  @Parameters(paramLabel = "FILE", arity = "1..*", description = "The files.")
  private List<String> names = List.of();

  private final VaultFiles files;

  VaultEditCommand(VaultFiles files) {
    this.files = files;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (names.contains(VaultFiles.PIPE)) {
      throw new EndException(ExitCode.USAGE, "a pipe can't be edited", "give a file");
    }
    Vault vault = options.vault(files.terminal());
    for (String name : names) {
      edit(files.read(name), vault);
    }
    return ExitCode.OK.code();
  }

  private void edit(VaultFiles.Content content, Vault vault)
      throws IOException, InterruptedException {
    byte[] before = content.open(vault);
    Path file = VaultFiles.path(content.name());
    byte[] after = Editor.ofUser().edit(String.valueOf(file.getFileName()), before);
    if (Arrays.equals(before, after)) {
      files.terminal().tell("Unchanged: " + content.name() + ".");
      return;
    }
    try {
      String label = Vault.id(content.text()).orElse(VaultIdentity.DEFAULT);
      Sealer sealer = new Sealer(label, vault.opener(content.text()));
      files.write(content.name(), sealer.seal(after), false);
    } catch (VaultException e) {
      throw VaultFiles.end(content.shown() + ": " + e.words(), e.hint());
    }
    files.terminal().tell("Encrypted " + content.name() + ".");
  }
}
