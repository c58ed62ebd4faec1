package dev.drover.lock;

import dev.drover.remote.Remote;
import dev.drover.remote.RemoteException;
import java.util.List;
import java.util.function.Supplier;

/**
 * Keeps a lease in a file on one host.
 *
 * @param door to it, asked for when it is gone through
 */
record OnHost(String host, Supplier<Remote> door, LeaseFile file) implements LeaseStore {

  /** Through a door that is there. */
  OnHost(Remote remote, LeaseFile file) {
    this(remote.host(), () -> remote, file);
  }

  @Override
  public String words() {
    return file.shown() + " on " + host;
  }

  @Override
  public Seen look() throws RemoteException, InterruptedException {
    return file.look(door.get());
  }

  @Override
  public Seen put(long over, Lease lease, boolean fresh, String event)
      throws RemoteException, InterruptedException {
    return file.put(door.get(), over, lease, fresh, event);
  }

  @Override
  public List<String> history(int most) throws RemoteException, InterruptedException {
    return file.history(door.get(), most);
  }
}
