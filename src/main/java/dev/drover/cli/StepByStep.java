package dev.drover.cli;

import dev.drover.plan.Step;
import dev.drover.run.Asker;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** Asks the operator before each step, until he wants to be asked no more. */
final class StepByStep implements Asker {

  private final Asker questions;
  private final Function<String, Optional<String>> ask;
  private boolean asking = true;

  /**
   * One that asks.
   *
   * @param questions who answers the questions of the steps themselves
   * @param ask shows a question and reads what is typed; empty at the end of input
   */
  StepByStep(Asker questions, Function<String, Optional<String>> ask) {
    this.questions = questions;
    this.ask = ask;
  }

  @Override
  public boolean confirm(String question) throws InterruptedException {
    return questions.confirm(question);
  }

  /** One question at a time, whoever else is in work. */
  @Override
  public synchronized Answer before(Step step) {
    while (asking) {
      String whom = step.once() ? "once" : step.host().name();
      Optional<String> typed =
          ask.apply(
              step.task().name()
                  + " ("
                  + whom
                  + "): [r]un, [s]kip, [g]o on without asking, s[t]op? ");
      if (typed.isEmpty()) {
        return Answer.STOP;
      }
      switch (typed.get().strip().toLowerCase(Locale.ROOT)) {
        case "r", "run", "y", "yes" -> {
          return Answer.RUN;
        }
        case "s", "skip", "n", "no" -> {
          return Answer.SKIP;
        }
        case "t", "stop", "q", "quit" -> {
          return Answer.STOP;
        }
        case "g", "go", "go on", "c", "continue" -> asking = false;
        default -> {} // asked again
      }
    }
    return Answer.RUN;
  }
}
