package dev.drover.cli;

import dev.drover.demo.ClusterSpec;
import dev.drover.demo.ClusterSpec.BalancerKind;
import dev.drover.demo.Git;
import dev.drover.demo.RealHaproxy;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Upgrades a live test cluster under traffic and proves that nobody noticed. */
@Command(
    name = "demo",
    description =
        "Brings a cluster up on this machine, sends real Git traffic through its balancer and"
            + " upgrades it with the shipped runbook; ends with what the traffic saw.",
    footer = {
      "%nExit code 0 means: no request failed, and no acknowledged push was lost.",
      "Ctrl-C stops everything and removes the cluster."
    })
final class DemoCommand implements Callable<Integer> {

  private static final String NAME = "demo";

  @Mixin private ClusterOptions options = new ClusterOptions();

  @Option(
      names = "--to",
      paramLabel = "VERSION",
      description = "The version to upgrade to; ${DEFAULT-VALUE} if left out.",
      defaultValue = "7.9.4")
  private String to = "7.9.4";

  @Option(
      names = "--lb",
      paramLabel = "LB",
      description = "Balancer: ${COMPLETION-CANDIDATES}; HAProxy if it is installed, if left out.")
  private Optional<BalancerKind> balancer = Optional.empty();

  @Option(names = "--keep", description = "Leaves the cluster up.")
  private boolean keep;

  private final Terminal terminal;

  DemoCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Exception {
    ClusterSpec spec;
    String git;
    try {
      git = Git.version();
      spec =
          ClusterSpec.of(NAME, ClusterPlace.directory(NAME))
              .with(options.nodes, options.version)
              .with(options.ssh)
              .with(balancer.orElseGet(DemoCommand::installedBalancer));
    } catch (IllegalArgumentException | IOException e) {
      throw new EndException(ExitCode.USAGE, String.valueOf(e.getMessage()), "drover demo --help");
    }
    ClusterPlace.refuseTaken(NAME);
    return new Demo(spec, to, keep, git, terminal).run().code();
  }

  private static BalancerKind installedBalancer() {
    return RealHaproxy.installed().isPresent() ? BalancerKind.HAPROXY : BalancerKind.EMBEDDED;
  }
}
