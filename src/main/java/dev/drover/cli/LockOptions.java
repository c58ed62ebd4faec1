package dev.drover.cli;

import dev.drover.diag.Diagnostics;
import dev.drover.load.Limit;
import dev.drover.lock.LeaseView;
import dev.drover.lock.LeasedCluster;
import dev.drover.model.Host;
import dev.drover.model.Scopes;
import dev.drover.remote.RemoteException;
import dev.drover.secret.Masker;
import dev.drover.task.Extensions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Of which clusters the leases are meant. */
final class LockOptions {

  @Parameters(
      paramLabel = "GROUP",
      arity = "0..1",
      description = "The clusters of these hosts: a host pattern; of all hosts if left out.")
  private Optional<String> group = Optional.empty();

  @Option(
      names = {"-i", "--inventory"},
      required = true,
      paramLabel = "INVENTORY",
      description = "Inventory file or directory; may be given several times.")
  private List<Path> inventories = new ArrayList<>();

  @Option(
      names = {"-e", "--extra-vars"},
      paramLabel = "NAME=VALUE|@FILE",
      description =
          "A value that the inventory uses, or a YAML file of several; may be given several times.")
  private List<String> parameters = new ArrayList<>();

  @Mixin private PluginOptions plugins = new PluginOptions();
  @Mixin private VaultOptions vault = new VaultOptions();

  /** Something that is done with the leases. */
  interface Work {
    int with(List<LeasedCluster> clusters) throws RemoteException, InterruptedException;
  }

  /** Does something with the leases that are meant; ends the command if they can't be reached. */
  int work(Terminal terminal, Work work) throws InterruptedException {
    Extensions extensions = PluginOptions.plugins(plugins.directories(), Path.of("runbook.yml"));
    Scopes scopes = Survey.of(inventories, parameters, vault.vault(terminal), extensions, terminal);
    try (Connections connections = Connections.of(scopes, extensions, terminal)) {
      List<LeasedCluster> all =
          Locking.clusters(hosts(scopes, terminal), connections.doors(), terminal);
      List<LeasedCluster> leased = all.stream().filter(one -> one.place().isPresent()).toList();
      if (leased.isEmpty()) {
        throw new EndException(
            ExitCode.MISTAKES,
            "no lease is kept: the inventory says `lock: none`",
            "take it out, so that two runs can't change the same cluster at once");
      }
      return work.with(leased);
    } catch (RemoteException e) {
      throw new EndException(ExitCode.UNREACHABLE, e.getMessage(), e.next());
    }
  }

  private List<Host> hosts(Scopes scopes, Terminal terminal) {
    List<Host> all = List.copyOf(scopes.inventory().hosts().values());
    if (group.isEmpty()) {
      return all;
    }
    Diagnostics diagnostics = new Diagnostics();
    List<Host> wanted = Limit.select(group.get(), Path.of(""), scopes.inventory(), diagnostics);
    terminal.tell(diagnostics, new Masker());
    if (diagnostics.hasErrors()) {
      throw new EndException(
          ExitCode.MISTAKES, "there are no such hosts; nothing was connected to.", "");
    }
    return all.stream().filter(wanted::contains).toList();
  }

  /** The leases as they are now. */
  static List<LeaseView> look(List<LeasedCluster> clusters, int history)
      throws RemoteException, InterruptedException {
    List<LeaseView> views = new ArrayList<>();
    for (LeasedCluster cluster : clusters) {
      cluster.look(history).ifPresent(views::add);
    }
    return views;
  }
}
