package dev.drover.cli;

import dev.drover.demo.ClusterSpec;
import dev.drover.demo.TestCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** Which test cluster is meant. */
final class ClusterPlace {

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "Name of the cluster; ${DEFAULT-VALUE} if left out.",
      defaultValue = "cluster")
  private String name = "cluster";

  /** Its name. It becomes a path that `down` removes, so it must not lead anywhere else. */
  String name() {
    if (!ClusterSpec.isName(name)) {
      throw new EndException(
          ExitCode.USAGE,
          "`%s` is no name for a cluster".formatted(name),
          "use letters, digits, `.`, `_` and `-`, at most 40");
    }
    return name;
  }

  Path directory() {
    return directory(name());
  }

  /** Test clusters are kept with everything else that this tool keeps on this machine. */
  static Path directory(String name) {
    return Places.state().resolve("clusters").resolve(name);
  }

  /** Ends the command if there is a cluster of that name. */
  void refuseTaken() {
    refuseTaken(name());
  }

  static void refuseTaken(String name) {
    if (Files.exists(directory(name))) {
      throw new EndException(
          ExitCode.USAGE,
          "there is a cluster in %s already".formatted(directory(name)),
          "drover cluster status --name %s, or drover cluster down --name %s"
              .formatted(name, name));
    }
  }

  /** The cluster; ends the command if there is none. */
  TestCluster open() {
    try {
      return TestCluster.open(directory());
    } catch (IOException e) {
      throw new EndException(ExitCode.USAGE, String.valueOf(e.getMessage()), others());
    }
  }

  private static String others() {
    Path all = Places.state().resolve("clusters");
    if (!Files.isDirectory(all)) {
      return "drover cluster up";
    }
    try (Stream<Path> entries = Files.list(all)) {
      List<String> names =
          entries.map(path -> String.valueOf(path.getFileName())).sorted().toList();
      return names.isEmpty()
          ? "drover cluster up"
          : "choose one with --name: " + String.join(", ", names);
    } catch (IOException e) {
      return "drover cluster up";
    }
  }
}
