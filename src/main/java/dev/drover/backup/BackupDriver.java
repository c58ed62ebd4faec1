package dev.drover.backup;

import dev.drover.remote.RemoteException;
import dev.drover.schema.Schema;
import java.util.List;

/**
 * A way to back up the home or the database: snapshots of a file system, dumps, a service of a
 * cloud. It is constructed without side effects, keeps no state between calls, and is used by
 * several threads at once.
 */
public interface BackupDriver {

  /** What is backed up. */
  enum Subject {
    HOME,
    DATABASE
  }

  /** Whether a backup is whole. */
  record Verdict(boolean whole, String words) {}

  /** The word that inventories and tasks have for it. */
  String name();

  /** What it backs up. */
  Subject subject();

  /** What may be written as its options. */
  Schema options();

  /**
   * What is missing before it can work, a sentence each: a tool, a right, room. Only looks.
   *
   * @throws RemoteException if the machine can't be asked
   */
  List<String> check(BackupPlace place) throws RemoteException, InterruptedException;

  /**
   * Takes a backup and makes it last. If it fails it leaves nothing behind, neither a half backup
   * nor a frozen file system; a backup of the same id that is there already is left as it is, and
   * is a failure.
   */
  Backup take(String id, BackupPlace place) throws RemoteException, InterruptedException;

  /** The backups that it has made and that are still there, the oldest first; nobody else's. */
  List<Backup> list(BackupPlace place) throws RemoteException, InterruptedException;

  /** Looks whether a backup can be restored, as thoroughly as it can without restoring it. */
  Verdict verify(Backup backup, BackupPlace place) throws RemoteException, InterruptedException;

  /** Puts a backup in the place of what is there; the product does not run meanwhile. */
  void restore(Backup backup, BackupPlace place) throws RemoteException, InterruptedException;

  /** Deletes a backup, and nothing else. One that is gone already is no failure. */
  void remove(Backup backup, BackupPlace place) throws RemoteException, InterruptedException;
}
