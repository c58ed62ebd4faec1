package dev.drover.cli;

import dev.drover.diag.Diagnostics;
import dev.drover.model.Host;
import dev.drover.model.Scopes;
import dev.drover.plan.Doors;
import dev.drover.plan.Inventoried;
import dev.drover.plan.SideBySide;
import dev.drover.remote.Command;
import dev.drover.remote.CommandResult;
import dev.drover.remote.RemoteException;
import dev.drover.report.Style;
import dev.drover.report.Style.Tone;
import dev.drover.secret.Masker;
import dev.drover.time.SystemTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Logs in to every host of an inventory and runs nothing but {@code true}. */
@picocli.CommandLine.Command(
    name = "ping",
    description =
        "Logs in to every host, becomes the user that commands run as, and changes nothing.",
    footer = {
      "%nEnds with 0 if every host answered, else with 20.",
      "%nExamples:",
      "  drover inventory ping -i inventories/example",
      "  drover inventory ping -i inventories/example --limit bitbucket"
    })
final class InventoryPingCommand implements Callable<Integer> {

  @Mixin private InventoryOptions options = new InventoryOptions();

  @Option(
      names = {"-l", "--limit"},
      paramLabel = "PATTERN",
      description = "Only these hosts: a host pattern, or @FILE with one on each line.")
  private Optional<String> limit = Optional.empty();

  @Option(
      names = {"-f", "--forks"},
      paramLabel = "NUMBER",
      defaultValue = "50",
      description = "How many hosts at once; ${DEFAULT-VALUE} if left out.")
  private int forks = 50;

  private final Terminal terminal;

  InventoryPingCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws InterruptedException {
    InventoryOptions.Selected selected = options.load(limit, terminal);
    Masker masker = new Masker();
    Scopes scopes = Scopes.ofInventory(selected.inventory(), masker, selected.vault());
    check(selected.hosts(), scopes);
    AtomicInteger answered = new AtomicInteger();
    try (Connections connections = Connections.of(scopes, terminal)) {
      ping(selected.hosts(), connections.doors(), masker, answered);
    }
    int all = selected.hosts().size();
    terminal.tell(
        answered.get() == all
            ? "All " + all + " hosts answered."
            : (all - answered.get()) + " of " + all + " hosts can't be worked with.");
    return answered.get() == all ? ExitCode.OK.code() : ExitCode.UNREACHABLE.code();
  }

  private void check(List<Host> hosts, Scopes scopes) {
    Diagnostics diagnostics = new Diagnostics();
    Inventoried inventoried = new Inventoried(scopes);
    hosts.forEach(host -> inventoried.target(host, diagnostics));
    terminal.tell(diagnostics, new Masker());
    if (diagnostics.hasErrors()) {
      throw new EndException(
          ExitCode.MISTAKES, "the inventory has mistakes; nothing was connected to.", "");
    }
  }

  private void ping(List<Host> hosts, Doors doors, Masker masker, AtomicInteger answered)
      throws InterruptedException {
    int widest = hosts.stream().mapToInt(host -> host.name().length()).max().orElse(1);
    SideBySide.ask(hosts, Math.max(1, forks), host -> one(host, "%-" + widest + "s", doors, masker))
        .forEach(answer -> answered.addAndGet(answer ? 1 : 0));
  }

  /** Pings a host and prints how it went; what is printed is the progress. */
  private boolean one(Host host, String column, Doors doors, Masker masker)
      throws InterruptedException {
    String name = column.formatted(host.name());
    Instant begun = SystemTime.SYSTEM.now();
    try {
      CommandResult result = doors.remote(host).exec(Command.probe("true"));
      if (result.status() != 0) {
        say(Tone.BAD, "failed ", name, "`true` ended with status " + result.status());
        return false;
      }
      long millis = Duration.between(begun, SystemTime.SYSTEM.now()).toMillis();
      say(Tone.GOOD, "ok     ", name, millis + " ms");
      return true;
    } catch (RemoteException e) {
      String next = e.next().isEmpty() ? "" : "; " + e.next();
      say(
          Tone.BAD,
          "failed ",
          name,
          Style.harmless(masker.mask(String.valueOf(e.getMessage()) + next)));
      return false;
    }
  }

  private void say(Tone tone, String verdict, String name, String words) {
    terminal.line(terminal.style().of(tone, verdict) + " " + name + "  " + words);
  }
}
