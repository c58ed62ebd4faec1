package dev.drover.backup;

import dev.drover.expr.Value;
import dev.drover.remote.Remote;
import dev.drover.time.Clock;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Where a driver works.
 *
 * @param host the machine that has the home or the database
 * @param options what the inventory says of the backup: directories, names; secrets among them
 * @param progress is told how it is going
 */
public record BackupPlace(
    Remote host, Map<String, Value> options, Clock clock, Consumer<String> progress) {
  public BackupPlace {
    options = Map.copyOf(options);
  }
}
