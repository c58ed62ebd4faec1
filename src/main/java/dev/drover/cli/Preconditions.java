package dev.drover.cli;

import dev.drover.journal.Entry;
import dev.drover.model.MaintenanceWindow;
import dev.drover.model.Policy;
import dev.drover.policy.Backups;
import dev.drover.schema.Durations;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a policy asks of the moment at which a run begins or goes on. What it rested on is written
 * into the journal.
 *
 * @param setAside why the maintenance window does not count, if the operator says so
 */
record Preconditions(Policy policy, Backups backups, Optional<String> setAside) {

  /** Ends the command if no run may begin now. */
  void refuse(Instant now) {
    policy
        .maintenance()
        .filter(window -> setAside.isEmpty() && window.closes(now).isEmpty())
        .ifPresent(window -> {
          throw new EndException(
              ExitCode.POLICY,
              "the maintenance window (%s) is closed%s; nothing was changed"
                  .formatted(
                      window,
                      window
                          .opens(now)
                          .map(next -> ", and opens " + window.words(next))
                          .orElse(" for good")),
              "begin the run then, or say why it can't wait: `--outside-window REASON`");
        });
  }

  /** How the policies stand now, for the journal. */
  List<Entry> notes(Instant now) {
    List<Entry> notes = new ArrayList<>();
    policy.maintenance().ifPresent(window -> notes.add(note(window, now)));
    policy
        .backup()
        .flatMap(rule -> backups.newest(rule.runbook()))
        .ifPresent(backup ->
            notes.add(
                new Entry.PolicyNoted(
                    now,
                    "verified_backup",
                    "run %s finished %s ago"
                        .formatted(
                            backup.run(),
                            Durations.text(
                                Duration.between(backup.at(), now)
                                    .truncatedTo(ChronoUnit.SECONDS))),
                    false)));
    return notes;
  }

  private Entry note(MaintenanceWindow window, Instant now) {
    return new Entry.PolicyNoted(
        now,
        MaintenanceWindow.POLICY,
        setAside.orElseGet(() ->
            window
                .closes(now)
                .map(end -> "no host is started after " + window.words(end))
                .orElse("closed: only hosts that were left in work go on")),
        setAside.isPresent());
  }
}
