package dev.drover.benchmark;

import com.sun.management.OperatingSystemMXBean;
import dev.drover.lb.Busynesses;
import dev.drover.rehearse.Rehearsable;
import dev.drover.rehearse.Rehearsal;
import dev.drover.rehearse.Scenario;
import dev.drover.rehearse.ScenarioResult;
import dev.drover.run.Shipped;
import dev.drover.sim.SimDistribution;
import dev.drover.task.Extensions;
import dev.drover.tasks.BuiltIn;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How many scenarios of the shipped rolling upgrade are rehearsed in a second of one processor,
 * first in a new process and then in a warm one. See docs/benchmarks.md.
 */
public final class RehearsalBenchmark {

  private static final int PAIRS = 200;

  private RehearsalBenchmark() {}

  /** Takes how often all scenarios are played, 3 times if left out. */
  public static void main(String[] arguments) throws Exception {
    int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 3;
    Path directory = Files.createTempDirectory("drover-benchmark");
    Path archive = directory.resolve("atlassian-bitbucket-7.9.4.tar.gz");
    Files.write(archive, SimDistribution.archive("7.9.4"));
    Shipped shipped =
        Shipped.compile(
            Path.of("runbooks/bitbucket-rolling-upgrade.yml"),
            Path.of("inventories/example"),
            Map.of("to_version", "7.9.4", "archive", archive.toString()));
    Rehearsable site =
        new Rehearsable(
            shipped.plan().orElseThrow(),
            shipped.scopes(),
            Extensions.NONE,
            Busynesses.all(),
            BuiltIn.kinds().names());
    System.out.println("| round | scenarios | played | processor | a second and core | results |");
    System.out.println("|---|---|---|---|---|---|");
    for (int round = 1; round <= rounds; round++) {
      round(round, site);
    }
    Processes.delete(directory);
  }

  private static void round(int number, Rehearsable site) throws InterruptedException {
    long begun = processor();
    Rehearsal rehearsal = new Rehearsal(site, 1);
    List<Scenario> scenarios = new ArrayList<>(rehearsal.singles());
    scenarios.addAll(rehearsal.pairs(PAIRS));
    List<ScenarioResult> results = rehearsal.playAll(scenarios, _ -> {});
    double seconds = (processor() - begun) / 1e9;
    long played = scenarios.stream().map(rehearsal::played).distinct().count();
    System.out.printf(
        "| %d | %d | %d | %.1f s | %.0f | %08x |%n",
        number, results.size(), played, seconds, played / seconds, results.toString().hashCode());
  }

  /** The processor time of this process, in nanoseconds. */
  private static long processor() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
  }
}
