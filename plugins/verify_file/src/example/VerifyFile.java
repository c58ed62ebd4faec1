package example;

import dev.drover.remote.Files;
import dev.drover.remote.RemoteException;
import dev.drover.schema.Doc;
import dev.drover.sim.World;
import dev.drover.task.Changes;
import dev.drover.task.Facts;
import dev.drover.task.Kind;
import dev.drover.task.Outcome;
import dev.drover.task.Recovery;
import dev.drover.task.RunContext;
import dev.drover.task.TaskKind;
import java.util.Optional;

/** Checks that a file on the host has the checksum that it should have. It changes nothing. */
@Doc("Checks that a file on the host has the checksum that it should have. It changes nothing.")
@Kind(name = "verify_file", since = "1.0.0", group = Kind.Group.GENERAL)
public final class VerifyFile implements TaskKind<VerifyFile.Args> {

  /** The arguments. */
  public record Args(
      @Doc("The file on the host") String path,
      @Doc("Its SHA-256, in hexadecimal") String sha256) {
    public Args {
      if (!sha256.matches("[0-9a-f]{64}")) {
        throw new IllegalArgumentException("`sha256` must be 64 hexadecimal digits");
      }
    }
  }

  /** What {@code register} offers. */
  public record Found(@Doc("The checksum that was found") String sha256) {}

  @Override
  public Recovery recovery(Args args) {
    return Recovery.REPEAT;
  }

  @Override
  public Class<? extends Record> result() {
    return Found.class;
  }

  @Override
  public Changes plan(Args args, Facts facts) {
    return Changes.looks("checks the checksum of " + args.path());
  }

  @Override
  public Outcome run(Args args, RunContext context) throws RemoteException, InterruptedException {
    Optional<String> found = new Files(context.remote()).sha256(args.path());
    if (found.isEmpty()) {
      return Outcome.failed(args.path() + " is not there", "look why, then resume the run");
    }
    return found.get().equals(args.sha256())
        ? Outcome.unchanged(args.path() + " is as it should be", new Found(found.get()))
        : Outcome.failed(
            args.path() + " is another file: its SHA-256 is " + found.get(),
            "bring the right one, then resume the run");
  }

  @Override
  public void simulate(Args args, Facts facts, World world) {}
}
