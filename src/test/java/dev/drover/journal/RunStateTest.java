package dev.drover.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.task.Bracket;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RunStateTest {

  @Test
  void isTheSumOfTheEntries() {
    List<Entry> entries = EveryEntry.list();
    int opened = 12;
    RunState state = RunState.of(entries.subList(0, opened));
    assertThat(state.open())
        .singleElement()
        .extracting(Entry.BracketOpened::bracket)
        .isEqualTo(EveryEntry.OUT);
    assertThat(state.isFinished("upgrade/lb_detach[bb1]")).isTrue();
    assertThat(state.end()).isEmpty();

    state.apply(new Entry.StepBegan(EveryEntry.AT, "upgrade/start[bb1]", 1, Map.of()));
    entries.subList(opened, entries.size() - 1).forEach(state::apply);
    assertThat(state.isInDoubt("upgrade/start[bb1]")).isTrue();
    assertThat(state.isFinished("upgrade/start[bb1]")).isFalse();
    assertThat(state.open()).isEmpty();
    assertThat(state.end()).map(Entry.RunEnded::verdict).contains(Entry.Verdict.STOPPED);
  }

  @Test
  void upgradeModeIsClosedByGoingOnOnceANodeWasTakenOut() {
    Bracket mode = new Bracket(Bracket.Type.UPGRADE_MODE, "bitbucket");
    RunState state = new RunState();
    state.apply(EveryEntry.list().getFirst());
    state.apply(new Entry.BracketOpened(EveryEntry.AT, mode, "on", "curl …/cancel"));
    assertThat(state.open())
        .extracting(Entry.BracketOpened::byHand)
        .containsExactly("curl …/cancel");
    state.apply(new Entry.BracketOpened(EveryEntry.AT, EveryEntry.OUT, "out", "socat …"));
    assertThat(state.open())
        .extracting(Entry.BracketOpened::byHand)
        .containsExactly("drover resume 20261121-030000", "socat …");
  }
}
