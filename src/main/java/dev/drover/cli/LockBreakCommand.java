package dev.drover.cli;

import dev.drover.lock.LeaseView;
import dev.drover.lock.LeasedCluster;
import dev.drover.remote.RemoteException;
import dev.drover.report.Style;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Takes the leases of clusters away from whoever has them. */
@Command(
    name = "break",
    description = {
      "Takes the lease away from whoever holds it. A run that still lives is aborted by that: it"
          + " changes nothing any more, and closes nothing.",
      "Also clears notes of what runs have left open, and makes a damaged lease whole."
    })
final class LockBreakCommand implements Callable<Integer> {

  @Mixin private LockOptions options = new LockOptions();

  @Option(
      names = "--reason",
      required = true,
      paramLabel = "TEXT",
      description = "Why; kept beside the lease, and told to the run that loses it.")
  private String reason = "";

  @Option(
      names = {"-y", "--yes"},
      description = "Does not ask.")
  private boolean yes;

  private final Terminal terminal;

  LockBreakCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws InterruptedException {
    if (reason.isBlank()) {
      throw new EndException(
          ExitCode.USAGE, "`--reason` gives no reason", "say why the lease may be taken away");
    }
    return options.work(terminal, this::breakAll);
  }

  private int breakAll(List<LeasedCluster> clusters) throws RemoteException, InterruptedException {
    for (LeasedCluster cluster : clusters) {
      LeaseView before = cluster.look(0).orElseThrow();
      if (before.nobodyHolds() && before.open().isEmpty()) {
        terminal.line("The lease of " + Style.harmless(cluster.name()) + " is free already.");
      } else if (agreed(before)) {
        LeaseView after = cluster.breakIt(Places.operator(), reason);
        terminal.line(
            "The lease of %s is free; the next run gets a token above %d."
                .formatted(Style.harmless(cluster.name()), after.token()));
        if (before.state().equals("held")) {
          terminal.line(
              "If its run lives, hosts refuse it from now on; balancers and the product do so only"
                  + " after its next heartbeat, a quarter of its expiry later at most.");
        }
      } else {
        throw new EndException(
            ExitCode.USAGE,
            "nobody said yes; the lease of " + cluster.name() + " was left as it is",
            "answer `yes`, or give --yes");
      }
    }
    return ExitCode.OK.code();
  }

  private boolean agreed(LeaseView lease) throws InterruptedException {
    terminal.tell(Style.harmless(lease.sentence()));
    lease.open().forEach(open -> terminal.tell("  " + Style.harmless(open)));
    return terminal
        .asker(yes, false)
        .confirm("Take it away? A run that lives is aborted by that, wherever it stands");
  }
}
