package dev.zdu.http;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;
import org.jspecify.annotations.Nullable;

/**
 * Keeps JGit to the configuration of the repository: what the machine or the account that runs the
 * node has configured for Git must not change how the server behaves, and nothing is written there.
 */
final class GitSettings extends SystemReader.Delegate {

  private GitSettings(SystemReader real) {
    super(real);
  }

  static void install() {
    SystemReader.setInstance(new GitSettings(SystemReader.getInstance()));
  }

  @Override
  public FileBasedConfig openUserConfig(Config parent, FS fs) {
    return new Empty(parent, fs);
  }

  @Override
  public FileBasedConfig openSystemConfig(Config parent, FS fs) {
    return new Empty(parent, fs);
  }

  @Override
  public FileBasedConfig openJGitConfig(Config parent, FS fs) {
    return new Empty(parent, fs);
  }

  /** A configuration without a file: empty, and what is set in it is forgotten. */
  private static final class Empty extends FileBasedConfig {
    private static final Duration TIMESTAMP_RESOLUTION = Duration.ofMillis(10);

    Empty(Config parent, FS fs) {
      super(parent, Path.of("none").toFile(), fs);
    }

    /**
     * What JGit would otherwise find out about the file system by writing files for three seconds,
     * while the first clone waits. The repositories do not trust timestamps anyway.
     */
    @Override
    public long getTimeUnit(
        String section, @Nullable String subsection, String name, long otherwise, TimeUnit unit) {
      return section.equals("filesystem")
          ? unit.convert(TIMESTAMP_RESOLUTION)
          : super.getTimeUnit(section, subsection, name, otherwise, unit);
    }

    @Override
    public void load() {}

    @Override
    public void save() {}

    @Override
    public boolean isOutdated() {
      return false;
    }
  }
}
