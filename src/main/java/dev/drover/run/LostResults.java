package dev.drover.run;

import dev.drover.model.Host;
import dev.drover.plan.PlannedPlay;
import dev.drover.plan.Results;
import dev.drover.plan.Step;
import dev.drover.plan.StepId;
import dev.drover.task.Outcome;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The results of an earlier attempt of a run that hold secrets: the journal does not have them.
 * When a step comes that uses one, the step that registered it runs again, if that does no harm.
 */
final class LostResults {

  private final Running running;
  private final Results results;
  private final Progress progress;

  /** What several lanes use is made again by one of them. */
  private final Map<StepId, Turnstile> regaining = new ConcurrentHashMap<>();

  LostResults(Running running, Results results, Progress progress) {
    this.running = running;
    this.results = results;
    this.progress = progress;
  }

  /** True if some name has a value that only an earlier attempt of the run knew. */
  boolean any() {
    return results.hasLost();
  }

  /** Sees to it that names of a host have values; answers why one can't have one. */
  Optional<Outcome.Failed> regain(Set<String> names, Host host, Optional<Step> user)
      throws InterruptedException {
    for (String name : names) {
      for (Step source : results.lost(host, name)) {
        boolean itself = user.map(step -> step.id().equals(source.id())).orElse(false);
        if (itself || !regained(source, name, host)) {
          return Optional.of(missing(name, source));
        }
      }
    }
    return Optional.empty();
  }

  private boolean regained(Step source, String name, Host host) throws InterruptedException {
    Turnstile turn =
        regaining.computeIfAbsent(
            source.id(),
            id -> new Turnstile(running.ledger(), "the result of " + id + " to be there again", 1));
    turn.enter();
    try {
      if (isLost(source, name, host)) {
        playOf(source).again(source);
      }
      return !isLost(source, name, host);
    } finally {
      turn.leave();
    }
  }

  private boolean isLost(Step source, String name, Host host) {
    return results.lost(host, name).stream().anyMatch(step -> step.id().equals(source.id()));
  }

  /** Names of a step mean what they mean in its own play. */
  private StepRunner playOf(Step source) {
    PlannedPlay play =
        running.plan().plays().stream()
            .filter(one ->
                one.lanes().stream()
                    .flatMap(lane -> lane.steps().stream())
                    .anyMatch(step -> step.id().equals(source.id())))
            .findFirst()
            .orElseThrow();
    return new StepRunner(running, play, results, progress);
  }

  private Outcome.Failed missing(String name, Step source) {
    boolean failed = !running.ledger().state().isFinished(source.id().text());
    return new Outcome.Failed(
        "`%s` has no value any more: %s left it before the run was resumed, it holds a secret, and no secret is written to the journal; %s"
            .formatted(
                name,
                source.id(),
                failed
                    ? "that step was run again for it, and failed"
                    : "that step is not run again for it, for that might do harm"),
        java.util.List.of(),
        failed
            ? "mend what made " + source.id() + " fail, then resume the run"
            : "begin a new run; if `%s` only looks, let it say so (`reads: true` of a command), and a resumed run can repeat it"
                .formatted(source.task().name()));
  }
}
