package dev.drover.run;

import dev.drover.journal.Entry;
import dev.drover.journal.RunState;
import java.util.Optional;

/** Says which requests of operators make no sense where a run stands. */
final class Refusals {

  private Refusals() {}

  static Optional<String> of(OperatorRequest request, RunState state, boolean goesOn) {
    return switch (request.verb()) {
      case PAUSE ->
          state
              .paused()
              .map(pause -> "it is paused already, by " + pause.by() + " since " + pause.at());
      case CONTINUE ->
          state.paused().isEmpty() ? Optional.of("it is not paused") : Optional.empty();
      case STOP, ABORT -> Optional.empty();
      case SKIP -> ofStep(request.step(), state, goesOn);
      case RETRY ->
          ofStep(request.step(), state, goesOn).or(() -> notFailed(request.step(), state));
    };
  }

  private static Optional<String> ofStep(String step, RunState state, boolean goesOn) {
    if (state.began().map(began -> !began.steps().contains(step)).orElse(false)) {
      return Optional.of("it has no step `" + step + "`");
    }
    if (goesOn && state.isInDoubt(step)) {
      return Optional.of(step + " is running now: wait until it has ended");
    }
    return state.isFinished(step)
        ? state.ended(step).map(ended -> step + " has ended already: " + words(ended))
        : Optional.empty();
  }

  private static Optional<String> notFailed(String step, RunState state) {
    return state.ended(step).isPresent()
        ? Optional.empty()
        : Optional.of(step + " has not failed, and will run anyway");
  }

  private static String words(Entry.StepEnded ended) {
    return switch (ended.ending()) {
      case DONE -> ended.changed() ? "it is done" : "it found nothing to change";
      case FAILED -> "it failed, and its failure was rescued";
      case IGNORED -> "it failed, and its failure was ignored";
      case SKIPPED -> "it was skipped";
      case NOT_TAKEN -> "it stands on a path that the run did not take";
    };
  }
}
