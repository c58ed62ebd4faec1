package dev.drover.cli;

import dev.drover.journal.Request;
import dev.drover.lb.BalancerMaker;
import dev.drover.lb.Drivers;
import dev.drover.load.TaskWords;
import dev.drover.plugin.Plugins;
import dev.drover.plugin.Search;
import dev.drover.task.Kinds;
import dev.drover.task.Kinds.Registered;
import dev.drover.tasks.BuiltIn;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import picocli.CommandLine.Option;

/** Where plugins are looked for, besides {@code plugins/} of the project. */
final class PluginOptions {

  @Option(
      names = "--plugins",
      paramLabel = "DIR",
      description =
          "Directory of plugins, before those in $DROVER_PLUGINS and `plugins/` beside the runbook"
              + " or its directory; may be given several times.")
  private List<Path> directories = new ArrayList<>();

  /** Whether the command line names any. */
  boolean isGiven() {
    return !directories.isEmpty();
  }

  /** The directories that the command line and the environment name, as absolute paths. */
  List<String> directories() {
    List<Path> all = new ArrayList<>(directories);
    Places.variable("DROVER_PLUGINS").stream()
        .flatMap(list -> Arrays.stream(list.split(File.pathSeparator)))
        .filter(text -> !text.isBlank())
        .forEach(text -> all.add(Path.of(text)));
    return all.stream().map(path -> path.toAbsolutePath().normalize().toString()).toList();
  }

  /** All kinds that the runbook of a request may use, those of plugins among them. */
  static Kinds kinds(Request request) {
    return new Kinds(BuiltIn.list(), plugins(request.plugins(), Path.of(request.runbook())));
  }

  /**
   * The plugins that are there for a runbook, or for a file that would be one.
   *
   * @param directories what {@link #directories()} answered
   */
  static Plugins plugins(List<String> directories, Path runbook) {
    List<Path> all = new ArrayList<>();
    for (String text : directories) {
      Path directory = Path.of(text);
      if (!Files.isDirectory(directory)) {
        throw new EndException(
            ExitCode.MISTAKES,
            "there is no directory of plugins `" + directory + "`",
            "correct --plugins or DROVER_PLUGINS");
      }
      all.add(directory);
    }
    Search.ofProject(runbook).ifPresent(all::add);
    return Plugins.in(
        all.stream().distinct().toList(),
        Map.of(Registered.class, takenKinds(), BalancerMaker.class, Drivers.builtIn()));
  }

  private static Set<String> takenKinds() {
    Set<String> taken = new TreeSet<>(BuiltIn.kinds().names());
    taken.addAll(TaskWords.all());
    return taken;
  }
}
