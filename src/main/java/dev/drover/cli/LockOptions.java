package dev.drover.cli;

import dev.drover.lock.LeaseView;
import dev.drover.lock.LeasedCluster;
import dev.drover.model.Host;
import dev.drover.model.Scopes;
import dev.drover.remote.RemoteException;
import dev.drover.task.Extensions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Of which clusters the leases are meant. */
final class LockOptions {

  @Parameters(
      paramLabel = "GROUP",
      arity = "0..1",
      description = "The clusters of these hosts: a host pattern; of all hosts if left out.")
  private Optional<String> group = Optional.empty();

  @Mixin private SurveyOptions options = new SurveyOptions();

  /** Something that is done with the leases. */
  interface Work {
    int with(List<LeasedCluster> clusters) throws RemoteException, InterruptedException;
  }

  /** Does something with the leases that are meant; ends the command if they can't be reached. */
  int work(Terminal terminal, Work work) throws InterruptedException {
    Extensions extensions = options.extensions(Optional.empty());
    Scopes scopes = options.scopes(extensions, terminal);
    List<Host> all = List.copyOf(scopes.inventory().hosts().values());
    List<Host> hosts = SurveyOptions.limited(group, all, scopes, terminal);
    try (Connections connections = Connections.of(scopes, extensions, terminal)) {
      List<LeasedCluster> leased =
          Locking.clusters(hosts, connections.doors(), terminal).stream()
              .filter(one -> one.place().isPresent())
              .toList();
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
