package dev.drover.tasks.extract;

import dev.drover.remote.Command;
import dev.drover.remote.CommandResult;
import dev.drover.remote.Files;
import dev.drover.remote.Remote;
import dev.drover.remote.RemoteException;
import dev.drover.remote.Word;
import dev.drover.task.Facts;
import dev.drover.task.Installations;
import dev.drover.task.Observation;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * The work beside the target. Its names are always the same for the same archive and target, so
 * that the next attempt clears away what an interrupted one has left.
 */
final class Staging {
  /** What an installation needs is not known before it is unpacked; jars hardly shrink. */
  private static final double UNPACKED = 2.5;

  private static final String FETCH =
      """
      if command -v curl >/dev/null 2>&1; then exec curl -fsSL --retry 2 --connect-timeout 20 -o "$2" -- "$1"
      elif command -v wget >/dev/null 2>&1; then exec wget -q -T 60 -t 2 -O "$2" -- "$1"
      else echo "neither curl nor wget is installed" >&2; exit 127; fi
      """;

  private static final long MB = 1_000_000;

  private final Remote remote;
  private final Files files;
  private final Duration timeout;
  private final String to;
  private final Source source;
  private final String partial;
  private final String brought;

  Staging(Remote remote, String to, Source source, Duration timeout) {
    this.remote = remote;
    this.files = new Files(remote);
    this.timeout = timeout;
    this.to = to;
    this.source = source;
    String id =
        UUID.nameUUIDFromBytes((source + "\n" + to).getBytes(StandardCharsets.UTF_8))
            .toString()
            .substring(0, 8);
    this.partial = to + ".partial-" + id;
    this.brought = to + ".archive-" + id;
  }

  String partial() {
    return partial;
  }

  /** True if an interrupted attempt has left something. */
  boolean hasLeftovers() throws RemoteException, InterruptedException {
    return files.exists(partial) || files.exists(brought);
  }

  /** Removes what an interrupted attempt has left. */
  void clear() throws RemoteException, InterruptedException {
    if (files.exists(partial)) {
      files.remove(partial);
    }
    if (files.exists(brought)) {
      files.remove(brought);
    }
    files.mkdirs(to.substring(0, to.lastIndexOf('/')).isEmpty() ? "/" : parent());
  }

  private String parent() {
    return to.substring(0, to.lastIndexOf('/'));
  }

  /** The archive's path on the machine; it is brought there if it is elsewhere. */
  String bring(Optional<LocalArchive> local, Consumer<String> progress)
      throws RemoteException, InterruptedException {
    return switch (source) {
      case Source.OnNode there -> there.path();
      case Source.Local here -> {
        requireSpace(local.map(LocalArchive::size).orElse(0L), "the archive");
        long size = Math.max(1, local.map(LocalArchive::size).orElse(1L));
        remote.upload(
            here.path(),
            brought,
            0600,
            sent ->
                progress.accept(
                    "copying %s  %d of %d MB (%d %%)"
                        .formatted(source, sent / MB, size / MB, sent * 100 / size)));
        yield brought;
      }
      case Source.Url url -> {
        CommandResult fetched =
            remote.exec(
                Command.script("install.fetch", FETCH, url.toString(), brought).within(timeout));
        if (!fetched.ok()) {
          files.remove(brought);
          throw new RemoteException.Refused(
              "%s could not fetch %s: %s".formatted(remote.host(), url, fetched.lastWords()),
              "check the URL, and whether the node can reach it",
              null);
        }
        yield brought;
      }
    };
  }

  String sha256(String archive) throws RemoteException, InterruptedException {
    return files
        .sha256(archive)
        .orElseThrow(() ->
            new RemoteException.Refused(
                "%s: there is no archive %s".formatted(remote.host(), archive),
                "correct `archive`",
                null));
  }

  void requireSpace(String archive, Optional<LocalArchive> local)
      throws RemoteException, InterruptedException {
    long size = files.stat(archive).orElseThrow().size();
    requireSpace(
        local.map(LocalArchive::content).orElse((long) (size * UNPACKED)), "the installation");
  }

  /**
   * Refuses before anything is done if there is not room for the archive and what is in it. How
   * much is free differs all the time, so a plan notes only how much is needed.
   */
  void requireRoom(Optional<LocalArchive> local, Facts facts)
      throws RemoteException, InterruptedException {
    long bytes = room(local);
    if (bytes == 0) {
      return;
    }
    String least = "at least %d MiB".formatted((bytes >> 20) + 1);
    facts.observe(Observation.live(remote.host(), "free disk at " + parent(), least));
    if (files.freeBytes(to) < bytes) {
      throw new RemoteException.Refused(
          "%s: %s must have %s free for the installation".formatted(remote.host(), parent(), least),
          "make room, for instance by removing old installations",
          null);
    }
  }

  /** What will be taken; 0 if that is not known before the archive is there. */
  private long room(Optional<LocalArchive> local) throws RemoteException, InterruptedException {
    return switch (source) {
      case Source.Local _ -> local.map(of -> of.size() + of.content()).orElse(0L);
      case Source.OnNode there ->
          files.stat(there.path()).map(of -> (long) (of.size() * UNPACKED)).orElse(0L);
      case Source.Url _ -> 0L;
    };
  }

  private void requireSpace(long bytes, String what) throws RemoteException, InterruptedException {
    long free = files.freeBytes(to);
    if (free < bytes) {
      throw new RemoteException.Refused(
          "%s: %s has %d MiB free, %s needs %d MiB"
              .formatted(remote.host(), parent(), free >> 20, what, (bytes >> 20) + 1),
          "make room, for instance by removing old installations, then `drover resume`",
          null);
    }
  }

  /** The extracted tree, still under another name. */
  String extract(String archive, String top) throws RemoteException, InterruptedException {
    files.mkdirs(partial);
    CommandResult extracted =
        remote.exec(
            Command.of("tar", "-xof", archive, "-C", partial)
                .with("LC_ALL", Word.of("C"))
                .within(timeout));
    if (!extracted.ok()) {
      files.remove(partial);
      throw new RemoteException.Refused(
          "%s: %s could not be extracted: %s"
              .formatted(remote.host(), archive, extracted.lastWords()),
          "make sure that the archive is whole and that there is room, then `drover resume`",
          null);
    }
    return partial + "/" + top;
  }

  /** Marks the tree, gives it away, renames it into place, and clears up. */
  void finish(String tree, Marker marker, Optional<String> owner, String mode)
      throws RemoteException, InterruptedException {
    files.writeText(tree + "/" + Installations.MARKER, marker.text(), 0644);
    must(Command.of("chmod", mode, tree));
    if (owner.isPresent()) {
      must(Command.of("chown", "-R", owner.get(), tree).within(timeout));
    }
    if (files.exists(to)) {
      must(Command.of("rmdir", to));
    }
    files.rename(tree, to);
    List<String> left = new ArrayList<>(List.of(partial));
    if (files.exists(brought)) {
      left.add(brought);
    }
    for (String path : left) {
      files.remove(path);
    }
  }

  private void must(Command command) throws RemoteException, InterruptedException {
    CommandResult result = remote.exec(command);
    if (!result.ok()) {
      throw new RemoteException.Refused(
          "%s: `%s` failed: %s".formatted(remote.host(), command, result.lastWords()),
          "check the rights of the login user, then `drover resume`",
          null);
    }
  }
}
