package dev.drover.run;

import dev.drover.expr.Scope;
import dev.drover.expr.Scope.Known;
import dev.drover.expr.Value;
import dev.drover.journal.Entry;
import dev.drover.journal.RunState;
import dev.drover.plan.Lane;
import dev.drover.plan.PlannedPlay;
import dev.drover.plan.Results;
import dev.drover.plan.Step;

/** What steps of an earlier attempt left to later ones. */
final class Restored {

  private final Running running;
  private final Results results = new Results();

  private Restored(Running running) {
    this.running = running;
  }

  static Results of(Running running) {
    return new Restored(running).all();
  }

  private Results all() {
    RunState state = running.ledger().state();
    state.facts().forEach(results::facts);
    for (PlannedPlay play : running.plan().plays()) {
      for (Lane lane : play.lanes()) {
        for (Step step : lane.steps()) {
          state
              .ended(step.id().text())
              .filter(_ -> state.isFinished(step.id().text()))
              .ifPresent(ended -> restore(play, step, ended));
        }
      }
    }
    return results;
  }

  private void restore(PlannedPlay play, Step step, Entry.StepEnded ended) {
    step.task()
        .keywords()
        .register()
        .ifPresent(name -> {
          if (ended.ending() == Entry.Ending.NOT_TAKEN) {
            results.skip(step, name);
          } else if (ended.masked()) {
            results.lose(step, name);
          } else {
            results.register(step, name, Value.of(ended.values()));
          }
        });
    if (ended.ending() == Entry.Ending.DONE) {
      Scope scope =
          running
              .means()
              .doors()
              .scopes()
              .of(play.play(), play.hosts(), step.task(), step.host(), results.of(step.host()));
      Provided.by(step, scope)
          .ifPresentOrElse(
              names ->
                  names.forEach(
                      (name, value) -> results.add(step, name, new Known(Value.of(value)))),
              () ->
                  step.kind()
                      .kind()
                      .provided(step.task().arguments())
                      .forEach(name -> results.lose(step, name)));
    }
  }
}
