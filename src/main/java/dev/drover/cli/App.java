package dev.drover.cli;

import dev.drover.diag.Suggestion;
import dev.drover.journal.JournalException;
import dev.drover.report.Style;
import dev.drover.review.PlanFileException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command line tool: its commands, and what becomes of their errors. */
@Command(
    name = "drover",
    description =
        "Runs operational runbooks over SSH: plan it, roll it, survive it, leave nothing open.",
    mixinStandardHelpOptions = true,
    versionProvider = App.Version.class,
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "%nStart here:",
      "  drover demo                 upgrades a live test cluster on this machine, under traffic",
      "  drover COMMAND --help       tells more about a command",
      "%nExit codes are listed in docs/exit-codes.md; docs/at-3-am.md says what to type after each."
    })
public final class App implements Runnable {

  private static final String FILES =
      "check that the file is there, may be read and written, and that its disk is not full";

  private final Terminal terminal;

  App(Terminal terminal) {
    this.terminal = terminal;
  }

  /** The version, as the build stamped it. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"drover " + text()};
    }

    static String text() {
      String version = App.class.getPackage().getImplementationVersion();
      return version == null ? "(unpacked)" : version;
    }
  }

  @Override
  public void run() {
    commandLine().usage(terminal.out());
  }

  /** Runs a command line and returns the exit code. */
  static int run(Terminal terminal, String... arguments) {
    return new App(terminal).commandLine().execute(arguments);
  }

  /** The whole command tree. */
  CommandLine commandLine() {
    CommandLine root = new CommandLine(this);
    root.addSubcommand(new ValidateCommand(terminal));
    root.addSubcommand(new InitCommand(terminal));
    root.addSubcommand(new DoctorCommand(terminal));
    root.addSubcommand(new ExplainCommand(terminal));
    root.addSubcommand(new DocCommand(terminal));
    root.addSubcommand(new SchemaCommand(terminal));
    root.addSubcommand(new PlanCommand(terminal));
    root.addSubcommand(new DiffCommand(terminal));
    root.addSubcommand(new GraphCommand(terminal));
    root.addSubcommand(new RehearseCommand(terminal));
    root.addSubcommand(new RunCommand(terminal));
    root.addSubcommand(new SignCommand(terminal));
    root.addSubcommand(new ResumeCommand(terminal));
    root.addSubcommand(new PauseCommand(terminal));
    root.addSubcommand(new ContinueCommand(terminal));
    root.addSubcommand(new StopCommand(terminal));
    root.addSubcommand(new SkipCommand(terminal));
    root.addSubcommand(new RetryCommand(terminal));
    root.addSubcommand(new StatusCommand(terminal));
    root.addSubcommand(new RecoverCommand(terminal));
    root.addSubcommand(new RunsCommand(terminal));
    root.addSubcommand(new ShowCommand(terminal));
    root.addSubcommand(new ReportCommand(terminal));
    root.addSubcommand(new PluginsCommand(terminal));
    root.addSubcommand("inventory", InventoryCommand.of(terminal));
    root.addSubcommand("lock", LockCommand.of(terminal));
    root.addSubcommand("cluster", ClusterCommand.of(terminal));
    root.addSubcommand(new DemoCommand(terminal));
    root.addSubcommand("vault", VaultCommand.of(terminal));
    root.addSubcommand("completion", named("completion", new GenerateCompletion()));
    root.getSubcommands().values().forEach(App::standard);
    root.addSubcommand(new HelpCommand());
    root.setCaseInsensitiveEnumValuesAllowed(true);
    root.setOut(new PrintWriter(terminal.out(), true, java.nio.charset.StandardCharsets.UTF_8));
    root.setErr(new PrintWriter(terminal.err(), true, java.nio.charset.StandardCharsets.UTF_8));
    root.setColorScheme(
        CommandLine.Help.defaultColorScheme(
            terminal.style() == Style.COLOURED ? Ansi.ON : Ansi.OFF));
    root.setExpandAtFiles(false); // `-e @FILE` is ours, and shows no line of the file
    root.setUsageHelpWidth(100); // examples must not be broken: they are pasted
    root.setExecutionExceptionHandler(this::failed);
    root.setParameterExceptionHandler(App::misused);
    root.setExitCodeExceptionMapper(problem ->
        problem instanceof ParameterException ? ExitCode.USAGE.code() : ExitCode.BUG.code());
    return root;
  }

  /** The library's own name for it would be told in its help. */
  private static CommandLine named(String name, Object command) {
    return new CommandLine(command).setCommandName(name);
  }

  private static void standard(CommandLine command) {
    command.getCommandSpec().mixinStandardHelpOptions(true);
    command.getSubcommands().values().forEach(App::standard);
  }

  private int failed(Exception problem, CommandLine command, ParseResult parsed) {
    return switch (problem) {
      case EndException end -> say(end.code(), end.words(), end.next());
      case JournalException journal ->
          say(ExitCode.JOURNAL, String.valueOf(journal.getMessage()), journal.next());
      case PlanFileException file -> say(ExitCode.DRIFT, file.words(), file.next());
      case IOException io -> say(ExitCode.JOURNAL, describe(io), FILES);
      case UncheckedIOException io -> say(ExitCode.JOURNAL, told(io), FILES);
      default -> {
        StringWriter trace = new StringWriter();
        problem.printStackTrace(new PrintWriter(trace));
        yield say(
            ExitCode.BUG, "internal error: " + problem, "please report it with this:\n" + trace);
      }
    };
  }

  /** What it says itself, if that is more than what it was caused by. */
  private static String told(UncheckedIOException problem) {
    String words = String.valueOf(problem.getMessage());
    return words.startsWith("java.") ? describe(problem) : words;
  }

  private static String describe(Exception problem) {
    Throwable cause = problem.getCause() == null ? problem : problem.getCause();
    return cause.getClass().getSimpleName().replace("Exception", "") + ": " + cause.getMessage();
  }

  private int say(ExitCode code, String message, String next) {
    if (!message.isEmpty()) {
      terminal.tell("drover: " + harmless(message));
    }
    if (!next.isEmpty()) {
      terminal.tell("  next: " + harmless(next));
    }
    return code.code();
  }

  /** Arguments, names of files and what they hold are told again in messages. */
  private static String harmless(String text) {
    return text.lines().map(Style::harmless).collect(Collectors.joining("\n"));
  }

  /** What is wrong with the command line, as the library tells it, made harmless. */
  private static int misused(ParameterException problem, String[] arguments) {
    CommandLine command = problem.getCommandLine();
    command
        .getErr()
        .println(
            command.getColorScheme().errorText(harmless(String.valueOf(problem.getMessage()))));
    command.getErr().println("  next: " + instead(problem, command.getCommandSpec()));
    return ExitCode.USAGE.code();
  }

  private static String instead(ParameterException problem, CommandSpec command) {
    String unknown =
        problem instanceof UnmatchedArgumentException unmatched
            ? unmatched.getUnmatched().getFirst().replaceFirst("=.*", "")
            : "";
    Set<String> known =
        unknown.startsWith("-") ? command.optionsMap().keySet() : command.subcommands().keySet();
    if (unknown.equals("version")) {
      return "did you mean `--version`?";
    }
    String help = "`" + command.qualifiedName() + " --help` tells how it is used";
    return AnsibleOptions.instead(unknown)
        .or(() ->
            Suggestion.nearest(unknown, known).map(near -> "did you mean `" + near + "`? " + help))
        .orElse(help);
  }
}
