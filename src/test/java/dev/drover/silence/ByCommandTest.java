package dev.drover.silence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drover.remote.LocalShell;
import dev.drover.remote.RemoteException;
import dev.drover.remote.ShellRemote;
import dev.drover.sim.SimRests;
import dev.drover.sim.World;
import dev.drover.task.Facts;
import dev.drover.time.SystemTime;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Programs of this machine silence, with their limits in the environment. */
class ByCommandTest {

  @TempDir Path directory;

  private static Facts facts() {
    return new TwoDoors(
        () -> new ShellRemote(new LocalShell("localhost")),
        new SimRests(new World()),
        SystemTime.SYSTEM);
  }

  private static List<String> sh(String text, Path path) {
    return List.of("sh", "-c", text, path.toString());
  }

  @Test
  void opensAndClosesByItsProgramsAndTellsNothing() throws Exception {
    Path file = directory.resolve("it's silent");
    Silencer silencer =
        new ByCommand(
            sh("echo $SILENCE_SECONDS $SILENCE_COMMENT > \"$0\"", file), sh("rm \"$0\"", file));
    silencer.open(facts(), Duration.ofMinutes(5), "an upgrade");
    assertThat(file).hasContent("300 an upgrade");
    assertThat(silencer.look(facts()).known()).isFalse();
    assertThat(silencer.byHand()).endsWith("/it'\\''s silent'");
    silencer.close(facts());
    assertThat(file).doesNotExist();
  }

  @Test
  void aProgramThatFailsIsTold() {
    Silencer silencer =
        new ByCommand(List.of("sh", "-c", "echo no pager >&2; exit 3"), List.of("true"));
    assertThatThrownBy(() -> silencer.open(facts(), Duration.ofMinutes(5), "x"))
        .isInstanceOf(RemoteException.class)
        .hasMessageEndingWith("ended with status 3: no pager");
  }
}
