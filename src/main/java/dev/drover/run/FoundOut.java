package dev.drover.run;

import dev.drover.journal.Entry;
import dev.drover.plan.Capacity;
import dev.drover.plan.Plan;
import dev.drover.task.Bracket;
import dev.drover.task.BracketEffect;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The hosts that planning found out of service, or down. They stand in the journal before the first
 * step, for they don't serve even while the run has not come to them; and a resumed run knows them
 * too.
 */
public final class FoundOut {

  private FoundOut() {}

  /** The entries that tell of them, for a plan whose hosts were looked at. */
  public static List<Entry> entries(Plan looked, Instant now) {
    Map<Bracket, Entry> found = new LinkedHashMap<>();
    Capacity.alreadyOut(looked)
        .forEach(step ->
            step.brackets().stream()
                .filter(BracketEffect.Opens.class::isInstance)
                .map(BracketEffect::bracket)
                .forEach(bracket ->
                    found.putIfAbsent(
                        bracket, new Entry.BracketClosed(now, bracket, step.id().text(), true))));
    List<Entry> entries = new ArrayList<>(found.values());
    Capacity.down(looked).forEach((host, seen) -> entries.add(new Entry.HostDown(now, host, seen)));
    return List.copyOf(entries);
  }
}
