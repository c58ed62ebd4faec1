package dev.drover.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.testing.Golden;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** The page for whoever is woken by a run: no way to end is missing, no command is invented. */
class AtThreeAmTest {

  private static final Path PAGE = Path.of("docs/at-3-am.md");
  private static final Pattern COMMAND =
      Pattern.compile("(?:`|^ {4})drover ([a-z]+)(?: ([a-z]+))?");
  private static final Pattern OPTION = Pattern.compile("`drover ([a-z]+)([^`]*)`");

  /** What to type; a new exit code does not compile before somebody has thought about it. */
  private static String toType(ExitCode code) {
    return switch (code) {
      case OK -> "nothing. `drover report last -o run.html` keeps what happened";
      case DIFFERENT -> "read the difference; nothing runs";
      case USAGE -> "what the message says; `drover COMMAND --help` lists the options";
      case MISTAKES -> "mend the lines that it names, then the same command again";
      case UNREACHABLE ->
          "`drover doctor -i INVENTORY`, mend what it finds, then the same command again";
      case POLICY ->
          "what the message says: wait for the maintenance window, make a backup, or `drover run … --outside-window"
              + " REASON`";
      case REHEARSAL ->
          "`drover rehearse RUNBOOK -i INVENTORY --only SCENARIO` plays the one that it names; do not run the"
              + " runbook before it is mended";
      case FAILED ->
          "`drover status RUN`; mend what failed; `drover resume RUN`. If it has to wait until the morning:"
              + " `drover recover RUN`";
      case STOPPED ->
          "`drover status RUN`; `drover resume RUN` when it may go on, or `drover recover RUN`";
      case OPEN -> "`drover recover RUN`, then by hand what it lists; or `drover resume RUN`";
      case JOURNAL ->
          "`drover runs`; if the disk is full, free some space, then `drover resume RUN`; if a controller has it,"
              + " `drover show RUN --follow`";
      case CHANGED ->
          "undo the change, or look at what changed, then `drover resume RUN --accept-changes`";
      case DRIFT ->
          "`drover plan RUNBOOK -i INVENTORY -o change.plan`, have it reviewed, and run that";
      case SIGNATURES -> "have it signed (`drover sign PLAN`), then the same command again";
      case LOCKED ->
          "`drover lock show -i INVENTORY` tells who; `drover lock wait -i INVENTORY`, then the same command again;"
              + " `drover lock break -i INVENTORY --reason TEXT` only if that run is dead for sure";
      case UNHEARD ->
          "`drover status RUN` tells whether anybody runs it; if nobody does, `drover resume RUN`";
      case NO_JAVA -> "install a JDK 25, or set JAVA_HOME to one";
      case BUG ->
          "`drover status RUN`, then `drover resume RUN`: the journal is whole. Report what was printed";
    };
  }

  private static String page() {
    String codes =
        Arrays.stream(ExitCode.values())
            .map(code -> "| %d | %s | %s |\n".formatted(code.code(), code.meaning(), toType(code)))
            .collect(Collectors.joining());
    return """
    # At 3 am

    <!-- Generated in part from the code; see AtThreeAmTest. -->

    Something woke you, and Drover was at work. Nothing on this page makes anything worse.

    ## First

        drover status last

    It connects to nothing, and tells whether a controller works on the run, who is out of service, what is open, since
    when, why, and the command to type. `drover runs` lists the runs of this machine, `drover show RUN` tells one, and
    `drover report RUN -o run.html` makes a page of it. On another machine than the one that ran it, name the
    directory of the run in place of its id, if you can reach it.

    **The rule:** if you do not know what to do, `drover recover RUN`. It puts back what is healthy, touches nothing else,
    and lists the rest with a command for each. `drover resume RUN` goes on later from there.

    ## How a run ends

    | what you see | what it means | what users notice | type |
    |---|---|---|---|
    | `finished` | every step is done, nothing is open | nothing | nothing |
    | `failed` (30) | a step failed for good; by its `on_failure` no further host was started, and the others of its window went on to their safe point | the capacity is lower by the hosts that `status` lists | `drover status RUN`, mend it, `drover resume RUN` |
    | `stopped` (31) by Ctrl-C, SIGTERM or `drover stop` | nothing new was started, hosts in work reached their safe point | nothing, if nothing is listed as open | `drover resume RUN` |
    | `stopped` (31) by a second Ctrl-C or `drover stop --abort` | everything ended at once, remote commands too | hosts in work may be out of service | `drover status RUN`, then `drover recover RUN` or `drover resume RUN` |
    | `stopped` (31) by its policy or the maintenance window | too few hosts in service, too many failures, or no time left | nothing more than `status` lists | what the summary says, then `drover resume RUN` |
    | `paused` in `drover status` | somebody asked for it, with a reason | what is open stays open | `drover continue RUN --reason TEXT`, or `drover stop RUN` |
    | asks, and nobody answers | a `confirm` waits at the terminal of the controller | what is open stays open | answer there; or `drover stop RUN` |
    | `cut off`, shell says 137, or nothing at all | the controller was killed, or its machine went down; remote commands went on to their end | hosts in work may be out of service | `drover resume RUN` on that machine |
    | `cut off`, and that machine is gone for good | the same; the journal is in its state directory | the same | the run's directory on another machine: `drover resume DIRECTORY`; without it, by hand what the balancer and `/rest/zdu` say |
    | lease lost (44) | somebody took over the cluster; this run changed nothing from then on | what the other run does | `drover lock show -i INVENTORY`, talk to its owner, then `drover resume RUN` |
    | refused before it began (10, 20, 22, 41 to 44) | nothing was changed | nothing | what the message says |
    | internal error (70) | a mistake of ours; the journal is whole | hosts in work may be out of service | `drover status RUN`, `drover resume RUN` |

    ## While it still runs

    | you want | type |
    |---|---|
    | to watch it | `drover show RUN --follow` |
    | time to think | `drover pause RUN --reason TEXT`; on with `drover continue RUN` |
    | one step tried again, its cause being mended | `drover retry RUN STEP` |
    | one step left out | `drover skip RUN STEP --reason TEXT` |
    | it to end at a safe point | `drover stop RUN --reason TEXT`, or Ctrl-C once in its terminal |
    | it to end now | `drover stop RUN --abort --reason TEXT`, or Ctrl-C twice |

    ## What is left open

    | open | dangerous? | closed by | by hand |
    |---|---|---|---|
    | node out of service | capacity is lower | `drover recover RUN`, once its cluster and the balancer find it healthy | the balancer command that `drover status RUN` shows |
    | upgrade mode | no; nodes of both versions may serve, but no other upgrade can begin | `drover resume RUN` to the end; `drover recover RUN` only as long as no node is upgraded | the `curl` that `drover status RUN` shows |
    | silence of monitoring | nobody hears of a node that breaks | `drover recover RUN`; it ends by itself too | the command that `drover status RUN` shows |
    | step in doubt | nobody knows whether it took place | `drover resume RUN`, which looks, and asks if it can't tell | look at the host |
    | handler that has not run | what it restarts still has the old settings | `drover resume RUN` | what the handler does |

    ## Every exit code

    | code | meaning | type |
    |---|---|---|
    %s\
    """
        .formatted(codes);
  }

  @Test
  void thePageIsUpToDateAndNoCodeIsMissing() {
    Golden.check(PAGE, page());
  }

  @Test
  void everyCommandOnThePageExists() {
    CommandLine root = new App(Terminal.ofProcess()).commandLine();
    Set<String> unknown = new TreeSet<>();
    Matcher commands = COMMAND.matcher(page());
    int found = 0;
    while (commands.find()) {
      found++;
      CommandLine command = root.getSubcommands().get(commands.group(1));
      if (command == null) {
        unknown.add(commands.group());
      } else if (!command.getSubcommands().isEmpty()
          && !command.getSubcommands().containsKey(String.valueOf(commands.group(2)))) {
        unknown.add(commands.group());
      }
    }
    assertThat(unknown).isEmpty();
    assertThat(found).isGreaterThan(30);
  }

  @Test
  void everyOptionOnThePageExists() {
    CommandLine root = new App(Terminal.ofProcess()).commandLine();
    Set<String> unknown = new TreeSet<>();
    Matcher uses = OPTION.matcher(page());
    while (uses.find()) {
      CommandLine command = root.getSubcommands().get(uses.group(1));
      if (command == null) {
        continue; // the other test says so
      }
      for (String word : List.of(uses.group(2).strip().split("\\s+", -1))) {
        CommandLine inner = command.getSubcommands().get(word);
        if (inner != null) {
          command = inner;
        } else if (word.startsWith("-")
            && !command.getCommandSpec().optionsMap().containsKey(word)) {
          unknown.add(uses.group());
        }
      }
    }
    assertThat(unknown).isEmpty();
  }
}
