package dev.drover.run;

import dev.drover.expr.Condition;
import dev.drover.expr.ConditionException;
import dev.drover.expr.Conditions;
import dev.drover.expr.Scope;
import dev.drover.model.Keywords;
import dev.drover.task.Outcome;
import java.util.List;
import java.util.Optional;

/**
 * Says what the author says of a step's result: whether it changed something, whether it failed.
 * Only what a kind found out is judged; a machine that can't be reached is a failure in any case.
 */
final class Judge {

  private static final String READ_IT = "read what it printed, mend it, then resume the run";

  private final Keywords keywords;
  private final Scope scope;

  /** For a step whose names mean what {@code scope} says. */
  Judge(Keywords keywords, Scope scope) {
    this.keywords = keywords;
    this.scope = scope;
  }

  /** The outcome as the author sees it. */
  Outcome of(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Done done -> of(done);
      case Outcome.Failed failed -> of(failed);
      case Outcome.Skipped _, Outcome.Blocked _ -> outcome;
    };
  }

  private Outcome of(Outcome.Done done) {
    try {
      Outcome.Done judged =
          new Outcome.Done(changed(done, done.changed()), done.summary(), done.result());
      return keywords.failedWhen().isEmpty() || !all(keywords.failedWhen(), judged)
          ? judged
          : Outcome.failed(
              "`failed_when: " + words(keywords.failedWhen()) + "` holds",
              done.summary().lines().toList(),
              READ_IT,
              done.result());
    } catch (ConditionException e) {
      return Outcome.failed(
          String.valueOf(e.getMessage()), done.summary().lines().toList(), "mend the condition");
    }
  }

  /** What failed and is no failure to the author has changed something, unless he denies that. */
  private Outcome of(Outcome.Failed failed) {
    if (keywords.failedWhen().isEmpty()) {
      return failed;
    }
    try {
      return all(keywords.failedWhen(), failed)
          ? failed
          : new Outcome.Done(
              changed(failed, true),
              failed.cause() + ", which is no failure by `failed_when`",
              failed.result());
    } catch (ConditionException e) {
      return Outcome.failed(
          failed.cause() + "; " + e.getMessage(),
          failed.evidence(),
          failed.next(),
          failed.result());
    }
  }

  private boolean changed(Outcome outcome, boolean otherwise) throws ConditionException {
    return keywords.changedWhen().isEmpty() ? otherwise : all(keywords.changedWhen(), outcome);
  }

  private boolean all(List<Condition> conditions, Outcome outcome) throws ConditionException {
    Scope own = withResult(outcome);
    for (Condition condition : conditions) {
      if (!Conditions.holds(condition, own)) {
        return false;
      }
    }
    return true;
  }

  /** Why another attempt is due after this outcome; empty if none is. */
  Optional<String> unsatisfied(Outcome outcome) {
    if (outcome instanceof Outcome.Failed failed) {
      return Optional.of(failed.cause());
    }
    if (keywords.until().isEmpty()) {
      return Optional.empty();
    }
    Condition until = keywords.until().get();
    try {
      return Conditions.holds(until, withResult(outcome))
          ? Optional.empty()
          : Optional.of("`" + until + "` is still false");
    } catch (ConditionException e) {
      return Optional.of("`until: " + until + "`: " + e.getMessage());
    }
  }

  private static String words(List<Condition> conditions) {
    return String.join(" and ", conditions.stream().map(Condition::text).toList());
  }

  /** What names mean to conditions over a step's own result. */
  private Scope withResult(Outcome outcome) {
    return scope.with("this task's result", keywords.resultName(), StepLog.value(outcome));
  }
}
