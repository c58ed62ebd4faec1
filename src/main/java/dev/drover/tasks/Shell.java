package dev.drover.tasks;

import dev.drover.expr.ShellText;
import dev.drover.remote.CommandResult;
import dev.drover.remote.Remote;
import dev.drover.remote.RemoteException;
import dev.drover.remote.Word;
import dev.drover.schema.Default;
import dev.drover.schema.Doc;
import dev.drover.schema.Listed;
import dev.drover.schema.Main;
import dev.drover.secret.Secret;
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
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Runs a text in a POSIX shell. Values of templates are data in it: none can become shell syntax.
 */
@Doc(
    "Runs a text in a POSIX shell. Values of templates are data in it: none can "
        + "become shell syntax.")
@Kind(name = "shell", since = "1.0", group = Kind.Group.GENERAL)
public final class Shell implements TaskKind<Shell.Args> {
  /** The whole script comes on standard input, so that no list of processes shows it. */
  private static final String RUN = "script=$(cat) && exec </dev/null && eval \"$script\"";

  /** The arguments. */
  public record Args(
      @Main @Doc("The shell text") ShellText text,
      @Doc("Directory to run in") Optional<String> chdir,
      @Doc("Variables of its environment") @Default("{}") Map<String, String> env,
      @Doc("Path that it makes: it is run only if that is not there") Optional<String> creates,
      @Doc("Path that it takes away: it is run only if that is there") Optional<String> removes,
      @Doc("Program and arguments: it is run only if these end with another status than 0") @Listed
          Optional<List<String>> unless,
      @Doc("It only looks: it changes nothing and may be repeated") @Default("false") boolean reads,
      @Doc("Statuses that mean success") @Default("[0]") List<Integer> okCodes,
      @Doc("Longest time it may take; its process tree is ended then") @Default("10m")
          Duration timeout) {
    public Args {
      if (text.script().isBlank()) {
        throw new IllegalArgumentException("`text` is empty: there is nothing to run");
      }
    }

    Guards guards() {
      return new Guards(creates, removes, unless);
    }

    dev.drover.remote.Command command() {
      dev.drover.remote.Command command =
          dev.drover.remote.Command.script("shell", RUN)
              .within(timeout)
              .outlasting()
              .input(script());
      for (Map.Entry<String, String> variable : env.entrySet()) {
        command = command.with(variable.getKey(), Word.of(variable.getValue()));
      }
      command = chdir.isPresent() ? command.in(chdir.get()) : command;
      return reads ? command.reading() : command;
    }

    private Secret script() {
      StringBuilder script = new StringBuilder();
      text.data()
          .forEach(datum ->
              script
                  .append(datum.variable())
                  .append('=')
                  .append(Word.of(datum.value()).quoted())
                  .append('\n'));
      return Secret.of(script.append(text.script()).toString());
    }
  }

  @Override
  public Class<? extends Record> result() {
    return Executed.class;
  }

  @Override
  public Recovery recovery(Args args) {
    return args.reads() ? Recovery.REPEAT : args.guards().recovery();
  }

  @Override
  public List<Need> needs(Args args, Facts facts) {
    return List.of(
        new Need.Machine(),
        new Need.Unknown(
            "what its text reaches besides its machine is known to nobody beforehand"));
  }

  @Override
  public Changes plan(Args args, Facts facts) throws RemoteException, InterruptedException {
    if (args.reads()) {
      return Changes.looks("only looks");
    }
    List<String> lines = args.text().filled().lines().map(line -> "$ " + line).toList();
    return args.guards().plan(facts.remote(), new Changes.Some(lines));
  }

  @Override
  public Outcome run(Args args, RunContext context) throws RemoteException, InterruptedException {
    return args.guards().run(context.remote(), remote -> execute(args, remote));
  }

  private static Outcome execute(Args args, Remote remote)
      throws RemoteException, InterruptedException {
    CommandResult result = remote.exec(args.command());
    return Executed.outcome(words(args), result, args.okCodes(), !args.reads());
  }

  private static String words(Args args) {
    String text = args.text().filled().strip();
    String first = CommandResult.shortened(text.lines().findFirst().orElse(""));
    return "the shell text `" + first + (text.contains("\n") ? " …" : "") + "`";
  }

  @Override
  public void simulate(Args args, Facts facts, World world) {
    args.guards().simulate(facts.host(), world, remote -> execute(args, remote));
  }
}
