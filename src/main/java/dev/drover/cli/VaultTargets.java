package dev.drover.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The files of a command about vaults, and where their new content goes. */
final class VaultTargets {

  @Parameters(
      paramLabel = "FILE",
      arity = "0..*",
      description = "Files, or `-` for standard input, which is also read if there is none.")
  List<String> names = new ArrayList<>();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "Where to write to, in place of the file itself; `-` is standard output.")
  String output = "";

  /** Several files can't have one output. */
  void check() {
    if (!output.isEmpty() && names.size() > 1) {
      throw new EndException(
          ExitCode.USAGE,
          "--output takes the content of one file, and " + names.size() + " are given",
          "give one file, or leave --output out to change the files themselves");
    }
  }

  /** Where the new content of a file goes. */
  String output(VaultFiles.Content content) {
    return output.isEmpty() ? content.name() : output;
  }

  /** Tells what was done, if that is not seen on standard output anyway. */
  int done(List<VaultFiles.Content> contents, String did, Terminal terminal) {
    contents.stream()
        .map(this::output)
        .filter(name -> !name.equals(VaultFiles.PIPE))
        .forEach(name -> terminal.tell(did + " " + name + "."));
    return ExitCode.OK.code();
  }
}
