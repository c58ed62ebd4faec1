package dev.drover.lock;

import dev.drover.remote.Remote;
import dev.drover.remote.RemoteException;
import java.util.List;

/**
 * Keeps a lease in a file on one host.
 *
 * @param remote the door to it
 */
record OnHost(Remote remote, LeaseFile file) implements LeaseStore {

  @Override
  public String words() {
    return file.path() + " on " + remote.host();
  }

  @Override
  public Seen look() throws RemoteException, InterruptedException {
    return file.look(remote);
  }

  @Override
  public Seen put(long over, Lease lease, boolean fresh, String event)
      throws RemoteException, InterruptedException {
    return file.put(remote, over, lease, fresh, event);
  }

  @Override
  public List<String> history(int most) throws RemoteException, InterruptedException {
    return file.history(remote, most);
  }
}
