package dev.drover.plan;

import dev.drover.schema.Bound;
import dev.drover.task.Bracket;
import dev.drover.task.BracketEffect;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What may be open behind a flow, with the step that opened it.
 *
 * @param failing whether the paths on which something fails and is rescued count too
 */
record Paths(boolean failing, Planning planning) {

  /** Adds to {@code open} what a flow leaves open, and takes out what it closes. */
  void walk(Flow flow, Map<Bracket, Step> open) {
    switch (flow) {
      case Flow.Single(Step step) -> step(step, open);
      case Flow.Guarded guarded -> guarded(guarded, open);
      case Flow.Handlers place -> {
        // What is notified may not be: it can open something, but its closing is not certain.
        for (Flow.Handler handler : place.handlers()) {
          Map<Bracket, Step> own = new LinkedHashMap<>();
          walk(handler.body(), own);
          own.forEach(open::putIfAbsent);
        }
      }
      case Flow.Sequence _, Flow.Parallel _, Flow.Retried _, Flow.Once _ ->
          flow.inner().forEach(part -> walk(part, open));
    }
  }

  private void guarded(Flow.Guarded guarded, Map<Bracket, Step> open) {
    Map<Bracket, Step> rescued = new LinkedHashMap<>();
    if (failing && guarded.rescue().isPresent()) {
      rescued.putAll(open);
      guarded.body().steps().forEach(step -> opened(step, rescued)); // it may fail anywhere
      walk(guarded.rescue().get(), rescued);
    }
    walk(guarded.body(), open);
    rescued.forEach(open::putIfAbsent);
    walk(guarded.always(), open);
  }

  private static void opened(Step step, Map<Bracket, Step> open) {
    step.brackets().stream()
        .filter(BracketEffect.Opens.class::isInstance)
        .forEach(effect -> open.putIfAbsent(effect.bracket(), step));
  }

  private void step(Step step, Map<Bracket, Step> open) {
    if (mightClose(step)) {
      open.values().removeIf(opener -> step.once() || opener.host().equals(step.host()));
    }
    for (BracketEffect effect : step.brackets()) {
      switch (effect) {
        case BracketEffect.Opens opens -> open.putIfAbsent(opens.bracket(), step);
        case BracketEffect.Closes closes -> open.remove(closes.bracket());
      }
    }
  }

  /** Whether nobody can tell what the step closes: it has a mistake, or rests on results. */
  private boolean mightClose(Step step) {
    return planning.wrong().contains(step.id())
        || step.arguments() instanceof Bound.Wrong<?>
        || (step.arguments() instanceof Bound.Later<?>
            && !(step.state() instanceof StepState.WillSkip));
  }
}
