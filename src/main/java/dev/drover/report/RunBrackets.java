package dev.drover.report;

import dev.drover.journal.Entry;
import dev.drover.report.RunView.BracketView;
import dev.drover.task.Bracket;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What was opened and closed, as a journal tells it entry by entry. */
final class RunBrackets {

  private final List<BracketView> views = new ArrayList<>();

  /** Where in the list those are that are open. */
  private final Map<Bracket, Integer> open = new HashMap<>();

  private final Map<Bracket, String> closing = new HashMap<>();

  void apply(Entry entry) {
    switch (entry) {
      case Entry.BracketOpened opened -> {
        if (!open.containsKey(opened.bracket())) {
          open.put(opened.bracket(), views.size());
          views.add(
              view(
                  opened.bracket(),
                  opened.at(),
                  Optional.empty(),
                  opened.step(),
                  "",
                  "open",
                  "",
                  opened.byHand()));
        }
      }
      case Entry.ClosingBegan began -> closing.put(began.bracket(), began.why());
      case Entry.BracketLeft left -> {
        end(left.bracket(), Optional.empty(), "", "left", left.why());
        byHand(left);
      }
      case Entry.BracketClosed closed -> closed(closed);
      default -> {} // about something else
    }
  }

  private void closed(Entry.BracketClosed closed) {
    Bracket bracket = closed.bracket();
    if (closed.found()) {
      end(bracket, Optional.empty(), "", "found", "");
    } else {
      String why = Optional.ofNullable(closing.remove(bracket)).orElse("");
      end(bracket, Optional.of(closed.at()), closed.step(), "closed", why);
    }
    open.remove(bracket);
  }

  private void end(Bracket bracket, Optional<Instant> until, String by, String state, String why) {
    Integer at = open.get(bracket);
    if (at != null) {
      BracketView before = views.get(at);
      views.set(
          at,
          view(bracket, before.from(), until, before.openedBy(), by, state, why, before.byHand()));
    }
  }

  /** What closes it now may be another command than when it was opened. */
  private void byHand(Entry.BracketLeft left) {
    Integer at = open.get(left.bracket());
    if (at != null) {
      BracketView one = views.get(at);
      views.set(
          at,
          view(
              left.bracket(),
              one.from(),
              one.until(),
              one.openedBy(),
              one.closedBy(),
              one.state(),
              one.why(),
              left.byHand()));
    }
  }

  private static BracketView view(
      Bracket bracket,
      Instant from,
      Optional<Instant> until,
      String openedBy,
      String closedBy,
      String state,
      String why,
      String byHand) {
    return new BracketView(
        bracket.type().toString(),
        bracket.subject(),
        from,
        until,
        openedBy,
        closedBy,
        state,
        why,
        byHand);
  }

  List<BracketView> views() {
    return List.copyOf(views);
  }
}
