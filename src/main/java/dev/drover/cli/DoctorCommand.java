package dev.drover.cli;

import dev.drover.doctor.Examination;
import dev.drover.doctor.Finding;
import dev.drover.doctor.Verdict;
import dev.drover.journal.Request;
import dev.drover.model.Host;
import dev.drover.model.Scopes;
import dev.drover.report.DoctorText;
import dev.drover.report.Style;
import dev.drover.task.Extensions;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Looks at what a run will need. */
@Command(
    name = "doctor",
    description = {
      "Looks at what a run will need, and says what to do where something is missing; changes"
          + " nothing.",
      "",
      "On each host: login and host key, sudo, shell, programs, Java, disk space, directories, the"
          + " product, its place in the balancer. Of each cluster: rights of the account, state,"
          + " members, versions, shared home, lease, clocks, search. With a runbook only its hosts are"
          + " looked at, and the files that it takes along."
    },
    footer = {
      "%nExamples:",
      "  drover doctor -i inventories/example",
      "  drover doctor -i inventories/example -e @secrets.yml --json",
      "  drover doctor runbooks/bitbucket-rolling-upgrade.yml -i inventories/example \\",
      "      -e to_version=7.9.4 -e archive=atlassian-bitbucket-7.9.4.tar.gz"
    })
final class DoctorCommand implements Callable<Integer> {

  /**
   * What is printed with {@code --json}.
   *
   * @param problems how many would let a run fail
   */
  private record Report(List<Finding> findings, long problems, long warnings) {}

  @Parameters(
      paramLabel = "RUNBOOK",
      arity = "0..1",
      description = "A runbook that is to be run; all hosts are looked at if left out.")
  private Optional<Path> runbook = Optional.empty();

  @Option(
      names = {"-l", "--limit"},
      paramLabel = "PATTERN",
      description = "Only these hosts: a host pattern, or @FILE with one on each line.")
  private Optional<String> limit = Optional.empty();

  @Option(names = "--json", description = "Prints what was found as JSON.")
  private boolean json;

  @Mixin private SurveyOptions options = new SurveyOptions();

  private final Terminal terminal;

  DoctorCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws InterruptedException {
    if (runbook.isEmpty()) {
      Extensions extensions = options.extensions(runbook);
      Scopes scopes = options.scopes(extensions, terminal);
      return examine(
          scopes, extensions, List.copyOf(scopes.inventory().hosts().values()), List.of());
    }
    Compiled compiled =
        Compiled.of(request(runbook.get()), options.vault(terminal), json, terminal);
    return examine(
        compiled.scopes(),
        compiled.extensions(),
        compiled.plan().hosts(),
        List.copyOf(Inputs.files(compiled.plan())));
  }

  private Request request(Path file) {
    RunbookOptions wanted = new RunbookOptions();
    wanted.runbook = file;
    wanted.inventories = options.inventories;
    wanted.parameters = options.parameters;
    wanted.plugins = options.plugins;
    return Requests.of(wanted);
  }

  private int examine(Scopes scopes, Extensions extensions, List<Host> hosts, List<Path> files)
      throws InterruptedException {
    List<Host> chosen = SurveyOptions.limited(limit, hosts, scopes, terminal);
    List<Finding> findings;
    try (Connections connections = Connections.of(scopes, extensions, terminal)) {
      findings =
          new Examination(
                  connections.doors(),
                  files,
                  words -> terminal.tell(terminal.style().of(Style.Tone.QUIET, words)))
              .of(chosen).stream().map(finding -> masked(finding, scopes)).toList();
    }
    long problems = count(findings, Verdict.PROBLEM);
    if (json) {
      terminal.json(new Report(findings, problems, count(findings, Verdict.WARNING)));
    } else {
      terminal.print(DoctorText.of(findings, terminal.style()));
    }
    return problems == 0 ? ExitCode.OK.code() : ExitCode.UNREACHABLE.code();
  }

  private static Finding masked(Finding finding, Scopes scopes) {
    return new Finding(
        finding.subject(),
        finding.check(),
        finding.verdict(),
        scopes.masker().mask(finding.words()),
        scopes.masker().mask(finding.next()));
  }

  private static long count(List<Finding> findings, Verdict verdict) {
    return findings.stream().filter(finding -> finding.verdict() == verdict).count();
  }
}
