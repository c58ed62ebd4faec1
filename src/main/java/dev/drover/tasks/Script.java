package dev.drover.tasks;

import dev.drover.remote.CommandResult;
import dev.drover.remote.Files;
import dev.drover.remote.Remote;
import dev.drover.remote.RemoteException;
import dev.drover.remote.Word;
import dev.drover.schema.Default;
import dev.drover.schema.Doc;
import dev.drover.schema.Listed;
import dev.drover.schema.Main;
import dev.drover.sim.World;
import dev.drover.task.Changes;
import dev.drover.task.Executed;
import dev.drover.task.Facts;
import dev.drover.task.Guards;
import dev.drover.task.Kind;
import dev.drover.task.Need;
import dev.drover.task.Outcome;
import dev.drover.task.Recovery;
import dev.drover.task.RunContext;
import dev.drover.task.TaskKind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Runs a script of this machine on the host: copied there, run, and taken away again. */
@Doc("Runs a script of this machine on the host: copied there, run, and taken away " + "again.")
@Kind(name = "script", since = "1.0", group = Kind.Group.GENERAL)
public final class Script implements TaskKind<Script.Args> {
  private static final int PRIVATE_PROGRAM = 0700;

  /** Makes a directory that nobody else can look into, unless it is there already. */
  private static final String PLACE =
      """
      umask 077
      mkdir -- "$1" && exit 0
      [ -d "$1" ] && [ ! -L "$1" ] && LC_ALL=C ls -ldn -- "$1" | {
        read -r mode links owner rest
        case $mode in drwx------*) [ "$owner" = "$(id -u)" ];; *) false;; esac
      }
      """;

  /** The arguments. */
  public record Args(
      @Main @Doc("The script's file on this machine; its first line names what runs it") Path src,
      @Listed @Doc("Arguments, each a word of its own") @Default("[]") List<String> args,
      @Doc("Directory to run in") Optional<String> chdir,
      @Doc("Path that it makes: it is run only if that is not there") Optional<String> creates,
      @Doc("Path that it takes away: it is run only if that is there") Optional<String> removes,
      @Doc("Program and arguments: it is run only if these end with another status than 0") @Listed
          Optional<List<String>> unless,
      @Doc("Statuses that mean success") @Default("[0]") List<Integer> okCodes,
      @Doc("Longest time it may take; its process tree is ended then") @Default("10m")
          Duration timeout) {

    Guards guards() {
      return new Guards(creates, removes, unless);
    }

    String name() {
      return String.valueOf(src.getFileName());
    }
  }

  @Override
  public Class<? extends Record> result() {
    return Executed.class;
  }

  @Override
  public List<Path> files(Args args) {
    return List.of(args.src());
  }

  @Override
  public Recovery recovery(Args args) {
    return args.guards().recovery();
  }

  @Override
  public List<Need> needs(Args args, Facts facts) {
    return List.of(
        new Need.Machine(),
        new Need.Unknown(
            "what its script reaches besides its machine is known to nobody beforehand"));
  }

  @Override
  public Changes plan(Args args, Facts facts) throws RemoteException, InterruptedException {
    String words = String.join(" ", words(args.name(), args));
    return args.guards().plan(facts.remote(), Changes.some("runs: " + words));
  }

  private static List<String> words(String program, Args args) {
    List<String> words = new ArrayList<>(List.of(program));
    words.addAll(args.args());
    return words;
  }

  @Override
  public Outcome run(Args args, RunContext context) throws RemoteException, InterruptedException {
    return args.guards().run(context.remote(), remote -> execute(args, context.attempt(), remote));
  }

  private static Outcome execute(Args args, String attempt, Remote remote)
      throws RemoteException, InterruptedException {
    String directory = "/tmp/drover." + attempt;
    CommandResult made =
        remote.exec(dev.drover.remote.Command.script("script.place", PLACE, directory));
    if (!made.ok()) {
      return Outcome.failed(
          "no private directory could be made: " + made.lastWords(),
          "look at /tmp on " + remote.host());
    }
    boolean over = true;
    try {
      return execute(args, directory, remote, args.name());
    } catch (RemoteException.Unreachable lost) {
      over = false; // it may run on, and needs its program
      throw lost;
    } finally {
      if (over) {
        new Files(remote).remove(directory);
      }
    }
  }

  private static Outcome execute(Args args, String directory, Remote remote, String name)
      throws RemoteException, InterruptedException {
    String program = directory + "/" + name;
    remote.upload(args.src(), program, PRIVATE_PROGRAM);
    dev.drover.remote.Command command =
        dev.drover.remote.Command.of(words(program, args).stream().map(Word::of).toList())
            .within(args.timeout())
            .outlasting();
    CommandResult result =
        remote.exec(args.chdir().isPresent() ? command.in(args.chdir().get()) : command);
    return Executed.outcome(name, result, args.okCodes(), true);
  }

  @Override
  public void simulate(Args args, Facts facts, World world) {
    args.guards().simulate(facts.host(), world, remote -> execute(args, "attempt", remote));
  }
}
