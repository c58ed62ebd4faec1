package dev.drover.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drover.remote.Processes.Signal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessesTest {

  @TempDir Path directory;
  private final Processes processes = new Processes(new ShellRemote(new LocalShell("here")));
  private final String marker = "-Dhome=" + UUID.randomUUID();
  private Process process;

  @BeforeEach
  void start() throws Exception {
    process = new ProcessBuilder("sh", "-c", "sleep 60; :", "x", marker, "a b").start();
  }

  @AfterEach
  void stop() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  @Test
  void findsAProcessByItsCommandLineAndNotItself() throws Exception {
    assertThat(processes.byCommandLine(marker))
        .singleElement()
        .satisfies(found -> assertThat(found.pid()).isEqualTo(process.pid()))
        .satisfies(found ->
            assertThat(found.commandLine()).isEqualTo("sh -c sleep 60; : x " + marker + " a b"));
    assertThat(processes.byCommandLine("no-such-" + marker)).isEmpty();
  }

  @Test
  void findsAProcessByItsPidFile() throws Exception {
    Path file = Files.writeString(directory.resolve("pid"), Long.toString(process.pid()));
    assertThat(processes.byPidFile(file.toString()))
        .isEqualTo(processes.byCommandLine(marker).stream().findFirst());
    assertThat(processes.byPidFile(directory + "/none")).isEmpty();
    Files.writeString(file, "4194999\n");
    assertThat(processes.byPidFile(file.toString())).isEmpty();
    Files.writeString(file, "rm -rf\n");
    assertThatThrownBy(() -> processes.byPidFile(file.toString()))
        .hasMessage("here: processes.pidfile %s failed: %s does not hold a process id", file, file);
  }

  @Test
  void endsExactlyTheProcessItFound() throws Exception {
    var found = processes.byCommandLine(marker).getFirst();
    var other = new Processes.LiveProcess(found.pid(), "1", found.user(), found.commandLine());
    assertThat(processes.alive(found)).isTrue();
    assertThat(processes.alive(other)).isFalse();
    assertThat(processes.signal(other, Signal.KILL)).isFalse();
    assertThat(processes.signal(found, Signal.TERM)).isTrue();
    assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
    assertThat(processes.alive(found)).isFalse();
    assertThat(processes.signal(found, Signal.TERM)).isFalse();
  }
}
