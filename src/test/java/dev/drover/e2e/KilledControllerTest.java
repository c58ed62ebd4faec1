package dev.drover.e2e;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.drover.demo.Traffic;
import dev.drover.demo.TrafficSpec;
import dev.drover.sabotage.Accomplice;
import dev.drover.testing.FaultMatrix;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * The demo upgrade, under traffic, with a controller that is killed again and again: right before
 * and right after its journal records, and at any time. Each resume goes on where it was killed.
 */
@Tag("faults")
@Execution(ExecutionMode.CONCURRENT)
@ResourceLock("KilledControllerTest") // one case after the other
class KilledControllerTest {

  private static final int KILLED = 137;
  private static final int NO_SUCH_RUN = 40;
  private static final int LOCKED = 44;

  /** So many kills at any time fit into an upgrade on a quick machine, too. */
  private static final int SURE = 5;

  private static final TrafficSpec TRAFFIC =
      new TrafficSpec(
          2,
          Duration.ofSeconds(FaultMatrix.all() ? 5 : 1),
          0,
          Duration.ofSeconds(20),
          Duration.ofSeconds(90));

  @TempDir Path temporary;

  /** A part of the test, on a cluster under traffic. */
  @FunctionalInterface
  private interface Part {
    void play(Site site) throws Exception;
  }

  /** One controller, from its start to its end. */
  @FunctionalInterface
  private interface Controller {
    Tool.Ending run(String... words) throws Exception;
  }

  @Test
  void theUpgradeIsFinishedWhereverItsControllerIsKilled() throws Exception {
    underTraffic(this::killedAtRecords);
  }

  @Test
  void theUpgradeIsFinishedWheneverItsControllerIsKilled() throws Exception {
    assumeTrue(FaultMatrix.all(), "part of the long version");
    underTraffic(this::killedAtAnyTime);
  }

  private void underTraffic(Part part) throws Exception {
    try (Site site = Site.up(temporary, spec -> spec.with(2, Site.FROM))) {
      Traffic traffic = site.cluster().traffic(TRAFFIC, site.work().resolve("traffic"));
      try {
        await().until(() -> traffic.snapshot().sent() >= 4);
        part.play(site);
        assertThat(traffic.stop().failures()).isEmpty();
        assertThat(traffic.acknowledged()).isNotEmpty();
        var missing = site.cluster().repositories().missing(traffic.acknowledged(), site.work());
        assertThat(missing.repository()).isEmpty();
        assertThat(missing.records()).isEmpty();
      } finally {
        traffic.close();
      }
    }
  }

  private void killedAtRecords(Site site) throws Exception {
    Accomplice accomplice =
        new Accomplice(temporary.resolve("records"))
            .order(
                Map.of(
                    "strike",
                    "KILL",
                    "choose",
                    FaultMatrix.all() ? "every" : "sample",
                    "seed",
                    Long.toString(FaultMatrix.seed())));
    Tool struck = site.tool().with(accomplice);
    Tool doomed = FaultMatrix.all() ? struck.trained() : struck;
    AtomicInteger powerLosses = new AtomicInteger();
    upgraded(
        site,
        words -> {
          Tool.Ending ending = doomed.run(words);
          if (ending.code() == KILLED && tornByPowerLoss(site, accomplice)) {
            powerLosses.incrementAndGet();
          }
          return ending;
        });
    record(
        "10-killed-at-records",
        "The controller is killed with SIGKILL at a record of its journal",
        "right before and right after each record of the upgrade of two nodes; in CI a sample",
        accomplice.struck().size());
    record(
        "12-power-loss",
        "The power of the controller fails while it writes its journal",
        "at records of the upgrade; half a record, or zeros, are left of the next one",
        powerLosses.get());
  }

  /** Each may live a little longer than the one before, so that one comes to the end. */
  private void killedAtAnyTime(Site site) throws Exception {
    Random random = new Random(FaultMatrix.seed());
    AtomicInteger kills = new AtomicInteger();
    upgraded(
        site,
        words -> {
          Tool.Started controller = site.tool().start(words);
          int most = 6000 + 1000 * kills.get();
          if (!controller.process().waitFor(1000 + random.nextInt(most), TimeUnit.MILLISECONDS)) {
            controller.signal("KILL");
            kills.incrementAndGet();
          }
          return controller.await();
        });
    record(
        "11-killed-at-any-time",
        "The controller is killed with SIGKILL at any time",
        "at random moments of the upgrade",
        Math.min(kills.get(), SURE));
  }

  /** Begins, and goes on with what is there, until a controller comes to its end. */
  private void upgraded(Site site, Controller controller) throws Exception {
    Path marks = temporary.resolve("marks");
    String[] upgrade =
        site.upgrade(site.runbook(text -> counting(text, marks)), site.inventory(), Site.TO);
    Tool.Ending ending = controller.run(upgrade);
    while (ending.code() == KILLED || ending.code() == LOCKED) {
      if (ending.code() == LOCKED) { // by one that was killed before its run began
        site.tool().run("lock", "wait", "-i", site.inventory(), "--timeout", "3m").expect(0);
      }
      ending = controller.run("resume", "last");
      if (ending.code() == NO_SUCH_RUN) {
        ending = controller.run(upgrade); // killed before there was anything to resume, as it says
      }
    }
    ending.expect(0);
    site.assertAllServe(Site.TO);
    List<String> names = site.cluster().nodes().stream().map(node -> node.name()).toList();
    assertThat(Files.readAllLines(marks)).containsExactlyInAnyOrderElementsOf(names);
  }

  /** Every other time the journal ends with what a power cut leaves of a record. */
  private static boolean tornByPowerLoss(Site site, Accomplice accomplice) throws IOException {
    int kills = accomplice.struck().size();
    byte[] rest =
        kills % 4 == 0 ? new byte[512] : "0000012c 1badcafe {\"type\":\"st".getBytes(US_ASCII);
    Optional<Path> journal = journal(site);
    if (kills % 2 == 1 || journal.isEmpty()) {
      return false;
    }
    Files.write(journal.get(), rest, StandardOpenOption.APPEND);
    return true;
  }

  /** Of the last run, if anything is in it. */
  private static Optional<Path> journal(Site site) throws IOException {
    try (Stream<Path> runs = Files.walk(site.tool().directory().resolve("state/runs"), 2)) {
      return runs.filter(file -> file.endsWith("journal") && file.toFile().length() > 0)
          .max(Comparator.naturalOrder());
    }
  }

  /** With a step that must not be run twice, and leaves a mark each time that it is. */
  private static String counting(String runbook, Path marks) {
    return runbook.replaceFirst(
        "(?m)^( +)- name: start\\n",
        "$1- name: not to be repeated\n$1  command: [sh, -c, \"echo {{inventory_hostname}} >> "
            + marks
            + "\"]\n$0");
  }

  private void record(String id, String fault, String where, int injected) throws IOException {
    FaultMatrix.record(id, getClass(), fault, where, injected, FaultMatrix.End.RESUMED);
  }
}
