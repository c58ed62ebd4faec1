package dev.drover.lock;

import dev.drover.remote.Command;
import dev.drover.remote.CommandResult;
import dev.drover.remote.Remote;
import dev.drover.remote.RemoteException;
import dev.drover.secret.Secret;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A lease in a file, by small POSIX sh scripts over {@link Remote#exec}.
 *
 * @param path of the file; below the home directory of whoever works there if it is not absolute
 * @param base a directory that has to be there, as a share that is not mounted must not be taken
 *     for an empty one; none if empty
 * @param shown how a plan names it, which has to be the same wherever it is made
 */
record LeaseFile(String path, String base, String shown) {

  private static final Duration LIMIT = Duration.ofSeconds(20);

  /** One that is named by its path. */
  LeaseFile(String path, String base) {
    this(path, base, path);
  }

  LeaseStore.Seen look(Remote remote) throws RemoteException, InterruptedException {
    return seen(
        remote,
        Command.script("lease.look", LeaseScripts.LOOK, path, base).reading().within(LIMIT));
  }

  LeaseStore.Seen put(Remote remote, long over, Lease lease, boolean fresh, String event)
      throws RemoteException, InterruptedException {
    return seen(
        remote,
        Command.script(
                "lease.put",
                LeaseScripts.PUT,
                path,
                base,
                Long.toString(over),
                fresh ? "1" : "0",
                Long.toString(lease.token()),
                lease.hold(),
                event.replaceAll("\\p{Cntrl}", " "))
            .input(Secret.of(lease.text(!fresh)))
            .within(LIMIT));
  }

  List<String> history(Remote remote, int most) throws RemoteException, InterruptedException {
    return succeeded(
            remote,
            Command.script("lease.log", LeaseScripts.LOG, path, Integer.toString(most)).reading())
        .lines()
        .toList();
  }

  private LeaseStore.Seen seen(Remote remote, Command command)
      throws RemoteException, InterruptedException {
    String said = succeeded(remote, command);
    String[] parts = said.split("\n", 5);
    try {
      String[] clock = parts[0].split(" ", 5);
      String writable = parts[2].substring("writable ".length());
      long generation = Long.parseLong(parts[3].substring("generation ".length()));
      return new LeaseStore.Seen(
          generation,
          parts.length > 4 ? Lease.parse(parts[4]) : Optional.empty(),
          new Lease.Stamp(clock[1], Long.parseLong(clock[2]), clock[4]),
          Instant.ofEpochSecond(Long.parseLong(clock[3])),
          parts[1].substring("file ".length()),
          writable.startsWith("no ") ? Optional.of(writable.substring(3)) : Optional.empty());
    } catch (IndexOutOfBoundsException | NumberFormatException | DateTimeException strange) {
      throw new RemoteException.Refused(
          "%s: what it said of the lease %s can't be understood".formatted(remote.host(), path),
          "check that logging in to " + remote.host() + " prints nothing by itself",
          strange);
    }
  }

  private String succeeded(Remote remote, Command command)
      throws RemoteException, InterruptedException {
    CommandResult result = remote.exec(command);
    if (result.status() == LeaseScripts.NO_BASE) {
      throw new RemoteException.Refused(
          "%s: the lease can't be reached: %s".formatted(remote.host(), result.lastWords()),
          "mount the shared home there, or name another place: `lock:` in the inventory",
          null);
    }
    if (!result.ok()) {
      throw new RemoteException.Refused(
          "%s: the lease %s can't be used: %s".formatted(remote.host(), path, result.reason()),
          "check the rights and the free space there, or name another place: `lock:` in the"
              + " inventory",
          null);
    }
    return result.out();
  }
}
