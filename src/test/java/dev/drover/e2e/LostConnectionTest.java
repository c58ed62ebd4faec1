package dev.drover.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.drover.testing.FaultMatrix;
import dev.drover.testing.RealComponent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Connections that are cut in the middle of commands and uploads, and SSH servers that hang. */
@Execution(ExecutionMode.CONCURRENT)
@ResourceLock("LostConnectionTest") // one case after the other
@Tag("faults")
@RealComponent("sshd")
class LostConnectionTest {

  private static final int LINES = 12;

  @TempDir Path temporary;
  private LoneHost host;

  @BeforeEach
  void start() throws Exception {
    host = new LoneHost(temporary);
  }

  @AfterEach
  void stop() throws IOException {
    host.close();
  }

  /** A command that must not run twice, which prints a line every 0.4 s, and a look at them. */
  private String counting() {
    StringBuilder all = new StringBuilder();
    for (int i = 1; i <= LINES; i++) {
      all.append(i == 1 ? "" : "\\n").append("line ").append(i);
    }
    return """
    - name: count
      shell: "echo begun >> %s; i=0; while [ $i -lt %d ]; do i=$((i+1)); echo line $i; sleep 0.4; done"
      register: counted
    - name: every line came once
      assert:
        that: ['counted.stdout == "%s"']
        message: some line is missing, or came twice
    """
        .formatted(mark(), LINES, all);
  }

  private Path mark() {
    return temporary.resolve("mark");
  }

  private void ranOnce() throws IOException {
    assertThat(Files.readString(mark())).isEqualTo("begun\n");
  }

  private void awaitBegin() {
    await().atMost(Duration.ofMinutes(1)).until(() -> Files.exists(mark()));
  }

  @Test
  void aCommandWhoseConnectionIsCutGoesOnAndIsHeardToItsEnd() throws Exception {
    Random random = new Random(FaultMatrix.seed());
    int cuts = FaultMatrix.all() ? 8 : 3;
    Tool.Started run = host.tool().start(host.run(counting()));
    awaitBegin();
    for (int cut = 1; cut <= cuts && run.process().isAlive(); cut++) {
      run.process().waitFor(200 + random.nextInt(600), TimeUnit.MILLISECONDS);
      host.wire().become(Wire.Condition.CUT);
      host.wire().become(Wire.Condition.WHOLE);
    }
    run.await().expect(0);
    ranOnce();
    record(
        "20-cut-in-a-command",
        "The connection is cut in the middle of a command",
        "at random moments of a command that must not run twice",
        cuts,
        FaultMatrix.End.FINISHED);
  }

  @Test
  void anUploadWhoseConnectionIsCutIsWholeInTheEnd() throws Exception {
    byte[] content = new byte[8 << 20];
    new Random(FaultMatrix.seed()).nextBytes(content);
    Path source = Files.write(temporary.resolve("source"), content);
    Path target = temporary.resolve("target");
    host.wire().cutAfter(3 << 20);
    Tool.Ending ending =
        host.tool().run(host.run("- upload: {src: %s, dest: %s}".formatted(source, target)));
    while (ending.code() == 30) {
      ending = host.tool().run("resume", "last");
    }
    ending.expect(0);
    assertThat(host.wire().cuts()).isEqualTo(1);
    assertThat(target).hasBinaryContent(content);
    record(
        "21-cut-in-an-upload",
        "The connection is cut in the middle of an upload",
        "in the middle of a file",
        1,
        FaultMatrix.End.RESUMED);
  }

  @Test
  void anSshServerThatAnswersNothingIsUnreachable() throws Exception {
    Tool.Started run = host.tool().start(host.run(counting()));
    awaitBegin();
    host.wire().become(Wire.Condition.SILENT);
    boolean _ = run.process().waitFor(12, TimeUnit.SECONDS);
    host.wire().become(Wire.Condition.WHOLE);
    run.await().expect(0);
    ranOnce();
    record(
        "22-silent-ssh-server",
        "An SSH server accepts connections and does not answer for a while",
        "in the middle of a command",
        1,
        FaultMatrix.End.FINISHED);
  }

  @Test
  void anSshServerThatNeverAnswersIsGivenUpAndResumed() throws Exception {
    assumeTrue(FaultMatrix.all(), "the long version waits until patience is over");
    Tool.Started run = host.tool().start(host.run(counting()));
    awaitBegin();
    host.wire().become(Wire.Condition.SILENT);
    Tool.Ending failed = run.await().expect(30);
    assertThat(failed.out()).contains("failed: work/count[h1]: ");
    host.wire().become(Wire.Condition.WHOLE);
    host.tool().run("resume", "last").expect(0);
    ranOnce();
    record(
        "24-silent-for-ever",
        "An SSH server accepts connections and never answers again",
        "from the middle of a command on",
        1,
        FaultMatrix.End.RESUMED);
  }

  @Test
  void anSshServerThatDiesIsWaitedFor() throws Exception {
    Tool.Started run = host.tool().start(host.run(counting()));
    awaitBegin();
    host.killServer();
    host.startServer();
    run.await().expect(0);
    ranOnce();
    record(
        "23-ssh-server-dies",
        "The SSH server dies with all its sessions, and is started again",
        "in the middle of a command",
        1,
        FaultMatrix.End.FINISHED);
  }

  private void record(String id, String fault, String where, int injected, FaultMatrix.End end)
      throws IOException {
    FaultMatrix.record(id, getClass(), fault, where, injected, end);
  }
}
