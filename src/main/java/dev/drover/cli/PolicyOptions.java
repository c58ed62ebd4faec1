package dev.drover.cli;

import dev.drover.diag.Diagnostics;
import dev.drover.journal.Request;
import dev.drover.load.PolicyFiles;
import dev.drover.plugin.Search;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Where policies are looked for, besides {@code policies/} of the project. */
final class PolicyOptions {

  private static final String DIRECTORY = "policies";

  @Option(
      names = "--policies",
      paramLabel = "DIR",
      description =
          "Directory of policies, besides `policies/` beside the runbook or its directory; may be"
              + " given several times.")
  private List<Path> directories = new ArrayList<>();

  /** The directories that the command line names, as absolute paths. */
  List<String> directories() {
    return directories.stream().map(path -> Here.absolute(path.toString())).toList();
  }

  /** Reads the policies for a request; what is wrong with them is reported. */
  static PolicyFiles read(Request request, Diagnostics diagnostics) {
    List<Path> all = new ArrayList<>();
    Search.ofProject(Path.of(request.runbook()), DIRECTORY).ifPresent(all::add);
    for (String text : request.policies()) {
      Path directory = Path.of(text);
      if (!Files.isDirectory(directory)) {
        throw new EndException(
            ExitCode.MISTAKES,
            "there is no directory of policies `" + Here.shown(text) + "`",
            "correct --policies");
      }
      all.add(directory);
    }
    PolicyFiles files = new PolicyFiles(diagnostics);
    all.stream().distinct().forEach(files::directory);
    return files;
  }
}
