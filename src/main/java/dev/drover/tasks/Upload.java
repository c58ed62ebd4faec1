package dev.drover.tasks;

import dev.drover.remote.Files;
import dev.drover.remote.Remote;
import dev.drover.remote.RemoteException;
import dev.drover.schema.Default;
import dev.drover.schema.Doc;
import dev.drover.sim.SimRemote;
import dev.drover.sim.World;
import dev.drover.task.Changes;
import dev.drover.task.Facts;
import dev.drover.task.FileMode;
import dev.drover.task.Kind;
import dev.drover.task.Need;
import dev.drover.task.Outcome;
import dev.drover.task.Recovery;
import dev.drover.task.RunContext;
import dev.drover.task.Sha256;
import dev.drover.task.TaskKind;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Copies a file of this machine to the host, unless it is there already with this content and mode.
 */
@Doc(
    "Copies a file of this machine to the host, unless it is there already with "
        + "this content and mode.")
@Kind(name = "upload", since = "1.0", group = Kind.Group.GENERAL)
public final class Upload implements TaskKind<Upload.Args> {
  /** The arguments. */
  public record Args(
      @Doc("The file on this machine") Path src,
      @Doc("Path of the file on the host") String dest,
      @Doc("Permissions of the file on the host") @Default("0644") String mode,
      @Doc("Make missing directories above it") @Default("false") boolean parents) {
    public Args {
      FileMode.parse(mode);
      if (!dest.startsWith("/") || dest.endsWith("/")) {
        throw new IllegalArgumentException("`dest` must be the absolute path of a file");
      }
    }

    String directory() {
      return dest.substring(0, Math.max(1, dest.lastIndexOf('/')));
    }
  }

  @Override
  public Recovery recovery(Args args) {
    return Recovery.REPEAT;
  }

  @Override
  public List<Path> files(Args args) {
    return List.of(args.src());
  }

  @Override
  public List<Need> needs(Args args, Facts facts) {
    return Need.MACHINE_ONLY;
  }

  @Override
  public Changes plan(Args args, Facts facts) throws RemoteException, InterruptedException {
    return difference(args, facts.remote())
        .map(words -> Changes.some(words))
        .orElse(Changes.none(args.dest() + " is already so"));
  }

  /** What differs on the host; empty if nothing does. */
  private static Optional<String> difference(Args args, Remote remote)
      throws RemoteException, InterruptedException {
    Files files = new Files(remote);
    Optional<Files.Stat> there = files.stat(args.dest());
    if (there.isEmpty()) {
      return Optional.of("creates " + args.dest() + " from " + args.src().getFileName());
    }
    if (!files.sha256(args.dest()).equals(Optional.of(Sha256.of(args.src())))) {
      return Optional.of("replaces the content of " + args.dest());
    }
    return there.get().mode() == FileMode.parse(args.mode())
        ? Optional.empty()
        : Optional.of(
            "changes the mode of %s from %s to %s"
                .formatted(args.dest(), FileMode.words(there.get().mode()), args.mode()));
  }

  @Override
  public Outcome run(Args args, RunContext context) throws RemoteException, InterruptedException {
    Remote remote = context.remote();
    Optional<String> difference = difference(args, remote);
    if (difference.isEmpty()) {
      return Outcome.unchanged(args.dest() + " is already so");
    }
    copy(args, remote);
    return difference(args, remote)
        .map(left ->
            Outcome.failed(
                args.dest() + " was copied, but differs still: " + left,
                "look at who else writes it on " + remote.host()))
        .orElse(Outcome.changed(difference.get()));
  }

  private static void copy(Args args, Remote remote) throws RemoteException, InterruptedException {
    if (args.parents()) {
      new Files(remote).mkdirs(args.directory());
    }
    remote.upload(args.src(), args.dest(), FileMode.parse(args.mode()));
  }

  @Override
  public void simulate(Args args, Facts facts, World world) {
    try {
      copy(args, new SimRemote(world, facts.host().name()));
    } catch (RemoteException | InterruptedException e) {
      throw new IllegalStateException("the simulated host could not be worked with", e);
    }
  }
}
