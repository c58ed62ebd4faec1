package dev.drover.cli;

import dev.drover.notify.Notifier;
import dev.drover.plan.Step;
import dev.drover.run.Asker;
import dev.drover.time.SystemTime;

/** Tells people elsewhere that somebody is asked, then asks. */
record NotifyingAsker(Asker asker, Notifier notifier) implements Asker {

  @Override
  public Answer before(Step step) throws InterruptedException {
    return asker.before(step);
  }

  @Override
  public boolean confirm(String question) throws InterruptedException {
    notifier.asks(question, SystemTime.SYSTEM.now());
    return asker.confirm(question);
  }
}
