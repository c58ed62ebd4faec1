package dev.drover.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.testing.RealComponent;
import dev.drover.testing.SignedSite;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A plan that two people must sign, from the plan to the journal of its run. */
@Execution(ExecutionMode.CONCURRENT)
@RealComponent("ssh-keygen")
class SignedPlanTest {

  @TempDir private Path directory;

  @Test
  void runsOnceItIsSignedAndTheJournalSaysByWhom() throws Exception {
    SignedSite site = SignedSite.in(directory);
    Tool tool = new Tool(Files.createDirectory(directory.resolve("tool")));
    String plan = site.plan().toString();
    tool.run("plan", site.runbook().toString(), "-i", site.hosts(), "-o", plan).expect(0);
    tool.run("run", plan).expect(43);
    assertThat(directory.resolve("tool/state")).doesNotExist();
    tool.run("sign", plan, "--yes", "--key", site.alice().toString()).expect(0);
    tool.run("sign", plan, "--yes", "--key", site.bob().toString()).expect(0);

    Tool.Ending run = tool.run("run", plan).expect(0);

    assertThat(run.out()).contains("  signed by alice@example.com, bob@example.com\n");
    Tool.Ending shown = tool.run("show", "last", "--json").expect(0);
    assertThat(shown.out())
        .contains("\"signer\" : \"alice@example.com\"", "\"signer\" : \"bob@example.com\"");
    assertThat(kept("run.plan")).hasSameBinaryContentAs(site.plan());
    assertThat(kept("run.plan.sig")).hasSameBinaryContentAs(Path.of(plan + ".sig"));
  }

  @Test
  void doesNotGoOnWithWhatNobodyHasSigned() throws Exception {
    SignedSite site = SignedSite.in(directory);
    String runbook = Files.readString(site.runbook()).replace("true", "false");
    Files.writeString(site.runbook(), runbook);
    Tool tool = new Tool(Files.createDirectory(directory.resolve("tool")));
    String plan = site.plan().toString();
    tool.run("plan", site.runbook().toString(), "-i", site.hosts(), "-o", plan).expect(0);
    tool.run("sign", plan, "--yes", "--key", site.alice().toString()).expect(0);
    tool.run("sign", plan, "--yes", "--key", site.bob().toString()).expect(0);
    tool.run("run", plan).expect(30);
    tool.run("resume", "last").expect(30);
    Files.writeString(site.runbook(), runbook.replace("false", "true"));

    assertThat(tool.run("resume", "last", "--accept-changes").expect(43).err())
        .isEqualTo(
            """
            Steps
              ~ look/command  localhost
                  arguments.argv: false -> true
            drover: --accept-changes would run what nobody has signed; changed since the run began: %s
              next: undo the change and resume; or make a new plan and have it signed
            """
                .formatted(site.runbook()));
    tool.run("resume", "last").expect(41);
  }

  private Path kept(String name) throws Exception {
    try (Stream<Path> files = Files.walk(directory.resolve("tool/state"))) {
      return files.filter(file -> file.endsWith(name)).findFirst().orElseThrow();
    }
  }
}
