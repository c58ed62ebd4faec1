package dev.drover.cli;

import dev.drover.lock.LeaseView;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows who works on clusters. */
@Command(
    name = "show",
    description = "Shows who holds the lease of each cluster, since when and why; changes nothing.")
final class LockShowCommand implements Callable<Integer> {

  private static final int HISTORY = 5;

  @Mixin private LockOptions options = new LockOptions();

  @Option(names = "--json", description = "Prints the leases as JSON.")
  private boolean json;

  private final Terminal terminal;

  LockShowCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws InterruptedException {
    return options.work(
        terminal,
        clusters -> {
          List<LeaseView> views = LockOptions.look(clusters, HISTORY);
          if (json) {
            terminal.json(views);
          } else {
            views.forEach(view -> terminal.print(LockText.of(view, terminal)));
          }
          return ExitCode.OK.code();
        });
  }
}
