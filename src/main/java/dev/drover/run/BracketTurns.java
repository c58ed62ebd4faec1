package dev.drover.run;

import dev.drover.task.Bracket;
import dev.drover.task.BracketEffect;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Lets steps that open or close the same thing act one after the other, each to its end in the
 * journal. Else one of two branches would find open what the other one is just opening, and take it
 * for somebody else's. Whoever has its turn waits for no other step, so nobody waits for ever.
 */
final class BracketTurns {

  private static final Comparator<Bracket> ORDER =
      Comparator.comparing(Bracket::type).thenComparing(Bracket::subject);

  private final Ledger ledger;
  private final Map<Bracket, Turnstile> turns = new ConcurrentHashMap<>();

  BracketTurns(Ledger ledger) {
    this.ledger = ledger;
  }

  /** Acts as soon as no other step is at the same things. */
  StepEnding run(List<BracketEffect> effects, OnceSteps.Work work) throws InterruptedException {
    List<Bracket> brackets =
        effects.stream().map(BracketEffect::bracket).distinct().sorted(ORDER).toList();
    Deque<Turnstile> held = new ArrayDeque<>();
    try {
      for (Bracket bracket :
          brackets) { // all in the same order, so that no two wait for each other
        Turnstile turn =
            turns.computeIfAbsent(
                bracket, _ -> new Turnstile(ledger, "the turn to change " + bracket, 1));
        turn.enter();
        held.push(turn);
      }
      return work.run();
    } finally {
      held.forEach(Turnstile::leave);
    }
  }
}
