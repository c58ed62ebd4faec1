package dev.drover.backup;

import java.time.Instant;
import java.util.Map;

/**
 * A backup that was taken.
 *
 * @param id what it was asked to be called; home and database of one backup have the same
 * @param began when the first of what is in it was looked at
 * @param ended when the last of it was, so that both tell how far home and database are apart
 * @param bytes its size, 0 if that can't be told
 * @param details whatever else helps to find and to check it: names of snapshots, checksums
 */
public record Backup(
    String id, Instant began, Instant ended, long bytes, Map<String, String> details) {
  public Backup {
    details = Map.copyOf(details);
    if (!id.matches("[A-Za-z0-9][A-Za-z0-9_.-]{0,99}")) {
      throw new IllegalArgumentException(
          "`" + id + "` is no id of a backup: use letters, digits and _ . -");
    }
    if (ended.isBefore(began)) {
      throw new IllegalArgumentException("`ended` is before `began`");
    }
  }
}
