package dev.drover.rehearse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.lb.Busynesses;
import dev.drover.run.Shipped;
import dev.drover.sim.SimDistribution;
import dev.drover.task.Extensions;
import dev.drover.tasks.BuiltIn;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RehearsalTest {
  @TempDir Path directory;

  @Test
  void x() throws Exception {
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
    long start = System.nanoTime();
    Rehearsal rehearsal = new Rehearsal(site, 1);
    System.out.println(rehearsal.undisturbed());
    List<Scenario> singles = rehearsal.singles();
    System.out.println(singles.size() + " promised " + rehearsal.promised());
    List<ScenarioResult> bad = new ArrayList<>();
    Map<String, Integer> counts = new java.util.TreeMap<>();
    int n = 0;
    long cpu = 0;
    var bean =
        (com.sun.management.OperatingSystemMXBean)
            java.lang.management.ManagementFactory.getOperatingSystemMXBean();
    for (ScenarioResult r : rehearsal.playAll(singles, _ -> {})) {
      counts.merge(
          r.sorts()
              + " "
              + r.ended()
              + " r"
              + r.resumes()
              + " low"
              + r.lowest()
              + (r.struck() ? "" : " NOT STRUCK")
              + (r.kept() ? "" : " BAD"),
          1,
          Integer::sum);
      if (!r.kept() && bad.size() < 400) {
        bad.add(r);
      }
      n++;
    }
    counts.forEach((k, v) -> System.out.println(v + " " + k));
    bad.stream()
        .collect(java.util.stream.Collectors.groupingBy(r -> r.sorts().toString()))
        .forEach((k, v) -> v.stream().limit(6).forEach(System.out::println));
    System.out.println("second half cpu ms " + (bean.getProcessCpuTime() - cpu) / 1000000);
    System.out.println(n + " in " + (System.nanoTime() - start) / 1000000 + " ms");
    assertThat(1).isEqualTo(1);
  }
}
