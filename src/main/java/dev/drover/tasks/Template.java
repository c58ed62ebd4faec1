package dev.drover.tasks;

import dev.drover.diag.Diagnostics;
import dev.drover.diag.Source;
import dev.drover.expr.FileTemplate;
import dev.drover.machine.UsedFacts;
import dev.drover.remote.Files;
import dev.drover.remote.Remote;
import dev.drover.remote.RemoteException;
import dev.drover.schema.Default;
import dev.drover.schema.Doc;
import dev.drover.sim.World;
import dev.drover.task.Changes;
import dev.drover.task.Diff;
import dev.drover.task.Facts;
import dev.drover.task.FileMode;
import dev.drover.task.Kind;
import dev.drover.task.Need;
import dev.drover.task.Outcome;
import dev.drover.task.Recovery;
import dev.drover.task.RunContext;
import dev.drover.task.TaskKind;
import dev.drover.task.TextFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Fills in a Mustache file of this machine and writes it to the host, unless it is there already
 * so.
 */
@Doc(
    "Fills in a Mustache file of this machine and writes it to the host, unless "
        + "it is there already so.")
@Kind(name = "template", since = "1.0", group = Kind.Group.GENERAL)
public final class Template implements TaskKind<Template.Args> {
  private static final int MOST_TOLD = 10;

  /** The arguments. */
  public record Args(
      @Doc("The Mustache file on this machine; every name in it must be known") Path src,
      @Doc("Path of the file on the host") String dest,
      @Doc("Permissions of the file on the host") @Default("0644") String mode) {
    public Args {
      FileMode.parse(mode);
      if (!dest.startsWith("/")) {
        throw new IllegalArgumentException("`dest` must be an absolute path");
      }
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
  public List<Path> templates(Args args) {
    return List.of(args.src());
  }

  @Override
  public boolean readsFacts(Args args) {
    try {
      return TextFile.read(args.src()).contains("facts.");
    } catch (IOException unreadable) {
      return false; // filling it in will say so
    }
  }

  @Override
  public List<Need> needs(Args args, Facts facts) {
    return Need.MACHINE_ONLY;
  }

  @Override
  public Changes plan(Args args, Facts facts) throws RemoteException, InterruptedException {
    List<String> live = UsedFacts.in(template(args)).live();
    if (!live.isEmpty()) {
      return Changes.unknown(
          "%s rests on `%s`, as it is when the step begins"
              .formatted(args.dest(), String.join("`, `", live)));
    }
    Diagnostics diagnostics = new Diagnostics();
    Optional<String> text = fill(args, facts, diagnostics);
    if (text.isEmpty()) {
      return Changes.unknown(words(diagnostics));
    }
    List<String> lines = difference(args, text.get(), facts.remote());
    return lines.isEmpty() ? Changes.none(args.dest() + " is already so") : new Changes.Some(lines);
  }

  private static Optional<String> fill(Args args, Facts facts, Diagnostics diagnostics)
      throws RemoteException {
    return FileTemplate.fill(
        new Source(args.src().toString(), template(args)), facts.variables(), diagnostics);
  }

  private static String template(Args args) throws RemoteException.Refused {
    try {
      return TextFile.read(args.src());
    } catch (IOException e) {
      throw new RemoteException.Refused(
          args.src() + " can't be read: " + e.getMessage(), "check the file and its rights", e);
    }
  }

  private static String words(Diagnostics diagnostics) {
    List<String> found =
        diagnostics.sorted().stream().map(one -> one.span() + ": " + one.message()).toList();
    String first = String.join("; ", found.subList(0, Math.min(MOST_TOLD, found.size())));
    int more = found.size() - MOST_TOLD + diagnostics.more();
    return more > 0 ? first + "; and " + more + " more" : first;
  }

  private static List<String> difference(Args args, String text, Remote remote)
      throws RemoteException, InterruptedException {
    Files files = new Files(remote);
    Optional<Files.Stat> stat = files.stat(args.dest());
    String before = files.readText(args.dest()).orElse("");
    List<String> lines = new ArrayList<>();
    if (stat.isEmpty()) {
      lines.add("creates " + args.dest());
    } else if (stat.get().mode() != FileMode.parse(args.mode())) {
      lines.add("changes the mode of " + args.dest() + " to " + args.mode());
    }
    if (!before.equals(text)) {
      lines.add("changes the content of " + args.dest());
      lines.addAll(Diff.lines(before, text));
    }
    return lines;
  }

  @Override
  public Outcome run(Args args, RunContext context) throws RemoteException, InterruptedException {
    Diagnostics diagnostics = new Diagnostics();
    Optional<String> text = fill(args, context, diagnostics);
    if (text.isEmpty()) {
      return Outcome.failed(words(diagnostics), "mend the template, then resume the run");
    }
    if (difference(args, text.get(), context.remote()).isEmpty()) {
      return Outcome.unchanged(args.dest() + " is already so");
    }
    new Files(context.remote()).writeText(args.dest(), text.get(), FileMode.parse(args.mode()));
    return difference(args, text.get(), context.remote()).isEmpty()
        ? Outcome.changed(args.dest() + " written")
        : Outcome.failed(
            args.dest() + " was written, but differs still",
            "look at who else writes it on " + context.host());
  }

  @Override
  public void simulate(Args args, Facts facts, World world) {
    try {
      fill(args, facts, new Diagnostics())
          .ifPresent(text ->
              world
                  .host(facts.host().name())
                  .files()
                  .write(args.dest(), text, FileMode.parse(args.mode())));
    } catch (RemoteException e) {
      throw new IllegalStateException("the template can't be read", e);
    }
  }
}
