package dev.drover.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.testing.FaultMatrix;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * A controller is killed with a node out of the balancer: what that left open is told and closed.
 */
@Tag("long")
@Tag("faults")
@Execution(ExecutionMode.CONCURRENT)
class RecoverTest {

  @TempDir Path temporary;

  @Test
  void closesWhatAKilledControllerLeftOpenAndGoesOnAfterwards() throws Exception {
    try (Site site = Site.up(temporary, spec -> spec)) {
      Path go = temporary.resolve("go");
      String runbook = site.runbook(text -> holdingUntilThereIs(go, text));
      Tool.Started run = site.tool().start(site.upgrade(runbook, site.inventory(), Site.TO));
      run.awaitWords("out of bitbucket_http, bitbucket_ssh");
      assertThat(site.tool().run("status").expect(0).out())
          .contains("  going on: process ", "Open, and the run's to close:");
      run.signal("KILL");
      run.await().expect(137);

      assertThat(site.tool().run("status").expect(32).out())
          .contains(
              "  out of service: bb1, since ",
              "  upgrade mode: ",
              "  next: `drover recover ",
              "  next: `drover resume ");
      assertThat(site.tool().run("recover", "last", "--no-input").expect(32).out())
          .contains("    why: nobody said yes to closing it");
      assertThat(site.tool().run("recover", "last", "--yes").expect(32).out())
          .contains("node out of service: in service in ", "upgrade mode: upgrade mode is off");
      site.assertAllServe(Site.FROM);
      assertThat(site.tool().run("status").expect(32).out())
          .contains("Left open:\n  in doubt: ")
          .doesNotContain("out of service", "upgrade mode");

      Files.createFile(go);
      site.tool().run("resume", "last").expect(0);
      site.assertAllServe(Site.TO);
    }
    FaultMatrix.record(
        "14-killed-and-recovered",
        getClass(),
        "The controller is killed, and `drover recover` closes what it left open",
        "while a node of the upgrade is out of the balancer",
        1,
        FaultMatrix.End.RESUMED);
  }

  /** Right after the node has left the balancer. */
  private static String holdingUntilThereIs(Path file, String runbook) {
    return runbook.replace(
        "      - name: stop\n",
        "      - name: hold\n"
            + "        shell:\n"
            + "          reads: true\n"
            + "          text: while ! test -e "
            + file
            + "; do sleep 1; done\n"
            + "      - name: stop\n");
  }
}
