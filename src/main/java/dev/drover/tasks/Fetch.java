package dev.drover.tasks;

import dev.drover.remote.RemoteException;
import dev.drover.schema.Doc;
import dev.drover.sim.World;
import dev.drover.task.Changes;
import dev.drover.task.Facts;
import dev.drover.task.Kind;
import dev.drover.task.Need;
import dev.drover.task.Outcome;
import dev.drover.task.Recovery;
import dev.drover.task.RunContext;
import dev.drover.task.Sha256;
import dev.drover.task.TaskKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Copies a file of the host to this machine, unless it is there already with this content. */
@Doc(
    "Copies a file of the host to this machine, unless it is there already with " + "this content.")
@Kind(name = "fetch", since = "1.0", group = Kind.Group.GENERAL)
public final class Fetch implements TaskKind<Fetch.Args> {
  /** The arguments. */
  public record Args(
      @Doc("Path of the file on the host") String src,
      @Doc(
              "The file on this machine; name the host in it, or hosts overwrite each other's: logs/{{inventory_hostname}}.log")
          Path dest) {}

  @Override
  public Recovery recovery(Args args) {
    return Recovery.REPEAT;
  }

  @Override
  public List<Need> needs(Args args, Facts facts) {
    return Need.MACHINE_ONLY;
  }

  @Override
  public Changes plan(Args args, Facts facts) throws RemoteException, InterruptedException {
    Optional<String> there = new dev.drover.remote.Files(facts.remote()).sha256(args.src());
    if (there.isEmpty()) {
      return Changes.fails(args.src() + " is not there");
    }
    return isSame(args, there.get())
        ? Changes.none(args.dest() + " is already so")
        : Changes.some("copies " + args.src() + " to " + args.dest() + " on this machine");
  }

  private static boolean isSame(Args args, String checksum) {
    return Files.isRegularFile(args.dest()) && Sha256.of(args.dest()).equals(checksum);
  }

  @Override
  public Outcome run(Args args, RunContext context) throws RemoteException, InterruptedException {
    Optional<String> there = new dev.drover.remote.Files(context.remote()).sha256(args.src());
    if (there.isEmpty()) {
      return Outcome.failed(
          context.host() + ": " + args.src() + " is not there", "check the path on the host");
    }
    if (isSame(args, there.get())) {
      return Outcome.unchanged(args.dest() + " is already so");
    }
    try {
      Files.createDirectories(args.dest().toAbsolutePath().getParent());
    } catch (IOException e) {
      return Outcome.failed(
          "no directory for " + args.dest() + " can be made here: " + e.getMessage(),
          "correct `dest`");
    }
    context.remote().download(args.src(), args.dest());
    return isSame(args, there.get())
        ? Outcome.changed("copied to " + args.dest())
        : Outcome.failed(
            args.src() + " changed while it was copied", "resume the run when it is at rest");
  }

  /** What is fetched changes this machine, which is not simulated. */
  @Override
  public void simulate(Args args, Facts facts, World world) {}
}
