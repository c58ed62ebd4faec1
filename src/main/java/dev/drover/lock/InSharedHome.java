package dev.drover.lock;

import dev.drover.remote.RemoteException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Keeps a lease in a file of a directory that hosts share, so that it can be reached through any of
 * them that answers.
 *
 * @param nodes a door to each host, with the file as it is seen there
 */
record InSharedHome(List<OnHost> nodes) implements LeaseStore {

  InSharedHome {
    nodes = List.copyOf(nodes);
  }

  @Override
  public String words() {
    List<String> hosts = nodes.stream().map(OnHost::host).toList();
    return nodes.getFirst().file().shown() + ", shared by " + String.join(", ", hosts);
  }

  @Override
  public Seen look() throws RemoteException, InterruptedException {
    return first(OnHost::look);
  }

  @Override
  public Seen put(long over, Lease lease, boolean fresh, String event)
      throws RemoteException, InterruptedException {
    return first(node -> node.put(over, lease, fresh, event));
  }

  @Override
  public List<String> history(int most) throws RemoteException, InterruptedException {
    return first(node -> node.history(most));
  }

  private interface Asked<T> {
    T of(OnHost node) throws RemoteException, InterruptedException;
  }

  /**
   * What the first of them says that answers; if none does, what the first problem was.
   *
   * @throws RemoteException also if one answers that it can't, for all would
   */
  private <T> T first(Asked<T> asked) throws RemoteException, InterruptedException {
    List<OnHost> left = new ArrayList<>(nodes);
    Optional<RemoteException> problem = Optional.empty();
    while (!left.isEmpty()) {
      try {
        return asked.of(left.removeFirst());
      } catch (RemoteException.Unreachable | RemoteException.TooSlow silent) {
        problem = problem.isPresent() ? problem : Optional.of(silent);
      }
    }
    throw problem.orElseThrow(() -> new IllegalStateException("a cluster without hosts"));
  }
}
