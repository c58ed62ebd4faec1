package dev.drover.tasks.extract;

import dev.drover.remote.Command;
import dev.drover.remote.CommandResult;
import dev.drover.remote.Remote;
import dev.drover.remote.RemoteException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Lists an archive on a machine. Names come from the short listing, types and link targets from the
 * long one, which every tar prints in another form except for its first letter and its end.
 */
final class RemoteListing {
  private RemoteListing() {}

  static Listing of(Remote remote, String archive, Duration limit)
      throws RemoteException, InterruptedException {
    List<String> names = tar(remote, "-tf", archive, limit);
    List<String> lines = tar(remote, "-tvf", archive, limit);
    if (names.size() != lines.size()) {
      throw new RemoteException.Refused(
          "%s: the listing of %s makes no sense: %d names, %d lines"
              .formatted(remote.host(), archive, names.size(), lines.size()),
          "look whether entries of the archive have line breaks in their names",
          null);
    }
    List<Listing.Entry> entries = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      entries.add(entry(names.get(i), lines.get(i)));
    }
    return new Listing(entries);
  }

  private static Listing.Entry entry(String name, String line) {
    String symbolic = name + " -> ";
    String hard = name + " link to ";
    return switch (line.charAt(0)) {
      case 'd' -> new Listing.Entry(name, Listing.Type.DIRECTORY, "");
      case 'l' ->
          line.contains(symbolic)
              ? new Listing.Entry(
                  name,
                  Listing.Type.SYMLINK,
                  line.substring(line.indexOf(symbolic) + symbolic.length()))
              : new Listing.Entry(name, Listing.Type.OTHER, "");
      case 'h', '-' ->
          line.contains(hard)
              ? new Listing.Entry(
                  name, Listing.Type.HARDLINK, line.substring(line.indexOf(hard) + hard.length()))
              : new Listing.Entry(
                  name, line.charAt(0) == '-' ? Listing.Type.FILE : Listing.Type.OTHER, "");
      default -> new Listing.Entry(name, Listing.Type.OTHER, "");
    };
  }

  private static List<String> tar(Remote remote, String how, String archive, Duration limit)
      throws RemoteException, InterruptedException {
    CommandResult result =
        remote.exec(
            Command.probe("tar", how, archive)
                .with("LC_ALL", dev.drover.remote.Word.of("C"))
                .within(limit));
    if (!result.ok()) {
      throw new RemoteException.Refused(
          "%s: the archive %s is damaged: %s".formatted(remote.host(), archive, result.lastWords()),
          "get it again, and compare its checksum with the vendor's",
          null);
    }
    return result.out().lines().toList();
  }
}
