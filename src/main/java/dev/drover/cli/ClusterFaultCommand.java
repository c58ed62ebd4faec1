package dev.drover.cli;

import dev.drover.demo.TestCluster;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Switches a fault of a node. */
@Command(
    name = "fault",
    description =
        "Switches a fault of a node on or off, for its coming starts and, if it runs, at once.",
    footer = {
      "%nFaults: stuck-starting, error, crash (now|starting), slow-stop (seconds), version (x.y.z),",
      "null-state, null-version, rest-status (code), slow-answers (seconds), approve-error,",
      "empty-conflict. docs/zdu-server.md tells what each does.",
      "%nExample:",
      "  drover cluster fault bb2 stuck-starting on"
    })
final class ClusterFaultCommand implements Callable<Integer> {

  @Mixin private ClusterPlace place = new ClusterPlace();

  @Parameters(index = "0", paramLabel = "NODE", description = "The node, for instance bb2.")
  private String node = "";

  @Parameters(index = "1", paramLabel = "FAULT", description = "The fault.")
  private String fault = "";

  @Parameters(
      index = "2",
      paramLabel = "VALUE",
      defaultValue = "on",
      description = "on, off, or the fault's own value; ${DEFAULT-VALUE} if left out.")
  private String value = "on";

  private final Terminal terminal;

  ClusterFaultCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Exception {
    TestCluster cluster = place.open();
    try {
      terminal.line(cluster.fault(node, fault, value));
      return ExitCode.OK.code();
    } catch (IllegalArgumentException | IOException e) {
      throw new EndException(
          ExitCode.USAGE, String.valueOf(e.getMessage()), "drover cluster fault --help");
    }
  }
}
