package dev.drover.cli;

import dev.drover.lock.LeaseView;
import dev.drover.lock.LeasedCluster;
import dev.drover.lock.Patience;
import dev.drover.remote.RemoteException;
import dev.drover.report.Style;
import dev.drover.time.SystemTime;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Waits until nobody works on clusters. */
@Command(
    name = "wait",
    description = {
      "Waits until nobody holds the lease of any of the clusters; changes nothing.",
      "The lease of a controller that died is free when it has expired."
    },
    footer = "%nEnds with 0 when all are free, with 44 if that took too long.")
final class LockWaitCommand implements Callable<Integer> {

  @Mixin private LockOptions options = new LockOptions();

  @Option(
      names = "--timeout",
      paramLabel = "DURATION",
      defaultValue = "1h",
      description = "The longest to wait, for instance 30m; ${DEFAULT-VALUE} if left out.")
  private String timeout = "1h";

  private final Terminal terminal;

  LockWaitCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws InterruptedException {
    Duration longest = GivenDuration.of("--timeout", timeout);
    return options.work(terminal, clusters -> wait(clusters, longest));
  }

  private int wait(List<LeasedCluster> clusters, Duration longest)
      throws RemoteException, InterruptedException {
    Patience patience =
        new Patience(
            SystemTime.SYSTEM,
            SystemTime.SYSTEM,
            words -> terminal.tell(terminal.style().of(Style.Tone.QUIET, Style.harmless(words))));
    Optional<LeaseView> left = patience.untilFree(clusters, longest);
    if (left.isPresent()) {
      throw new EndException(
          ExitCode.LOCKED,
          left.get().needsMending()
              ? left.get().sentence()
              : "after " + timeout + ": " + left.get().sentence(),
          "wait longer, or ask its owner; `drover lock break --reason TEXT` takes it away");
    }
    terminal.line(
        clusters.size() == 1
            ? "The lease of " + Style.harmless(clusters.getFirst().name()) + " is free."
            : "All " + clusters.size() + " leases are free.");
    return ExitCode.OK.code();
  }
}
