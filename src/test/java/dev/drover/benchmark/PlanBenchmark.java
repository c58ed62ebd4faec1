package dev.drover.benchmark;

import dev.drover.benchmark.Processes.Taken;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How long it takes to plan an upgrade of many hosts, 30 steps each, without any connection, and
 * how much memory. See docs/benchmarks.md.
 */
public final class PlanBenchmark {

  private static final int ROUNDS = 3;

  private PlanBenchmark() {}

  /**
   * Takes the number of hosts, 10000 if left out, and a directory to write the runbook and the
   * inventory to; with one, it plans nothing.
   */
  public static void main(String[] arguments) throws Exception {
    int hosts = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 10_000;
    if (arguments.length > 1) {
      Fleet.write(Path.of(arguments[1]), hosts);
      return;
    }
    Path directory = Files.createTempDirectory("drover-benchmark");
    System.out.println("| `drover plan --offline` | time | steps a second | memory |");
    System.out.println("|---|---|---|---|");
    for (int some : List.of(hosts / 100, hosts / 10, hosts)) {
      Path fleet = directory.resolve(Integer.toString(some));
      Fleet.write(fleet, some);
      measure(some, "text", fleet, List.of());
      measure(some, "JSON", fleet, List.of("--json"));
    }
    Processes.delete(directory);
  }

  private static void measure(int hosts, String form, Path fleet, List<String> more)
      throws Exception {
    List<String> arguments = new ArrayList<>(List.of("plan", "--offline"));
    arguments.add(fleet.resolve("runbook.yml").toString());
    arguments.addAll(List.of("-i", fleet.resolve("inventory").toString()));
    arguments.addAll(more);
    List<String> jvm = new ArrayList<>(Processes.LAUNCHER);
    jvm.add("-Xmx1g");
    Taken taken = Processes.median(Processes.drover(jvm, arguments), ROUNDS);
    System.out.printf(
        "| %d hosts, 30 steps each, as %s | %.1f s | %.0f | %d MB |%n",
        hosts, form, taken.seconds(), hosts * 30 / taken.seconds(), taken.megabytes());
  }
}
