package dev.drover.benchmark;

import dev.drover.diag.Diagnostics;
import dev.drover.load.InventoryLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How long inventories of many hosts take, as whole processes and within one, beside {@code
 * ansible-inventory} on the same file. See docs/benchmarks.md.
 */
public final class InventoryBenchmark {

  private static final int ROUNDS = 5;

  private InventoryBenchmark() {}

  /** Takes the number of hosts, 10000 if left out. */
  public static void main(String[] arguments) throws Exception {
    int hosts = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 10_000;
    Path directory = Files.createTempDirectory("drover-benchmark");
    System.out.println(
        "| inventory | in the process, first / warm | `drover inventory list` |"
            + " `ansible-inventory --list` | ratio |");
    System.out.println("|---|---|---|---|---|");
    measure("INI, a line each", Files.writeString(directory.resolve("hosts"), ini(hosts)));
    measure("block YAML", Files.writeString(directory.resolve("hosts.yml"), yaml(hosts)));
    Processes.delete(directory);
  }

  private static String ini(int hosts) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < hosts; i++) {
      text.append(i % 100 == 0 ? "[group%d]\n".formatted(i / 100) : "");
      text.append(
          "node%05d.example.com ansible_host=10.%d.%d.%d rack=r%d weight=%d role='worker'\n"
              .formatted(i, i >> 16, (i >> 8) & 255, i & 255, i % 40, i % 7));
    }
    return text.append("[all:vars]\nansible_user=deploy\n").toString();
  }

  private static String yaml(int hosts) {
    StringBuilder text =
        new StringBuilder("all:\n  vars:\n    ansible_user: deploy\n  children:\n");
    for (int i = 0; i < hosts; i++) {
      text.append(i % 100 == 0 ? "    group%d:\n      hosts:\n".formatted(i / 100) : "");
      text.append(
          """
                  node%05d.example.com:
                    ansible_host: 10.%d.%d.%d
                    rack: r%d
                    weight: %d
                    role: "worker"
          """
              .formatted(i, i >> 16, (i >> 8) & 255, i & 255, i % 40, i % 7));
    }
    return text.toString();
  }

  private static void measure(String name, Path file) throws Exception {
    List<Long> loads = new ArrayList<>();
    for (int i = 0; i < 4 * ROUNDS; i++) {
      long begun = System.nanoTime();
      Diagnostics diagnostics = new Diagnostics();
      int found = InventoryLoader.load(List.of(file), diagnostics).hosts().size();
      loads.add(System.nanoTime() - begun);
      if (found == 0) {
        throw new IllegalStateException(String.valueOf(diagnostics.sorted()));
      }
    }
    double ours =
        Processes.median(
                Processes.drover(
                    Processes.LAUNCHER,
                    List.of("inventory", "list", "--format", "json", "-i", file.toString())),
                ROUNDS)
            .seconds();
    double theirs =
        Processes.median(
                List.of("ansible-inventory", "-i", file.toString(), "--list"), 1 + ROUNDS / 3)
            .seconds();
    System.out.printf(
        "| %s | %.2f s / %.2f s | %.2f s | %.2f s | %.0f |%n",
        name,
        loads.getFirst() / 1e9,
        loads.subList(2 * ROUNDS, 4 * ROUNDS).stream().sorted().toList().get(ROUNDS) / 1e9,
        ours,
        theirs,
        theirs / ours);
  }
}
