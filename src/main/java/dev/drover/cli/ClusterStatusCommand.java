package dev.drover.cli;

import dev.drover.demo.ClusterStatus;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Tells how a test cluster is. */
@Command(
    name = "status",
    description = "Tells how a cluster is: nodes, versions, balancer, faults that are on.")
final class ClusterStatusCommand implements Callable<Integer> {

  @Mixin private ClusterPlace place = new ClusterPlace();

  @Option(names = "--json", description = "Prints it as JSON.")
  private boolean json;

  private final Terminal terminal;

  ClusterStatusCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Exception {
    ClusterStatus status = place.open().status();
    if (json) {
      terminal.json(status);
    } else {
      terminal.print(ClusterText.of(status, terminal.style()));
    }
    return ExitCode.OK.code();
  }
}
