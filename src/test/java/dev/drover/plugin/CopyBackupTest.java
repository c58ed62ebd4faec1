package dev.drover.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.backup.Backup;
import dev.drover.backup.BackupDriver;
import dev.drover.backup.BackupDriverContract;
import dev.drover.backup.BackupPlace;
import dev.drover.expr.Value;
import dev.drover.remote.LocalShell;
import dev.drover.remote.ShellRemote;
import dev.drover.task.Extensions.Found;
import dev.drover.time.SystemTime;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The backup driver among the plugins that ship, on this machine. */
class CopyBackupTest extends BackupDriverContract {
  @TempDir Path directory;

  @Override
  protected BackupDriver driver() {
    Plugins shipped = Plugins.in(List.of(Path.of("plugins")), Map.of());
    if (shipped.find(BackupDriver.class, "copy_backup") instanceof Found.Is<BackupDriver> found) {
      return found.it();
    }
    throw new AssertionError(shipped.find(BackupDriver.class, "copy_backup"));
  }

  @Override
  protected BackupPlace place() {
    return place("home");
  }

  private BackupPlace place(String home) {
    return new BackupPlace(
        new ShellRemote(new LocalShell("here")),
        Map.of(
            "directory", Value.text(directory.resolve(home).toString()),
            "store", Value.text(directory.resolve("store").toString())),
        SystemTime.SYSTEM,
        _ -> {});
  }

  @Override
  protected void say(String words) throws Exception {
    Files.writeString(Files.createDirectories(directory.resolve("home")).resolve("a file"), words);
  }

  @Override
  protected String said() throws Exception {
    return Files.readString(directory.resolve("home/a file"));
  }

  @Override
  protected void damage(Backup backup) throws Exception {
    Files.writeString(directory.resolve("store/" + backup.id() + "/data/a file"), "other");
  }

  @Override
  protected void breakHalfWay() throws Exception {
    // `cp` finds it out after the place for the copy was made.
    Files.move(directory.resolve("home"), directory.resolve("gone"));
  }

  @Test
  void tellsWhatIsMissing() throws Exception {
    assertThat(driver().check(place("nothing")))
        .containsExactly("there is no directory " + directory + "/nothing that may be read");
  }

  @Test
  void whatIsCutOffIsNoBackup() throws Exception {
    say("before");
    Files.createDirectories(directory.resolve("store/.part-first/data"));
    assertThat(driver().list(place())).isEmpty();
    driver().take("first", place());
    assertThat(directory.resolve("store/.part-first")).doesNotExist();
  }
}
