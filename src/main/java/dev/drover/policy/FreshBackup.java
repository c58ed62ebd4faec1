package dev.drover.policy;

import dev.drover.model.Policy.VerifiedBackup;
import dev.drover.schema.Durations;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * A run begins only while a backup is young enough. The rule is what a plan says; which backup it
 * was is in the journal of the run.
 */
final class FreshBackup implements Rule {

  @Override
  public String name() {
    return "verified_backup";
  }

  @Override
  public Optional<String> says(Subject subject) {
    return subject
        .policy()
        .backup()
        .map(rule ->
            "A run of the runbook `%s` has finished in the last %s."
                .formatted(rule.runbook(), Durations.text(rule.youngerThan())));
  }

  @Override
  public String enforced() {
    return "It is looked up again when the run begins, and the backup is named in its journal.";
  }

  @Override
  public Judgement judge(Subject subject) {
    VerifiedBackup rule = subject.policy().backup().orElseThrow();
    Optional<Backups.Taken> newest = subject.backups().newest(rule.runbook());
    Optional<Duration> age =
        newest.map(backup -> Duration.between(backup.at(), subject.clock().now()));
    if (age.isPresent() && age.get().compareTo(rule.youngerThan()) <= 0) {
      return new Judgement.Kept();
    }
    String problem =
        newest.isEmpty()
            ? "no run of `%s` for this inventory has finished".formatted(rule.runbook())
            : "the newest run of `%s`, %s, finished %s ago"
                .formatted(
                    rule.runbook(),
                    newest.get().run(),
                    Durations.text(age.orElseThrow().truncatedTo(ChronoUnit.MINUTES)));
    return Judgement.broken(problem, "run `" + rule.runbook() + "` first, with this inventory");
  }
}
