package dev.drover.cli;

import dev.drover.demo.ClusterSpec;
import dev.drover.demo.ClusterStatus;
import dev.drover.demo.Repositories;
import dev.drover.demo.TestCluster;
import dev.drover.demo.Traffic;
import dev.drover.demo.TrafficReport;
import dev.drover.demo.TrafficSpec;
import dev.drover.report.Style.Tone;
import dev.drover.time.SystemTime;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** The demo, step by step: cluster, traffic, upgrade, proof. */
final class Demo {

  private static final Duration TICK = Duration.ofSeconds(3);

  /** Traffic before and after the upgrade, to see what is usual. */
  private static final Duration CALM = Duration.ofSeconds(4);

  private final ClusterSpec spec;
  private final String to;
  private final boolean keep;
  private final String git;
  private final Terminal terminal;
  private final long zero = System.nanoTime();

  Demo(ClusterSpec spec, String to, boolean keep, String git, Terminal terminal) {
    this.spec = spec;
    this.to = to;
    this.keep = keep;
    this.git = git;
    this.terminal = terminal;
  }

  ExitCode run() throws Exception {
    say(
        "a cluster of %d nodes at %s, in %s"
            .formatted(spec.nodes(), spec.version(), spec.directory()));
    AtomicReference<Optional<Traffic>> flowing = new AtomicReference<>(Optional.empty());
    DemoRun run = new DemoRun(terminal);
    return Tidying.during(
        () -> {
          say("stopping everything");
          run.end();
          flowing.get().ifPresent(Traffic::close);
          TestCluster.down(spec.directory());
        },
        () -> steps(run, flowing));
  }

  private ExitCode steps(DemoRun run, AtomicReference<Optional<Traffic>> flowing) throws Exception {
    TestCluster cluster = TestCluster.up(spec, this::say);
    boolean done = false;
    try {
      Path work = cluster.directory().resolve("traffic");
      say("making the archive of " + to);
      Path archive = cluster.archive(to);
      say("making a large repository for long clones");
      cluster.repositories().makeLarge(work);
      ClusterStatus before = cluster.status();
      say("starting traffic with Git " + git + ", through " + before.balancer());
      Traffic traffic = cluster.traffic(TrafficSpec.USUAL, work);
      flowing.set(Optional.of(traffic));
      Thread ticker = Thread.ofVirtual().start(() -> tick(traffic));
      int code;
      TrafficReport report;
      try {
        SystemTime.SYSTEM.sleep(CALM);
        code = run.run(cluster, to, archive);
        SystemTime.SYSTEM.sleep(CALM);
      } finally {
        ticker.interrupt();
        say("letting the traffic end");
        report = traffic.stop();
      }
      say("looking for every acknowledged push");
      List<String> acknowledged = traffic.acknowledged();
      Repositories.Missing missing = cluster.repositories().missing(acknowledged, work);
      DemoSummary summary =
          new DemoSummary(
              before,
              cluster.status(),
              to,
              report,
              acknowledged.size(),
              missing,
              code,
              Duration.ofNanos(System.nanoTime() - zero));
      terminal.line("");
      terminal.print(summary.text(terminal.style()));
      done = true;
      return summary.good() ? ExitCode.OK : ExitCode.FAILED;
    } finally {
      finish(cluster, done);
    }
  }

  private void finish(TestCluster cluster, boolean done) throws IOException, InterruptedException {
    if (keep && done) {
      terminal.line("");
      terminal.line("The cluster is kept: drover cluster status --name " + spec.name());
      terminal.line("Its inventory: " + cluster.inventory());
      terminal.line("To remove it: drover cluster down --name " + spec.name());
      return;
    }
    say("stopping everything");
    cluster.down();
  }

  private void say(String words) {
    Duration since = Duration.ofNanos(System.nanoTime() - zero);
    terminal.line(
        terminal
                .style()
                .of(Tone.QUIET, "%02d:%02d".formatted(since.toMinutes(), since.toSecondsPart()))
            + "  "
            + words);
  }

  private void tick(Traffic traffic) {
    try {
      while (true) {
        SystemTime.SYSTEM.sleep(TICK);
        Traffic.Snapshot now = traffic.snapshot();
        StringBuilder nodes = new StringBuilder();
        now.nodes()
            .forEach((name, state) -> nodes.append(' ').append(name).append(' ').append(state));
        say(
            terminal
                .style()
                .of(
                    now.failed() == 0 ? Tone.QUIET : Tone.BAD,
                    "traffic: %d requests, %d failed, %d long clones open;%s"
                        .formatted(now.sent(), now.failed(), now.longOpen(), nodes)));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
