package dev.drover.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.drover.testing.FaultMatrix;
import dev.drover.testing.RealComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Disks that are full: that of a host, and that of the controller itself. */
@Execution(ExecutionMode.CONCURRENT)
@ResourceLock("FullDiskTest") // one case after the other
@Tag("faults")
@RealComponent(
    value = {"sshd", "mount", "umount"},
    root = true)
class FullDiskTest {

  @TempDir Path temporary;

  @Test
  void aFileThatDoesNotFitIsNotThereAtAllAndIsWholeOnceThereIsRoom() throws Exception {
    byte[] content = new byte[6 << 20];
    new Random(FaultMatrix.seed()).nextBytes(content);
    Path source = Files.write(temporary.resolve("source"), content);
    try (LoneHost host = new LoneHost(temporary);
        SmallDisk disk = SmallDisk.of(temporary.resolve("disk"), "4m")) {
      Path target = disk.directory().resolve("target");
      Tool.Ending failed =
          host.tool()
              .run(host.run("- upload: {src: %s, dest: %s}".formatted(source, target)))
              .expect(30);
      assertThat(failed.out()).contains("No space left on device");
      assertThat(target).doesNotExist();
      disk.grow("32m");
      host.tool().run("resume", "last").expect(0);
      assertThat(target).hasBinaryContent(content);
      try (var left = Files.list(disk.directory())) {
        assertThat(left).as("nothing half is left").containsExactly(target);
      }
    }
    FaultMatrix.record(
        "30-host-disk-full",
        getClass(),
        "The disk of a host is full",
        "in the middle of an upload",
        1,
        FaultMatrix.End.RESUMED);
  }

  @Test
  void aRunThatCanNotWriteItsJournalStopsAndGoesOnOnceItCan() throws Exception {
    Path marks = temporary.resolve("marks");
    String tasks =
        """
        - name: slow
          shell: "echo slow >> %s; sleep 3"
        - name: last
          shell: "echo last >> %s"
        """
                .formatted(marks, marks)
            + IntStream.rangeClosed(1, 30) // more than what is left of the journal's last block
                .mapToObj(i -> "- {name: wait %d, pause: 0s}\n".formatted(i))
                .collect(Collectors.joining());
    try (SmallDisk disk = SmallDisk.of(temporary.resolve("work/state"), "1m");
        LoneHost host = new LoneHost(temporary)) {
      Tool.Started run = host.tool().start(host.run(tasks));
      await().atMost(Duration.ofMinutes(1)).until(() -> Files.exists(marks));
      disk.fill();
      Tool.Ending failed = run.await().expect(40);
      assertThat(failed.err()).contains("journal can't be written: No space left on device");
      Files.delete(disk.directory().resolve("filler"));
      host.tool().run("resume", "last").expect(0);
      assertThat(marks).hasContent("slow\nlast\n");
    }
    FaultMatrix.record(
        "31-controller-disk-full",
        getClass(),
        "The disk of the controller is full, so its journal can't be written",
        "at the end of a command that must not run twice",
        1,
        FaultMatrix.End.RESUMED);
  }
}
