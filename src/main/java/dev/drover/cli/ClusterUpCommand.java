package dev.drover.cli;

import dev.drover.demo.ClusterSpec;
import dev.drover.demo.ClusterSpec.BalancerKind;
import dev.drover.demo.TestCluster;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Brings a test cluster up. */
@Command(
    name = "up",
    description = "Brings a cluster up on loopback and says where its inventory is.")
final class ClusterUpCommand implements Callable<Integer> {

  @Mixin private ClusterPlace place = new ClusterPlace();
  @Mixin private ClusterOptions options = new ClusterOptions();

  @Option(
      names = "--lb",
      paramLabel = "LB",
      description = "Balancer: ${COMPLETION-CANDIDATES}; ${DEFAULT-VALUE} if left out.",
      defaultValue = "embedded")
  private BalancerKind balancer = BalancerKind.EMBEDDED;

  private final Terminal terminal;

  ClusterUpCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Exception {
    ClusterSpec spec;
    try {
      spec =
          ClusterSpec.of(place.name(), place.directory())
              .with(options.nodes, options.version)
              .with(options.ssh)
              .with(balancer);
    } catch (IllegalArgumentException e) {
      throw new EndException(
          ExitCode.USAGE, String.valueOf(e.getMessage()), "drover cluster up --help");
    }
    place.refuseTaken();
    TestCluster cluster =
        Tidying.during(
            () -> TestCluster.down(spec.directory()),
            () -> TestCluster.up(spec, step -> terminal.tell("  " + step)));
    terminal.print(ClusterText.of(cluster.status(), terminal.style()));
    terminal.line("");
    terminal.line("inventory  " + cluster.inventory());
    terminal.line("archive    " + cluster.archive(options.version));
    String next = next(options.version);
    terminal.line(
        "upgrade it drover plan %s -i %s -e to_version=%s -e archive=%s"
            .formatted(DemoRun.runbook(), cluster.inventory(), next, cluster.archive(next)));
    terminal.line("remove it  drover cluster down --name " + place.name());
    return ExitCode.OK.code();
  }

  /** The bug-fix release after a version. */
  private static String next(String version) {
    int last = version.lastIndexOf('.') + 1;
    return version.substring(0, last) + (Integer.parseInt(version.substring(last)) + 1);
  }
}
