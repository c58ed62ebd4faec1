package dev.drover.run;

import dev.drover.plan.Plan;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

/** A run that is going on: what all its lanes share. */
final class Running {

  private final String id;
  private final Plan plan;
  private final Ledger ledger;
  private final Stop stop;
  private final Means means;
  private final OnceSteps once = new OnceSteps();
  private final Throttles throttles;
  private final BracketTurns brackets;
  private final IssuedJobs jobs;
  private final Strands strands;
  private final AtomicReference<Optional<Throwable>> bug = new AtomicReference<>(Optional.empty());

  Running(String id, Plan plan, Ledger ledger, Stop stop, Means means) {
    this.id = id;
    this.plan = plan;
    this.ledger = ledger;
    this.stop = stop;
    this.means = means;
    this.throttles = new Throttles(ledger);
    this.brackets = new BracketTurns(ledger);
    this.strands = new Strands(ledger);
    this.jobs = new IssuedJobs(ledger);
  }

  String id() {
    return id;
  }

  Plan plan() {
    return plan;
  }

  Ledger ledger() {
    return ledger;
  }

  Stop stop() {
    return stop;
  }

  Means means() {
    return means;
  }

  /** Tells this run from any other, also from one of the same name elsewhere. */
  String identity() {
    return id + ledger.state().began().map(began -> " " + began.at()).orElse("");
  }

  /** The jobs that machines keep for the run. */
  IssuedJobs jobs() {
    return jobs;
  }

  /** Who is in work. */
  Strands strands() {
    return strands;
  }

  OnceSteps once() {
    return once;
  }

  Throttles throttles() {
    return throttles;
  }

  BracketTurns brackets() {
    return brackets;
  }

  /** The groups of which one host stays in service at any moment. */
  Map<String, Set<String>> groups() {
    return plan.runbook().policy().radius().groups(means.doors().scopes().inventory());
  }

  /** Whether an operator has paused the run. */
  boolean isPaused() {
    return ledger.state().paused().isPresent();
  }

  /** Returns at once, or when an operator who has paused the run lets it go on or stops it. */
  void passPause() throws InterruptedException {
    if (isPaused()) {
      ledger.await(
          "the operator, who has paused the run",
          () -> isPaused() ? Optional.empty() : Optional.of(true));
    }
  }

  Instant now() {
    return means.clock().now();
  }

  /** A copy of JSON-shaped data in which every secret is masked. */
  Map<String, Object> masked(Map<String, Object> data) {
    Map<String, Object> masked = new LinkedHashMap<>();
    data.forEach((name, value) -> masked.put(name, maskedValue(value)));
    return masked;
  }

  private Object maskedValue(Object value) {
    return switch (value) {
      case String text -> means.masker().mask(text);
      case List<?> list -> list.stream().map(this::maskedValue).toList();
      case Map<?, ?> map -> {
        Map<String, Object> fields = new LinkedHashMap<>();
        map.forEach((name, field) -> fields.put(String.valueOf(name), maskedValue(field)));
        yield fields;
      }
      default -> value;
    };
  }

  /** A mistake of ours: the run ends as soon as it can, and the mistake is thrown then. */
  void bug(Throwable mistake) {
    bug.compareAndSet(Optional.empty(), Optional.of(mistake));
    stop.ask(Stop.Level.AT_SAFE_POINT, "an internal error: " + mistake);
  }

  Optional<Throwable> bug() {
    return bug.get();
  }
}
