package dev.drover.run;

import dev.drover.expr.Condition;
import dev.drover.expr.ConditionException;
import dev.drover.model.Host;
import dev.drover.model.Inventory;
import dev.drover.plan.StepFacts;
import dev.drover.remote.Remote;
import dev.drover.rest.Endpoint;
import dev.drover.rest.Rest;
import dev.drover.task.Extensions;
import dev.drover.task.RunContext;
import dev.drover.time.Clock;
import dev.drover.time.Waiter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** What a step works with: the facts of its plan, with the doors open for effects. */
final class StepContext implements RunContext {

  private final StepFacts facts;
  private final Means means;
  private final Optional<StepJobs> jobs;
  private final Consumer<String> progress;

  StepContext(StepFacts facts, Means means, Consumer<String> progress) {
    this(facts, means, Optional.empty(), progress);
  }

  /**
   * The same.
   *
   * @param jobs makes its long commands outlive the connection
   */
  StepContext(StepFacts facts, Means means, Optional<StepJobs> jobs, Consumer<String> progress) {
    this.facts = facts;
    this.means = means;
    this.jobs = jobs;
    this.progress = progress;
  }

  @Override
  public Remote remote() {
    return through(facts.door());
  }

  @Override
  public Remote remote(Host other) {
    return through(facts.door(other));
  }

  @Override
  public String typed(Host machine, String text) {
    return facts.typed(machine, text);
  }

  private Remote through(Remote door) {
    return jobs.map(through -> through.through(door)).orElse(door);
  }

  @Override
  public String attempt() {
    return jobs.map(StepJobs::name).orElseGet(RunContext.super::attempt);
  }

  @Override
  public Rest rest(Endpoint endpoint) {
    return means.doors().rests().to(endpoint);
  }

  @Override
  public Waiter waiter() {
    return means.waiter();
  }

  @Override
  public void progress(String words) {
    progress.accept(means.masker().mask(words));
  }

  @Override
  public boolean confirm(String question) throws InterruptedException {
    return means.asker().confirm(question);
  }

  @Override
  public Host host() {
    return facts.host();
  }

  @Override
  public List<Host> peers() {
    return facts.peers();
  }

  @Override
  public Inventory inventory() {
    return facts.inventory();
  }

  @Override
  public <S extends Record> S settings(Host host, Class<S> type) {
    return facts.settings(host, type);
  }

  @Override
  public Map<String, Object> variables() {
    return facts.variables();
  }

  @Override
  public boolean holds(Condition condition) throws ConditionException {
    return facts.holds(condition);
  }

  @Override
  public Extensions extensions() {
    return facts.extensions();
  }

  @Override
  public Clock clock() {
    return facts.clock();
  }
}
