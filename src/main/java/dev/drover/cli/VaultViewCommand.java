package dev.drover.cli;

import dev.drover.report.Style;
import dev.drover.secret.Vault;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Shows what is in encrypted files. */
@Command(
    name = "view",
    description = "Prints what is in encrypted files; writes nothing to the disk.",
    footer = {
      "%nExamples:",
      "  drover vault view --ask-vault-pass group_vars/all/vault.yml",
      "  drover vault view --vault-id prod@~/.vault-prod host_vars/*.yml"
    })
final class VaultViewCommand implements Callable<Integer> {

  @Mixin private VaultOptions options = new VaultOptions();

  @Parameters(
      paramLabel = "FILE",
      arity = "0..*",
      description = "Files, or `-` for standard input, which is also read if there is none.")
  private List<String> names = new ArrayList<>();

  private final VaultFiles files;

  VaultViewCommand(VaultFiles files) {
    this.files = files;
  }

  @Override
  public Integer call() {
    Vault vault = options.vault(files.terminal());
    List<byte[]> opened = new ArrayList<>();
    files.read(names).forEach(content -> opened.add(content.open(vault)));
    opened.forEach(this::print);
    return ExitCode.OK.code();
  }

  /** A terminal must not be steered by what somebody has encrypted; a pipe gets it as it is. */
  private void print(byte[] content) {
    if (!files.terminal().watched()) {
      files.print(content);
      return;
    }
    new String(content, StandardCharsets.UTF_8)
        .lines()
        .map(line ->
            Stream.of(line.split("\t", -1)).map(Style::harmless).collect(Collectors.joining("\t")))
        .forEach(files.terminal()::line);
  }
}
