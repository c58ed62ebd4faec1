package dev.drover.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.task.Bracket;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the state makes of brackets that the run closes by itself, or leaves open. */
class ClosedByTheRunTest {

  private static final Instant AT = Instant.parse("2026-11-21T03:00:00Z");
  private static final Bracket OUT = new Bracket(Bracket.Type.NODE_OUT_OF_SERVICE, "bb1");
  private static final String DETACH = "upgrade/lb_detach[bb1]";
  private static final String ATTACH = "upgrade/lb_attach[bb1]";

  private final RunState state =
      RunState.of(List.of(new Entry.BracketOpened(AT, OUT, DETACH, "x")));

  @Test
  void itsStepMustOpenItAgain() {
    state.apply(new Entry.ClosingBegan(AT, OUT, DETACH, "the run failed"));
    state.apply(new Entry.BracketClosed(AT, OUT, DETACH, false));
    assertThat(state.open()).isEmpty();
    assertThat(state.undone(DETACH)).contains(OUT);

    state.apply(new Entry.RunResumed(AT, "bob@desk"));
    assertThat(state.undone(DETACH)).contains(OUT);
    state.apply(new Entry.BracketOpened(AT, OUT, DETACH, "x"));
    state.apply(ended());
    assertThat(state.undone(DETACH)).isEmpty();
    assertThat(state.owner(OUT)).isEqualTo("bob@desk");
  }

  @Test
  void aControllerThatDiedWhileClosingLeavesThatInDoubt() {
    state.apply(new Entry.ClosingBegan(AT, OUT, DETACH, "the run failed"));
    state.apply(new Entry.RunResumed(AT, "bob@desk"));
    assertThat(state.isOpen(OUT)).isTrue();
    assertThat(state.undone(DETACH)).contains(OUT);
  }

  @Test
  void whatIsLeftAsItWasNeedNotBeOpenedAgain() {
    state.apply(new Entry.ClosingBegan(AT, OUT, DETACH, "the run failed"));
    state.apply(new Entry.BracketLeft(AT, OUT, DETACH, "it is STARTING", "x"));
    assertThat(state.isOpen(OUT)).isTrue();
    assertThat(state.undone(DETACH)).isEmpty();
    assertThat(state.left(OUT)).map(Entry.BracketLeft::why).contains("it is STARTING");

    state.apply(new Entry.RunResumed(AT, "bob@desk"));
    assertThat(state.left(OUT)).isEmpty();
  }

  @Test
  void whatIsLeftInDoubtMustBeLookedAtAgain() {
    state.apply(new Entry.ClosingBegan(AT, OUT, DETACH, "the run failed"));
    state.apply(new Entry.BracketLeft(AT, OUT, DETACH, "lb1 does not answer", "x", true));
    assertThat(state.undone(DETACH)).contains(OUT);
  }

  @Test
  void theStepThatClosesItInTheEndSettlesIt() {
    state.apply(new Entry.ClosingBegan(AT, OUT, DETACH, "the run failed"));
    state.apply(new Entry.BracketClosed(AT, OUT, DETACH, false));
    state.apply(new Entry.BracketClosed(AT, OUT, ATTACH, false));
    assertThat(state.undone(DETACH)).isEmpty();
  }

  private static Entry ended() {
    return new Entry.StepEnded(
        AT, DETACH, Entry.Ending.DONE, true, "out", Map.of(), false, List.of(), "");
  }
}
