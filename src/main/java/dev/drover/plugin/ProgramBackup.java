package dev.drover.plugin;

import dev.drover.backup.Backup;
import dev.drover.backup.BackupDriver;
import dev.drover.backup.BackupPlace;
import dev.drover.remote.RemoteException;
import dev.drover.schema.Default;
import dev.drover.schema.Schema;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A backup driver that is a program. */
record ProgramBackup(Executable executable, Described.BackupOf described, Schema options)
    implements BackupDriver {

  /** What it answers to {@code check}. */
  record Checked(@Default("[]") List<String> missing) {}

  /** What it answers to {@code take}: a backup, or why there is none. */
  record Took(Optional<BackupOf> backup, Optional<String> failed, Optional<String> next) {
    Took {
      if (backup.isPresent() == failed.isPresent()) {
        throw new IllegalArgumentException("an answer has either `backup` or `failed`");
      }
    }
  }

  /** What it answers to {@code list}. */
  record Listed(@Default("[]") List<BackupOf> backups) {}

  /** What it answers to {@code verify}. */
  record Verified(boolean whole, String words) {}

  /** What it answers to {@code restore} and {@code remove}. */
  record Done(Optional<String> failed, Optional<String> next) {}

  /** A backup as the program tells it. */
  record BackupOf(
      String id,
      String began,
      String ended,
      @Default("0") long bytes,
      @Default("{}") Map<String, String> details) {
    BackupOf {
      backup(id, began, ended, bytes, details);
    }

    private static Backup backup(
        String id, String began, String ended, long bytes, Map<String, String> details) {
      try {
        return new Backup(id, Instant.parse(began), Instant.parse(ended), bytes, details);
      } catch (DateTimeException e) {
        throw new IllegalArgumentException(
            "`began` and `ended` must be times such as 2026-11-21T03:00:00Z", e);
      }
    }

    Backup backup() {
      return backup(id, began, ended, bytes, details);
    }

    static Map<String, Object> of(Backup backup) {
      return Map.of(
          "id", backup.id(),
          "began", backup.began().toString(),
          "ended", backup.ended().toString(),
          "bytes", backup.bytes(),
          "details", backup.details());
    }
  }

  ProgramBackup(Executable executable, Described.BackupOf described) {
    this(executable, described, Described.schema(described.doc(), described.options()));
  }

  @Override
  public String name() {
    return described.name();
  }

  @Override
  public Subject subject() {
    return described.subject();
  }

  @Override
  public List<String> check(BackupPlace place) throws RemoteException, InterruptedException {
    return ask("check", true, Map.of(), Checked.class, place).missing();
  }

  @Override
  public Backup take(String id, BackupPlace place) throws RemoteException, InterruptedException {
    Took took = ask("take", false, Map.of("id", id), Took.class, place);
    if (took.backup().isEmpty()) {
      throw refused("take " + id, took.failed(), took.next());
    }
    return took.backup().get().backup();
  }

  @Override
  public List<Backup> list(BackupPlace place) throws RemoteException, InterruptedException {
    return ask("list", true, Map.of(), Listed.class, place).backups().stream()
        .map(BackupOf::backup)
        .toList();
  }

  @Override
  public Verdict verify(Backup backup, BackupPlace place)
      throws RemoteException, InterruptedException {
    Verified verified = ask("verify", true, of(backup), Verified.class, place);
    return new Verdict(verified.whole(), verified.words());
  }

  @Override
  public void restore(Backup backup, BackupPlace place)
      throws RemoteException, InterruptedException {
    Done done = ask("restore", false, of(backup), Done.class, place);
    if (done.failed().isPresent()) {
      throw refused("restore " + backup.id(), done.failed(), done.next());
    }
  }

  @Override
  public void remove(Backup backup, BackupPlace place)
      throws RemoteException, InterruptedException {
    Done done = ask("remove", false, of(backup), Done.class, place);
    if (done.failed().isPresent()) {
      throw refused("remove " + backup.id(), done.failed(), done.next());
    }
  }

  private static Map<String, Object> of(Backup backup) {
    return Map.of("backup", BackupOf.of(backup));
  }

  private RemoteException refused(String what, Optional<String> why, Optional<String> next) {
    return new RemoteException.Refused(
        "%s could not %s: %s".formatted(described.name(), what, why.orElse("it did not say why")),
        next.orElse("look at the machine, then `drover resume`"),
        null);
  }

  private <A extends Record> A ask(
      String verb, boolean looks, Map<String, ?> more, Class<A> type, BackupPlace place)
      throws RemoteException, InterruptedException {
    Map<String, Object> request = new LinkedHashMap<>();
    request.put("driver", described.name());
    request.put("options", new Options(options).revealed(place.options(), Path.of("inventory")));
    request.putAll(more);
    Dialogue dialogue = new Dialogue(executable, verb).within(described.timeout());
    try {
      return (looks
              ? dialogue.looking(place.host())
              : dialogue.working(place.host(), place.progress()))
          .answer(request, type);
    } catch (PluginException e) {
      throw new RemoteException.Refused(e.words(), e.next(), e);
    }
  }
}
