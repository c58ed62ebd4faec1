package dev.drover.cli;

import dev.drover.demo.TestCluster;
import java.nio.file.Files;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Removes a test cluster. */
@Command(
    name = "down",
    description = "Stops everything that belongs to a cluster and removes its directory.")
final class ClusterDownCommand implements Callable<Integer> {

  @Mixin private ClusterPlace place = new ClusterPlace();

  private final Terminal terminal;

  ClusterDownCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Exception {
    boolean there = Files.exists(place.directory());
    TestCluster.down(place.directory());
    terminal.line(
        there
            ? "%s is gone: nothing of it runs, %s is removed"
                .formatted(place.name(), place.directory())
            : "there is no cluster %s; nothing of one runs".formatted(place.name()));
    return ExitCode.OK.code();
  }
}
