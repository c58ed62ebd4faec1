package dev.drover.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.diag.Diagnostic;
import dev.drover.journal.Entry;
import dev.drover.journal.Journal;
import dev.drover.journal.Request;
import dev.drover.journal.RunState;
import dev.drover.lb.Busynesses;
import dev.drover.plan.Doors;
import dev.drover.plan.Plan;
import dev.drover.plugin.Plugin;
import dev.drover.report.DiagnosticText;
import dev.drover.run.Asker;
import dev.drover.run.Engine;
import dev.drover.run.Ledger;
import dev.drover.run.Means;
import dev.drover.run.Stop;
import dev.drover.secret.Masker;
import dev.drover.secret.Vault;
import dev.drover.sim.SimRemotes;
import dev.drover.sim.SimRests;
import dev.drover.sim.World;
import dev.drover.testing.Documents;
import dev.drover.testing.Golden;
import dev.drover.testing.Planned;
import dev.drover.time.SteppedTime;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The plugins that ship do what they say, by the same ways as kinds that are built in. */
class ShippedPluginsTest {
  private static final Path GOLDEN = Path.of("src/test/resources/plugin");
  private static final Instant START = Instant.parse("2026-11-21T03:00:00Z");

  @TempDir Path directory;

  private final World world = new World();

  @BeforeEach
  void build() throws Exception {
    BuiltPlugins.in(directory.resolve("plugins"));
    Files.writeString(
        directory.resolve("hosts.yml"),
        """
        all:
          hosts:
            lb1: {}
          children:
            bitbucket:
              hosts: {bb1: {}, bb2: {}}
              vars:
                balancer:
                  driver: state_file
                  address: [/etc/balancer]
                  via: [lb1]
                  backends: [http]
                  options: {comment: kept by a test}
        """);
    for (String name : List.of("lb1", "bb1", "bb2")) {
      world.addHost(name, "root").files().directory("/etc");
    }
    world.host("lb1").files().write("/etc/balancer", "http bb1 ready\nhttp bb2 ready\n");
  }

  @Test
  void allOfThemLoad() {
    assertThat(PluginOptions.plugins(List.of(), directory.resolve("up.yml")).all())
        .allSatisfy(plugin -> assertThat(plugin.check()).isEmpty())
        .extracting(Plugin::name)
        .containsExactly(
            "copy_backup", "csv_hosts", "notice", "restart_node", "state_file", "verify_file");
  }

  @Test
  void noPluginCanTakeAWordOfTasks() throws Exception {
    Path folder = Files.createDirectories(directory.resolve("plugins/when"));
    Files.writeString(
        folder.resolve("plugin.yml"),
        """
        {plugin: when, version: 1.0.0, api: 1, description: Odd., form: jar, file: a.jar,
         provides: {kinds: [run_once]}}
        """);
    assertThat(
            PluginOptions.plugins(List.of(), directory.resolve("up.yml")).all().getLast().check())
        .contains(
            new Plugin.Problem(
                "the plugin `when` declares the task kind `run_once`, but it is built in",
                "give it another name"));
  }

  @Test
  void aProgramIsPlannedRunAndFoundDone() throws Exception {
    String tasks =
        """
              - notice: {text: "in work: {{inventory_hostname}}"}
                register: left
              - assert: {that: left.before == ''}
        """;
    String first = plannedAndRun("bb1", tasks);
    assertThat(world.host("bb1").files().text("/etc/motd")).contains("in work: bb1\n");
    String second = plannedAndRun("bb1", tasks);
    Golden.check(GOLDEN.resolve("program.txt"), first + "\nagain\n\n" + second);
  }

  @Test
  void aJarIsPlannedAndRun() throws Exception {
    world.host("bb1").files().write("/srv/app", "text");
    String sum = "982d9e3eb996f559e633f4d194def3761d909f5a3b647d1a851fead67c32c9d1";
    Golden.check(
        GOLDEN.resolve("jar.txt"),
        plannedAndRun(
            "bb1",
            """
                  - verify_file: {path: /srv/app, sha256: %s}
                  - verify_file: {path: /srv/other, sha256: %s}
            """
                .formatted(sum, sum)));
  }

  @Test
  void aBalancerOfAPluginLetsNodesOutAndIn() throws Exception {
    String text =
        plannedAndRun(
            "bitbucket",
            """
                  - lb_detach: {drain: 0s}
                  - notice: {text: in work}
                  - lb_attach: {}
            """);
    Golden.check(GOLDEN.resolve("balancer.txt"), text);
    assertThat(world.host("lb1").files().text("/etc/balancer"))
        .contains("# kept by a test\nhttp bb1 ready\nhttp bb2 ready\n");
  }

  @Test
  void aComposedKindStandsForItsTasks() throws Exception {
    String task = "      - restart_node: {drain: 30s}\n";
    Files.copy(
        Path.of("inventories/example/hosts.yml"),
        directory.resolve("hosts.yml"),
        StandardCopyOption.REPLACE_EXISTING);
    Files.createDirectories(directory.resolve("group_vars"));
    Files.copy(
        Path.of("inventories/example/group_vars/bitbucket.yml"),
        directory.resolve("group_vars/bitbucket.yml"));
    Checking checking = check("bitbucket", task);
    assertThat(checking.errors()).isZero();
    assertThat(checking.plan().orElseThrow().steps())
        .filteredOn(step -> step.host().name().equals("bb1"))
        .extracting(step -> step.id().text())
        .containsExactly(
            "try/restart_node/lb_detach[bb1]",
            "try/restart_node/graceful_stop[bb1]",
            "try/restart_node/start[bb1]",
            "try/restart_node/wait_status[bb1]",
            "try/restart_node/lb_attach[bb1]");
    Golden.check(
        GOLDEN.resolve("composition.txt"),
        check("bitbucket", "      - restart_node: {drain: soon, patient: 1m}\n").found().stream()
            .filter(found -> found.severity() == Diagnostic.Severity.ERROR)
            .map(DiagnosticText::of)
            .collect(Collectors.joining("\n"))
            .replace(directory + "/", ""));
  }

  private Checking check(String hosts, String tasks) throws Exception {
    Path runbook =
        Files.writeString(
            directory.resolve("up.yml"),
            """
            runbook: up
            language: 1
            version: 1.0.0
            plays:
              - name: Try
                hosts: %s
                window: 1
                tasks:
            %s\
            """
                .formatted(hosts, tasks));
    Request request =
        new Request(
            runbook.toString(),
            List.of(directory.resolve("hosts.yml").toString()),
            List.of(),
            List.of(),
            0);
    return Checking.of(request, Vault.locked(), PluginOptions.kinds(request));
  }

  private String plannedAndRun(String hosts, String tasks) throws Exception {
    Checking checking = check(hosts, tasks);
    assertThat(checking.found()).isEmpty();
    SteppedTime time = new SteppedTime(START);
    Doors doors =
        new Doors(
            checking.scopes().orElseThrow(),
            new SimRemotes(world),
            new SimRests(world),
            time,
            checking.kinds().extensions());
    Plan plan = Planned.look(checking.plan().orElseThrow(), doors);
    List<String> lines = new ArrayList<>();
    lines.add(Documents.text(Documents.of(plan, new Masker())).strip());
    Path file = Files.createTempFile(directory, "run", ".journal");
    Files.delete(file);
    try (Journal journal = Journal.create(file)) {
      Ledger ledger = new Ledger(journal, new RunState(), List.of());
      Means means = new Means(doors, time, Asker.NOBODY, Busynesses.all(), checking.masker());
      new Engine("test", plan, ledger, new Stop(), means, (_, _) -> {}).run();
    }
    lines.add("");
    for (Entry entry : Journal.read(file)) {
      if (entry instanceof Entry.StepEnded ended) {
        lines.add(
            "%s %s%s: %s"
                .formatted(
                    ended.step(),
                    ended.ending(),
                    ended.changed() ? ", changed" : "",
                    ended.summary()));
      }
    }
    return String.join("\n", lines) + "\n";
  }

  @Test
  void anInventoryFileNamesItsSource() throws Exception {
    Files.writeString(directory.resolve("assets.csv"), "name,group,rack\nn1,web,r1\nn2,web,\n");
    Files.writeString(directory.resolve("hosts.yml"), "plugin: csv_hosts\nfile: assets.csv\n");
    Checking checking = check("web", "      - notice: {text: \"{{rack}}\"}\n");
    assertThat(checking.found())
        .extracting(Diagnostic::message)
        .containsExactly("`rack` is not defined");
    assertThat(checking.scopes().orElseThrow().inventory().hosts().keySet())
        .containsExactly("n1", "n2");
    Files.writeString(directory.resolve("hosts.yml"), "plugin: csv_hosts\nfil: assets.csv\n");
    assertThat(check("web", "      - notice: {text: x}\n").found())
        .extracting(Diagnostic::message)
        .first()
        .isEqualTo("the inventory source `csv_hosts` failed: there is no field `fil` here");
    Files.writeString(directory.resolve("hosts.yml"), "plugin: csv_host\n");
    assertThat(check("web", "      - notice: {text: x}\n").found().getFirst().hint())
        .isEqualTo(Optional.of("did you mean `csv_hosts`?"));
  }

  @Test
  void whatARunUsesOfPluginsCountsAsItsInput() throws Exception {
    Checking checking = check("bb1", "      - notice: {text: x}\n");
    assertThat(checking.kinds().extensions().files())
        .containsExactly(
            directory.resolve("plugins/notice/notice.py"),
            directory.resolve("plugins/notice/plugin.yml"));
  }
}
