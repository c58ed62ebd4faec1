package dev.drover.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * A live cluster is upgraded by a plan, unless the cluster is no longer the one it was made for.
 */
@Tag("long")
@Execution(ExecutionMode.CONCURRENT)
class DriftTest {

  private static final String SERVER = "set server bitbucket_http/bb2 state ";

  @TempDir Path temporary;

  @Test
  void aPlanIsRunOnTheClusterThatItWasMadeFor() throws Exception {
    try (Site site = Site.up(temporary, spec -> spec)) {
      Path plan = site.work().resolve("change.plan");
      plan(site, plan);
      plan(site, site.work().resolve("again.plan"));
      assertThat(site.work().resolve("again.plan")).hasSameBinaryContentAs(plan);

      aNodeThatSomebodyTookOut(site, plan);
      aMachineThatIsAnotherOne(site, plan);
      site.tool().run("run", plan.toString(), "--yes").expect(0);
      site.assertAllServe(Site.TO);
      anUpgradeThatWasDoneAlready(site, plan);
    }
  }

  private static void plan(Site site, Path file) throws Exception {
    List<String> words =
        new ArrayList<>(List.of(site.upgrade(Site.RUNBOOK, site.inventory(), Site.TO)));
    words.set(0, "plan");
    words.addAll(List.of("-o", file.toString()));
    site.tool().run(words.toArray(String[]::new)).expect(0);
  }

  private static void aNodeThatSomebodyTookOut(Site site, Path plan) throws Exception {
    List<Long> before = site.processes();
    site.cluster().balancer().ask(SERVER + "maint");
    Tool.Ending refused = site.tool().run("run", plan.toString(), "--yes").expect(42);
    assertThat(refused.err())
        .contains(
            "is not run: what it rests on has changed since it was made", "bitbucket_http/bb2")
        .contains("READY, UP -> MAINT");
    assertThat(site.processes()).isEqualTo(before);
    site.cluster().balancer().ask(SERVER + "ready");
    await().untilAsserted(() -> site.assertAllServe(Site.FROM)); // it has to be checked first
  }

  private static void aMachineThatIsAnotherOne(Site site, Path plan) throws Exception {
    Path known = site.cluster().directory().resolve("known_hosts");
    String keys = Files.readString(known);
    List<String> lines = keys.lines().toList();
    String key = lines.getLast().replaceFirst("^\\S+ ", "");
    Files.writeString(known, keys.replace(lines.getFirst().replaceFirst("^\\S+ ", ""), key));
    assertThat(site.tool().run("run", plan.toString(), "--yes").expect(42).err())
        .contains("a machine is not the one that it was when the plan was made: ");
    Files.writeString(known, keys);
  }

  private static void anUpgradeThatWasDoneAlready(Site site, Path plan) throws Exception {
    List<Long> before = site.processes();
    assertThat(site.tool().run("run", plan.toString(), "--yes").expect(42).err())
        .contains("version of node bb1", "7.9.0 -> 7.9.4");
    assertThat(site.processes()).isEqualTo(before);
  }
}
